import type { Signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { addressOf } from '#desk/laboratory/lists/groups.ts';
import { useFocusAfter } from '#desk/parts/screen.tsx';
import { words } from '#desk/words/words.ts';

/** How many orders have just been accepted, and where they are now. Screen readers say it when it appears. */
export const AcceptedNotice = ({ orders }: { orders: Signal<number> }) => (
  <div role="status">{orders.value > 0 && <Notice orders={orders} />}</div>
);

function Notice({ orders }: { orders: Signal<number> }) {
  const { laboratory, parts } = words.value;
  const notice = useRef<HTMLDivElement>(null);
  useFocusAfter(notice);
  return (
    <div class="notice good" ref={notice}>
      <p>
        {laboratory.many.accepted(orders.value)} <Link href={addressOf('work')}>{laboratory.groups.work}</Link>
      </p>
      <button type="button" class="link" onClick={() => (orders.value = 0)}>
        {parts.close}
      </button>
    </div>
  );
}
