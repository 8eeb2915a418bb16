import { PriceList } from '#desk/order/form/price-list.tsx';
import { type Editor, missingIn, namedIn } from '#desk/order/form/state/editor.ts';
import { goTo } from '#desk/parts/error-summary.tsx';
import type { Said } from '#desk/parts/said.ts';
import { words } from '#desk/words/words.ts';

/** What the order lacks before it can be sent, what is unusual, and what it costs. */
export function Readiness({ editor }: { editor: Editor }) {
  const text = words.value.form;
  const { readiness, faults, warnings, returned, price, order } = editor.judged.value;
  const missing = namedIn(editor, missingIn(editor));
  const isReady = readiness.length + faults.length === 0;
  return (
    <>
      <section class="side-part" aria-labelledby="not-yet">
        <h2 id="not-yet">{text.notYet}</h2>
        {isReady && <p class="ready">{returned.length > 0 ? text.readyAgain : text.ready}</p>}
        {!isReady && missing.length === 0 && <p>{text.typing}</p>}
        {missing.length > 0 && <Leading said={missing} kind="missing" />}
      </section>
      {warnings.length > 0 && (
        <section class="side-part" aria-labelledby="to-check">
          <h2 id="to-check">{text.warnings}</h2>
          <Leading said={warnings} kind="unusual" />
        </section>
      )}
      {order.services.length > 0 && Number.isFinite(price.total.amount) && (
        <PriceList price={price} discount={order.discount} />
      )}
    </>
  );
}

/** Sentences that lead to their fields. */
function Leading({ said, kind }: { said: readonly Said[]; kind: 'missing' | 'unusual' }) {
  return (
    <ul class={kind}>
      {said.map(({ pointer, message }) => (
        <li key={`${pointer} ${message}`}>
          <button type="button" class="link typed" onClick={() => goTo(pointer)}>
            {message}
          </button>
        </li>
      ))}
    </ul>
  );
}
