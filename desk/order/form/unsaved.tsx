import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { own } from '#desk/kept/own.ts';
import { placeName, placeText } from '#desk/order/form/described.ts';
import { emptyForm, type Form } from '#desk/order/form/model/form.ts';
import { merged } from '#desk/order/form/model/merged.ts';
import { typedIn } from '#desk/order/form/state/keeping.ts';
import { focusTitle } from '#desk/parts/screen.tsx';
import { words } from '#desk/words/words.ts';

type Props = {
  number: string;
  /** The order as it is now; null when this person may not see it any more. */
  now: Form | null;
};

/**
 * What this person typed and can no longer save: it was sent or cancelled, or is no longer theirs. It can be
 * read, copied and discarded.
 */
export function Unsaved({ number, now }: Props) {
  const text = words.value.form;
  const isCopied = useSignal(false);
  const entry = own.all.value.find(({ place }) => place === number);
  const kept = typedIn(entry?.typed);
  const lines = kept ? linesOf(kept, now) : [];
  // What the order says by now, or what nobody can read, is not to be saved any more.
  const isNothing = entry !== undefined && !entry.waiting && lines.length === 0;
  useEffect(() => {
    if (isNothing) own.discard(number);
  }, [isNothing]);
  if (lines.length === 0) return null;
  const copy = async () => {
    await navigator.clipboard.writeText(lines.join('\n'));
    isCopied.value = true;
  };
  const discard = () => {
    own.discard(number);
    focusTitle();
  };
  return (
    <div class="notice warning" role="status">
      <p>{now ? text.tooLate : text.notYours}</p>
      <ul>
        {lines.map((line) => (
          <li key={line} class="typed">
            {line}
          </li>
        ))}
      </ul>
      <div class="buttons">
        <button type="button" onClick={copy}>
          {text.copy}
        </button>
        <button type="button" onClick={discard}>
          {text.discard}
        </button>
        {isCopied.value && <span class="small">{text.copied}</span>}
      </div>
    </div>
  );
}

/** What was typed, a line for each part: what would still differ from the order as it now is. */
function linesOf({ form: typed, before }: { form: Form; before: Form | null }, now: Form | null): string[] {
  const was = before ?? now ?? emptyForm(typed.notation);
  const order = now ?? was;
  const { form, conflicts } = merged(was, typed, order);
  const places = [...conflicts, ...merged(order, order, form).taken];
  return places.map((place) => `${placeName(place, [form, order])}: ${placeText(place, typed)}`);
}
