import { useEffect, useMemo } from 'preact/hooks';
import { ActionsMenu } from '#desk/order/actions/actions-menu.tsx';
import { DiscountLine } from '#desk/order/actions/discount/discount-line.tsx';
import { DoneNotice } from '#desk/order/actions/done.tsx';
import { places } from '#desk/order/actions/places.ts';
import { SendButton } from '#desk/order/actions/send-button.tsx';
import { SourceLink } from '#desk/order/actions/source-link.tsx';
import { OrderForm } from '#desk/order/form/order-form.tsx';
import { Unsaved } from '#desk/order/form/unsaved.tsx';
import { openOrder } from '#desk/order/open-order.ts';
import { AtLaboratory } from '#desk/order/sent/at-laboratory.tsx';
import { HoldAnswers } from '#desk/order/sent/hold-answers.tsx';
import { StatusBadge } from '#desk/order/sent/status-badge.tsx';
import { OrderThread } from '#desk/order/thread/order-thread.tsx';
import { HistorySection } from '#desk/order/work/history-section.tsx';
import { PlanSection } from '#desk/order/work/plan-section.tsx';
import { FailureNotice } from '#desk/parts/failure.tsx';
import { nameText } from '#desk/parts/format.ts';
import { Screen } from '#desk/parts/screen.tsx';
import { Shown } from '#desk/parts/shown.tsx';
import { words } from '#desk/words/words.ts';

/** One order: what it says, and all that can be done with it. */
export function OrderScreen({ number }: { number: string }) {
  const order = useMemo(() => openOrder(number), [number]);
  useEffect(() => order.follow(), [order]);
  const { failure, value } = order;
  if (failure.value && !value.value)
    return (
      <Screen title={`#${number}`}>
        <FailureNotice failure={failure.value} unknown={words.value.receiving.unknown} onRetry={order.reload} />
        {failure.value.kind === 'refused' && <Unsaved number={number} now={null} />}
      </Screen>
    );
  return (
    <Shown of={order}>
      {(shown) => (
        <Screen
          title={`#${number}`}
          about={nameText(shown.patient)}
          beside={
            <div class="buttons">
              <StatusBadge of={shown} />
              <ActionsMenu order={order} />
              <SendButton order={order} />
            </div>
          }
        >
          {shown.source && <SourceLink source={shown.source} remake={shown.remake} />}
          <DoneNotice number={number} order={shown} />
          <AtLaboratory order={shown} whileHeld={<HoldAnswers order={order} />} />
          <div id={places.form}>
            <OrderForm order={order} />
          </div>
          <DiscountLine order={order} />
          <OrderThread order={order} />
          <PlanSection order={order} />
          <HistorySection order={order} />
        </Screen>
      )}
    </Shown>
  );
}
