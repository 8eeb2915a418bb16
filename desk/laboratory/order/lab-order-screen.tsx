import { useEffect, useMemo } from 'preact/hooks';
import { useSearch } from 'wouter-preact';
import { api, ask, written } from '#desk/api/client.ts';
import { LabActions } from '#desk/laboratory/order/lab-actions.tsx';
import { LabOrderSheet } from '#desk/laboratory/order/lab-order-sheet.tsx';
import { LeftOrder } from '#desk/laboratory/order/left-order.tsx';
import { Notices } from '#desk/laboratory/order/notices.tsx';
import { type OpenLabOrder, openLabOrder } from '#desk/laboratory/order/open-lab-order.ts';
import { wholeOrder } from '#desk/laboratory/order/whole-order.ts';
import { revisionIn } from '#desk/laboratory/start/scanned.ts';
import { DoneNotice } from '#desk/order/actions/done.tsx';
import { AtLaboratory } from '#desk/order/sent/at-laboratory.tsx';
import { StatusBadge } from '#desk/order/sent/status-badge.tsx';
import { Thread } from '#desk/order/thread/thread.tsx';
import { Screen } from '#desk/parts/screen.tsx';
import { Shown } from '#desk/parts/shown.tsx';

/** Whether the laboratory has the order no longer, or never had it. */
function isGone({ value, failure }: OpenLabOrder): boolean {
  const why = failure.value;
  if (why?.kind === 'refused' && why.problem.code === 'not_found') return true;
  return value.value?.publication?.inHands === false;
}

/** An order that was sent to this laboratory: what it says, and all that the laboratory can say of it. */
export function LabOrderScreen({ tenantId, number }: { tenantId: string; number: string }) {
  const order = useMemo(() => openLabOrder(tenantId, number), [tenantId, number]);
  const paper = revisionIn(new URLSearchParams(useSearch()));
  useEffect(() => order.follow(), [order]);
  const gone = isGone(order);
  const shown = gone ? undefined : order.value.value;
  return (
    <Screen
      title={`#${number}`}
      beside={
        shown && (
          <div class="buttons">
            <StatusBadge of={shown} />
            <LabActions order={order} />
          </div>
        )
      }
    >
      <DoneNotice number={number} order={order.value.value} />
      {gone ? (
        <LeftOrder path={order.path}>
          <LabThread path={order.path} />
        </LeftOrder>
      ) : (
        <Shown of={order}>
          {(known) => (
            <>
              <Notices order={known} open={order} paper={paper} />
              <AtLaboratory order={known} />
              <LabOrderSheet order={wholeOrder(known)} />
              <LabThread path={order.path} />
            </>
          )}
        </Shown>
      )}
    </Screen>
  );
}

/** What this laboratory and the clinic have written to each other about the order, also when it is no longer here. */
function LabThread({ path }: Pick<OpenLabOrder, 'path'>) {
  return (
    <Thread
      order={`${path.tenantId}/${path.number}`}
      to="clinic"
      read={(query) => ask(api.GET('/v1/lab/orders/{tenantId}/{number}/messages', { params: { path, query } }))}
      write={(text) =>
        written((instead) =>
          api.POST('/v1/lab/orders/{tenantId}/{number}/messages', { params: { path }, body: { text }, ...instead }),
        )
      }
    />
  );
}
