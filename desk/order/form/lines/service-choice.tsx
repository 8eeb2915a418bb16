import { useSignal } from '@preact/signals';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { Service } from '#desk/api/client.ts';
import { exampleWord, matching } from '#desk/order/form/model/service-search.ts';
import { addLine, type Editor, errorAt, known } from '#desk/order/form/state/editor.ts';
import { Field } from '#desk/parts/field.tsx';
import { moneyText } from '#desk/parts/format.ts';
import { words } from '#desk/words/words.ts';

/** Adds a service that is found by a part of its name: a combobox, as WAI-ARIA describes it. */
export function ServiceChoice({ editor }: { editor: Editor }) {
  const text = words.value.form;
  const typed = useSignal('');
  const isOpen = useSignal(false);
  /** The option that Enter chooses; -1 for none, so that an empty field adds nothing by itself. */
  const place = useSignal(-1);
  const list = useId();
  const box = useRef<HTMLDivElement>(null);
  const options = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (isOpen.value) options.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen.value]);
  const groups = isOpen.value ? matching(known().services ?? [], typed.value) : [];
  const flat = groups.flatMap(([, services]) => services);
  const at = Math.min(place.value, flat.length - 1);
  const current = flat[at];

  const close = () => {
    isOpen.value = false;
  };
  const choose = ({ serviceId }: Service) => {
    addLine(editor, serviceId);
    typed.value = '';
    place.value = -1;
    close();
  };
  const move = (to: number) => {
    isOpen.value = true;
    place.value = flat.length === 0 ? 0 : (to + flat.length) % flat.length;
    queueMicrotask(() => box.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }));
  };
  const keys: Record<string, () => void> = {
    ArrowDown: () => move(isOpen.value ? at + 1 : 0),
    ArrowUp: () => move(isOpen.value ? Math.max(at, 0) - 1 : 0),
    Enter: () => (current ? choose(current) : undefined),
    Escape: close,
  };
  return (
    <div class="choice" ref={box}>
      <Field
        label={text.addService}
        hint={text.addServiceHint(exampleWord(known().services ?? []))}
        pointer="/services"
        error={errorAt(editor, '/services')}
      >
        {(control) => (
          <input
            {...control}
            role="combobox"
            aria-autocomplete="list"
            aria-expanded={flat.length > 0}
            aria-controls={list}
            aria-activedescendant={current && `${list}-${current.serviceId}`}
            autocomplete="off"
            value={typed.value}
            onInput={({ currentTarget }) => {
              typed.value = currentTarget.value;
              place.value = typed.value.trim() === '' ? -1 : 0;
              isOpen.value = true;
            }}
            onClick={() => {
              isOpen.value = true;
            }}
            onBlur={close}
            onKeyDown={(event) => {
              const run = keys[event.key];
              if (!run || event.ctrlKey || event.metaKey) return;
              event.preventDefault();
              if (event.key === 'Escape') event.stopPropagation();
              run();
            }}
          />
        )}
      </Field>
      <div ref={options} class="options" hidden={!isOpen.value}>
        <div id={list} role="listbox" aria-label={text.services} hidden={flat.length === 0}>
          {groups.map(([group, services]) => (
            // biome-ignore lint/a11y/useSemanticElements: a listbox has groups, not fieldsets
            <div key={group} role="group" aria-label={group}>
              <div class="group" aria-hidden="true">
                {group}
              </div>
              {services.map((service) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard chooses in the field
                <div
                  key={service.serviceId}
                  id={`${list}-${service.serviceId}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={service === current}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => choose(service)}
                >
                  <span>{service.name}</span>
                  {service.price && <span class="small">{moneyText(service.price)}</span>}
                </div>
              ))}
            </div>
          ))}
        </div>
        {isOpen.value && flat.length === 0 && <p class="small">{text.noneFound}</p>}
      </div>
      <span class="unseen" role="status">
        {isOpen.value && typed.value ? text.found(flat.length) : ''}
      </span>
    </div>
  );
}
