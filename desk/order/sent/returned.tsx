import type { Order } from '#desk/api/client.ts';
import { goTo } from '#desk/parts/error-summary.tsx';
import { timeText } from '#desk/parts/format.ts';
import type { Reason } from '#desk/parts/said.ts';
import { words } from '#desk/words/words.ts';

type Props = { returned: Pick<NonNullable<Order['returned']>, 'at' | 'by'>; reasons: readonly Reason[] };

/** Why the laboratory has returned the order; each reason leads to the field that it is about. */
export function Returned({ returned: { at, by }, reasons }: Props) {
  const { atLaboratory, history } = words.value;
  return (
    <section class="notice warning" aria-labelledby="returned">
      <h2 id="returned">{atLaboratory.returned}</h2>
      <p class="small typed">{atLaboratory.asReturned(by.name ?? history.somebody[by.role], timeText(at))}</p>
      <ul>
        {reasons.map(({ pointer, message }, index) => (
          // Two reasons may be the same.
          <li key={index} class="typed as-typed">
            {pointer === undefined ? (
              message
            ) : (
              <button type="button" class="link typed" onClick={() => goTo(pointer)}>
                {message}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
