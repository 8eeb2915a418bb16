import { useEffect, useMemo } from 'preact/hooks';
import { useSearch } from 'wouter-preact';
import { api, ask, type LabOrder, written } from '#desk/api/client.ts';
import { LabActions } from '#desk/laboratory/order/lab-actions.tsx';
import { LabOrderSheet } from '#desk/laboratory/order/lab-order-sheet.tsx';
import { LeftOrder } from '#desk/laboratory/order/left-order.tsx';
import { Notices } from '#desk/laboratory/order/notices.tsx';
import { type OpenLabOrder, openLabOrder } from '#desk/laboratory/order/open-lab-order.ts';
import { wholeOrder } from '#desk/laboratory/order/whole-order.ts';
import { WorkFacts } from '#desk/laboratory/order/work-facts.tsx';
import { revisionIn } from '#desk/laboratory/start/scanned.ts';
import { DoneNotice } from '#desk/order/actions/done.tsx';
import { Thread } from '#desk/order/thread/thread.tsx';
import { Screen } from '#desk/parts/screen.tsx';
import { Shown } from '#desk/parts/shown.tsx';
import { words } from '#desk/words/words.ts';

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
    <Screen title={`#${number}`} beside={shown && <Beside shown={shown} order={order} />}>
      <DoneNotice number={number} />
      {gone ? (
        <LeftOrder path={order.path}>
          <LabThread path={order.path} />
        </LeftOrder>
      ) : (
        <Shown of={order}>
          {(known) => (
            <>
              <Notices order={known} paper={paper} />
              <WorkFacts order={known} />
              <LabOrderSheet order={wholeOrder(known)} />
              <LabThread path={order.path} />
            </>
          )}
        </Shown>
      )}
    </Screen>
  );
}

/** What stands beside the number: status, revision, and what can be done. */
function Beside({ shown: { status, revision }, order }: { shown: LabOrder; order: OpenLabOrder }) {
  const { statuses, laboratory } = words.value;
  return (
    <div class="buttons">
      <span class={`badge ${status}`}>{statuses[status]}</span>
      {revision > 1 && <span class="small">{laboratory.revision.of(revision)}</span>}
      <LabActions order={order} />
    </div>
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
