import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { leftOf, reasonsOf } from '#desk/laboratory/order/left.ts';
import type { OpenLabOrder } from '#desk/laboratory/order/open-lab-order.ts';
import { timeText } from '#desk/parts/format.ts';
import { Shown } from '#desk/parts/shown.tsx';
import { words } from '#desk/words/words.ts';

/** An order that has left the laboratory: why, and what was written about it. One that was never there has no thread. */
export function LeftOrder({ path, children }: { path: OpenLabOrder['path']; children: ComponentChildren }) {
  const thread = useMemo(() => leftOf(path), [path]);
  const { left: text } = words.value.laboratory;
  return (
    <Shown of={thread}>
      {({ left }) => (
        <>
          {left && (
            <div class="notice error">
              <p>
                <strong>{text[left.how]}</strong> {timeText(left.at)}
              </p>
              {reasonsOf(left).map((reason, index) => (
                // Two reasons may be the same.
                <p key={index} class="typed as-typed">
                  {reason}
                </p>
              ))}
            </div>
          )}
          {children}
        </>
      )}
    </Shown>
  );
}
