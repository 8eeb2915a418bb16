import { useLayoutEffect, useRef } from 'preact/hooks';
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
