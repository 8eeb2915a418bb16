import { useSignal } from '@preact/signals';
import type { Difference } from '#desk/editing/differences.ts';
import { Dialog } from '#desk/parts/dialog.tsx';
import { timeText } from '#desk/parts/format.ts';
import { words } from '#desk/words/words.ts';

/** When something was written last, and by whom. */
export type Revised = { version: number; updatedAt: string | null; updatedBy: { name?: string | undefined } | null };

type Props<Form> = {
  entry: Revised;
  differences: readonly Difference<Form>[];
  /** Saves, with these members as they have them. */
  onSave: (taken: (keyof Form)[]) => void;
  onBack: () => void;
};

/** Shows what somebody else has changed since it was read, and lets one choose, part by part, what is kept. */
export function ConflictDialog<Form>({ entry, differences, onSave, onBack }: Props<Form>) {
  const { conflict } = words.value;
  const taken = useSignal(differences.filter(({ isMine }) => !isMine).map(({ member }) => member));
  const { updatedAt, updatedBy } = entry;
  return (
    <Dialog title={conflict.title} onClose={onBack} wide>
      <form
        class="conflict"
        onSubmit={(event) => {
          event.preventDefault();
          onSave(taken.value);
        }}
      >
        <p>{conflict.by(updatedBy?.name ?? conflict.somebody, updatedAt ? timeText(updatedAt) : '')}</p>
        <p>{conflict.choose}</p>
        {differences.map(({ member, label, before, theirs, mine, isMine }, index) => {
          const choice = (isTheirs: boolean, text: string) => (
            <label class="check">
              <input
                type="radio"
                name={member}
                autofocus={index === 0 && isTheirs !== isMine}
                checked={taken.value.includes(member) === isTheirs}
                onChange={() => {
                  const others = taken.value.filter((one) => one !== member);
                  taken.value = isTheirs ? [...others, member] : others;
                }}
              />
              <span class="typed">{text}</span>
            </label>
          );
          return (
            <fieldset key={member}>
              <legend>{label}</legend>
              {isMine && <p class="small typed">{conflict.before(before)}</p>}
              {choice(true, conflict.theirs(theirs))}
              {choice(false, isMine ? conflict.mine(mine) : conflict.asItWas(mine))}
            </fieldset>
          );
        })}
        <div class="buttons">
          <button type="submit" class="primary">
            {conflict.save}
          </button>
          <button type="button" onClick={onBack}>
            {conflict.back}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
