import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { idOf } from '#desk/parts/field.tsx';
import type { Said } from '#desk/parts/said.ts';
import { words } from '#desk/words/words.ts';

const controls = 'input, select, textarea, button';

/** Puts the focus on the field at a pointer, or on the nearest that is around it. What is closed around it is opened. */
export function goTo(pointer: string): void {
  const places = pointer.split('/').map((_, count, parts) => parts.slice(0, parts.length - count).join('/'));
  const field = places.map((place) => document.getElementById(idOf(place))).find((one) => one !== null);
  if (field?.getAttribute('aria-expanded') === 'false') {
    field.click();
    setTimeout(() => goTo(pointer));
    return;
  }
  field?.closest('details')?.setAttribute('open', '');
  field?.scrollIntoView({ block: 'center' });
  // A group of fields begins with its name, and somebody who goes there wants to fill it in.
  const first = field?.matches('legend') ? field.parentElement?.querySelector<HTMLElement>(controls) : null;
  (first ?? field)?.focus();
}

/** A list of what is wrong, whose lines lead to their fields. It takes the focus when it appears. */
export function ErrorSummary({ errors }: { errors: readonly Said[] }) {
  const summary = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => summary.current?.focus(), [errors]);
  return (
    <div ref={summary} class="notice error" role="alert" tabIndex={-1}>
      <h2>{words.value.parts.errors}</h2>
      <ul>
        {errors.map(({ pointer, message }) => (
          <li key={`${pointer} ${message}`}>
            <button type="button" class="link" onClick={() => goTo(pointer)}>
              {message}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What is wrong, with the label of its field in front, where that does not say so by itself. */
function labelled({ pointer, message }: Said): Said {
  const field = document.getElementById(idOf(pointer));
  // The first text of a label is its words, before a remark such as "(optional)".
  const label = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.labels?.[0] : null;
  const name = (field?.ariaLabel ?? label?.firstChild?.textContent)?.trim();
  const isNamed = !name || message.toLowerCase().includes(name.toLowerCase());
  return { pointer, message: isNamed ? message : `${name}: ${message}` };
}

/** A list of what is wrong with fields that are on the screen already, each named by its label. */
export function FieldErrors({ errors }: { errors: readonly Said[] }) {
  const named = useMemo(() => errors.map(labelled), [errors]);
  return <ErrorSummary errors={named} />;
}
