import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Field } from '#desk/parts/field.tsx';
import { words } from '#desk/words/words.ts';
import { folded } from '#domain/kernel/text.ts';

/** Something that can be chosen: its words, and a second line that tells it from others of the same name. */
export type Choice = { value: string; text: string; detail?: string };

type Props = {
  label: string;
  hint?: string;
  choices: readonly Choice[];
  /** What is chosen; undefined while nothing is. */
  value: string | undefined;
  onChoose: (value: string) => void;
  pointer?: string;
  error?: string | undefined;
};

/** A choice as people type it: without case and accents, and by its id, which everybody can type. */
const searched = ({ text, detail = '', value }: Choice) => folded(`${text} ${detail} ${value.replaceAll('-', ' ')}`);

/** Whether each word that is typed begins a word of the choice. */
function fits(choice: Choice, typed: string): boolean {
  const text = ` ${searched(choice)}`;
  return folded(typed)
    .split(' ')
    .every((word) => text.includes(` ${word}`));
}

/** A list to choose one of, which gets shorter as one types. It takes the focus; arrow keys move in it, Enter chooses. */
export function ChoiceList({ label, hint, choices, value, onChoose, pointer, error }: Props) {
  const typed = useSignal('');
  const active = useSignal(0);
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => input.current?.focus(), []);
  const shown = choices.filter((choice) => fits(choice, typed.value));
  const place = Math.min(active.value, shown.length - 1);
  const idAt = (index: number) => `${id}-${index}`;
  useEffect(() => list.current?.children[place]?.scrollIntoView({ block: 'nearest' }), [place]);

  const choose = () => {
    const choice = shown[place];
    if (choice) onChoose(choice.value);
  };
  const moves: Record<string, () => void> = {
    ArrowDown: () => (active.value = Math.min(place + 1, shown.length - 1)),
    ArrowUp: () => (active.value = Math.max(place - 1, 0)),
    Enter: choose,
  };
  return (
    <Field {...{ label, hint, error, ...(pointer !== undefined && { pointer }) }}>
      {(control) => (
        <>
          <input
            {...control}
            ref={input}
            type="text"
            role="combobox"
            autocomplete="off"
            aria-expanded
            aria-autocomplete="list"
            aria-controls={id}
            aria-activedescendant={shown.length > 0 ? idAt(place) : undefined}
            value={typed.value}
            onInput={({ currentTarget }) => {
              typed.value = currentTarget.value;
              active.value = 0;
            }}
            onKeyDown={(event) => {
              const move = moves[event.key];
              if (move) event.preventDefault();
              move?.();
            }}
          />
          <div ref={list} class="choices" id={id} role="listbox" aria-label={label}>
            {shown.map((choice, index) => (
              <button
                type="button"
                key={choice.value}
                id={idAt(index)}
                role="option"
                tabIndex={-1}
                class={index === place ? 'active' : ''}
                aria-selected={choice.value === value}
                onClick={() => {
                  active.value = index;
                  onChoose(choice.value);
                }}
              >
                <span class="typed">{choice.text}</span>
                {choice.detail && <span class="small typed">{choice.detail}</span>}
              </button>
            ))}
          </div>
          {shown.length === 0 && <p class="small">{words.value.parts.nothingFits}</p>}
        </>
      )}
    </Field>
  );
}
