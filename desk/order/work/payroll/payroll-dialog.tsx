import { useEffect, useMemo, useRef } from 'preact/hooks';
import { api, ask } from '#desk/api/client.ts';
import { loaded } from '#desk/api/loaded.ts';
import { type Sending, SendingFailure, useSending } from '#desk/order/actions/sending.tsx';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { Earnings, type Payroll, Totals } from '#desk/order/work/payroll/earnings.tsx';
import { beginAgain, RecordForm } from '#desk/order/work/payroll/record-form.tsx';
import { Dialog } from '#desk/parts/dialog.tsx';
import { Shown } from '#desk/parts/shown.tsx';
import { words } from '#desk/words/words.ts';

/** What technicians earn on the order. Managers add sums, and lock it; a technician sees their own. */
export function PayrollDialog({ order, onClose }: { order: OpenOrder; onClose: () => void }) {
  const shown = order.value.value;
  const number = shown?.number ?? '';
  const payroll = useMemo(
    () => loaded(() => ask(api.GET('/v1/orders/{number}/payroll', { params: { path: { number } } }))),
    [number],
  );
  const read = useRef(shown?.version);
  useEffect(() => {
    if (read.current === shown?.version) return;
    read.current = shown?.version;
    void payroll.reload();
  }, [shown?.version]);
  const sending = useSending(order);
  if (!shown) return null;
  const { actions } = shown;
  const mayAdd = actions.includes('addPayrollRecord') && !shown.payroll?.finalized;
  const remove = async (recordId: string) => {
    await sending.send({ recordId }, ({ path, header }) =>
      ask(
        api.DELETE('/v1/orders/{number}/payroll-records/{recordId}', {
          params: { path: { ...path, recordId }, header },
        }),
      ),
    );
    // The button that was pressed is gone with its line.
    beginAgain();
  };
  return (
    <Dialog title={words.value.actions.names.getPayroll} onClose={onClose} wide>
      <div class="stack">
        {mayAdd && <RecordForm order={order} />}
        <SendingFailure failure={sending.failure.value} place="/payroll" />
        <Shown of={payroll}>
          {(paid) => (
            <>
              <Warnings payroll={paid} />
              <Totals payroll={paid} />
              <Earnings payroll={paid} onRemove={mayAdd ? (recordId) => void remove(recordId) : null} />
              {actions.includes('finalizePayroll') && <Finalizing payroll={paid} sending={sending} />}
            </>
          )}
        </Shown>
      </div>
    </Dialog>
  );
}

function Warnings({ payroll: { warnings } }: { payroll: Payroll }) {
  if (warnings.length === 0) return null;
  return (
    <div class="notice warning">
      <ul>
        {warnings.map(({ code, message }) => (
          <li key={code}>{message}</li>
        ))}
      </ul>
    </div>
  );
}

/** Locks the payroll, or opens it again. */
function Finalizing({ payroll: { finalized }, sending }: { payroll: Payroll; sending: Sending }) {
  const { payroll } = words.value;
  const turn = () =>
    sending.send({ finalized: !finalized }, (params) =>
      ask(api.PUT('/v1/orders/{number}/payroll/finalized', { params, body: { finalized: !finalized } })),
    );
  return (
    <div class="buttons">
      <button type="button" onClick={() => void turn()}>
        {finalized ? payroll.reopen : payroll.finalize}
      </button>
      <span class="small">{finalized ? payroll.isFinalized : payroll.finalizeHint}</span>
    </div>
  );
}
