import { useSignal } from '@preact/signals';
import { placeName, placeText } from '#desk/order/form/described.ts';
import { formOf } from '#desk/order/form/model/form.ts';
import type { Place } from '#desk/order/form/model/merged.ts';
import type { Conflict, Editor } from '#desk/order/form/state/editor.ts';
import { decide } from '#desk/order/form/state/following.ts';
import { Dialog } from '#desk/parts/dialog.tsx';
import { timeText } from '#desk/parts/format.ts';
import { words } from '#desk/words/words.ts';

type Props = { editor: Editor; conflict: Conflict; onSave: () => void };

/** Shows what two people made of the same parts of an order, and lets one choose, part by part, what stays. */
export function ConflictDialog({ editor, conflict, onSave }: Props) {
  const text = words.value.conflict;
  const { before, next, merged, isSaving } = conflict;
  const taken = useSignal<readonly Place[]>([]);
  const mine = editor.form.value;
  const theirs = formOf(next, mine.notation);
  const back = () => {
    editor.conflict.value = { ...conflict, isOpen: false, isSaving: false };
  };
  return (
    <Dialog title={text.title} onClose={back} wide>
      <form
        class="conflict"
        onSubmit={(event) => {
          event.preventDefault();
          decide(editor, taken.value);
          if (isSaving) onSave();
        }}
      >
        <p>{text.by(next.updatedBy.name ?? text.somebody, timeText(next.updatedAt))}</p>
        <p>{words.value.form.decide}</p>
        {merged.conflicts.map((place, index) => {
          const choice = (isTheirs: boolean, said: string) => (
            <label class="check">
              <input
                type="radio"
                name={`conflict-${index}`}
                checked={taken.value.includes(place) === isTheirs}
                onChange={() => {
                  const others = taken.value.filter((one) => one !== place);
                  taken.value = isTheirs ? [...others, place] : others;
                }}
              />
              <span class="typed">{said}</span>
            </label>
          );
          return (
            <fieldset key={JSON.stringify(place)}>
              <legend class="typed">{placeName(place, [mine, theirs, before])}</legend>
              <p class="small typed">{text.before(placeText(place, before))}</p>
              {choice(false, text.mine(placeText(place, mine)))}
              {choice(true, text.theirs(placeText(place, theirs)))}
            </fieldset>
          );
        })}
        <div class="buttons">
          <button type="submit" class="primary">
            {isSaving ? text.save : words.value.form.goOn}
          </button>
          <button type="button" onClick={back}>
            {text.back}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
