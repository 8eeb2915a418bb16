import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Order } from '#desk/api/client.ts';
import { isOver, type Of } from '#desk/order/actions/old-news.ts';
import { useFocusAfter } from '#desk/parts/screen.tsx';
import { words } from '#desk/words/words.ts';
import type { WarningCode } from '#domain/kernel/messages/messages.ts';

/**
 * What has been done with an order, in words, and what the API said of it that no later reply says again; or what waits to
 * be done. It stands at the top of the page, or at a place of it.
 */
type Done = { of: Of; text: string; remarks: readonly string[]; place?: string | undefined; waits?: true };

const done = signal<Done | null>(null);

/** Which warnings only the reply to an action has; the others stand on the page for as long as they are true. */
const isSaidOnce: Record<WarningCode, boolean> = {
  service_dropped: true,
  source_never_sent: true,
  hand_set_dropped: true,
  laboratory_not_connected: true,
  not_our_laboratory: true,
  gap_in_bridge: false,
  quantity_differs: false,
  due_date_far: false,
  due_on_day_off: false,
  due_date_too_early: false,
  plan_outdated: false,
  plan_not_made: true,
  task_after_due_date: false,
  task_outdated: false,
  done_task_removed: true,
  returned_by_laboratory: false,
  on_hold: false,
  overdue: false,
  promised_after_due: false,
  task_overdue: false,
  unassigned_tasks: false,
  negative_margin: false,
};

/** Says on the page of an order what has been done with it. It stays until it is closed, or the page is left. */
export function sayDone(of: Of & Pick<Order, 'warnings'>, text: string, place?: string): void {
  const remarks = of.warnings.filter(({ code }) => isSaidOnce[code]).map(({ message }) => message);
  done.value = { of, text, remarks, place };
}

/** Says on the page of an order that something waits to be done. */
export function sayWaiting(of: Of, text: string): void {
  done.value = { of, text, remarks: [], waits: true };
}

type NoticeProps = { number: string; order: Of | undefined; place?: string };

/**
 * What has just been done with the order, until it gets another status or revision; `order` is it as it is shown. Screen
 * readers say it when it appears.
 */
export function DoneNotice({ number, order, place }: NoticeProps) {
  const said = done.value?.of.number === number && done.value.place === place ? done.value : null;
  const isOld = said !== null && isOver(said.of, order, said.waits);
  useEffect(() => {
    // Something else may have been said meanwhile.
    if (isOld && done.peek() === said) done.value = null;
  }, [isOld]);
  useEffect(
    () => () => {
      if (done.value?.of.number === number) done.value = null;
    },
    [number],
  );
  return <div role="status">{said && !isOld && <Notice of={said} />}</div>;
}

function Notice({ of: shown }: { of: Done }) {
  const notice = useRef<HTMLDivElement>(null);
  useFocusAfter(notice);
  useEffect(() => {
    // The button that was pressed may be gone with the status that had it.
    if (document.activeElement === document.body) notice.current?.focus();
  }, [shown]);
  return (
    <div class={shown.waits || shown.remarks.length > 0 ? 'notice warning' : 'notice good'} ref={notice} tabIndex={-1}>
      <p>{shown.text}</p>
      {shown.remarks.length > 0 && (
        <ul>
          {shown.remarks.map((remark) => (
            <li key={remark} class="typed">
              {remark}
            </li>
          ))}
        </ul>
      )}
      <button type="button" class="link" onClick={() => (done.value = null)}>
        {words.value.parts.close}
      </button>
    </div>
  );
}
