import { useLocation } from 'wouter-preact';
import type { Failure } from '#desk/api/client.ts';
import { own } from '#desk/kept/own.ts';
import { pathOf, placeOfNew } from '#desk/kept/place.ts';
import type { Editor } from '#desk/order/form/state/editor.ts';
import { typedOf } from '#desk/order/form/state/keeping.ts';
import { words } from '#desk/words/words.ts';

/** Whether a new order is refused because another one was saved at its place, of which this browser knows no more. */
export const isMadeBefore = (failure: Failure): boolean =>
  failure.kind === 'refused' && failure.problem.code === 'idempotency_key_reused';

/** Says that an order was made from this page before, and offers to make another one of what is typed. */
export function MadeBefore({ editor }: { editor: Editor }) {
  const { madeBefore, makeAnother } = words.value.form;
  const [, go] = useLocation();
  const makeNew = () => {
    const place = placeOfNew(crypto.randomUUID());
    own.keep(place, typedOf(editor));
    editor.discard();
    go(pathOf(place));
  };
  return (
    <div class="notice error" role="alert">
      <p>{madeBefore}</p>
      <button type="button" onClick={makeNew}>
        {makeAnother}
      </button>
    </div>
  );
}
