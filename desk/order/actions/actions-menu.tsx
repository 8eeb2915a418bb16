import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { CancelDialog } from '#desk/order/actions/cancel-dialog.tsx';
import { ChangeCustomerDialog } from '#desk/order/actions/change-customer-dialog.tsx';
import { CopyDialog } from '#desk/order/actions/copy-dialog.tsx';
import { DiscountDialog } from '#desk/order/actions/discount/discount-dialog.tsx';
import { goToPlace } from '#desk/order/actions/places.ts';
import { RemakeDialog } from '#desk/order/actions/remake-dialog.tsx';
import { whenSaved } from '#desk/order/actions/when-saved.ts';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { ChangeDueDateDialog } from '#desk/order/sent/change-due-date-dialog.tsx';
import { ReceiveDialog } from '#desk/order/sent/receive-dialog.tsx';
import { ReopenDialog } from '#desk/order/sent/reopen-dialog.tsx';
import { WithdrawDialog } from '#desk/order/sent/withdraw-dialog.tsx';
import { PayrollDialog } from '#desk/order/work/payroll/payroll-dialog.tsx';
import { useShortcuts } from '#desk/parts/keyboard/shortcuts.tsx';
import { later } from '#desk/parts/later.tsx';
import { Menu } from '#desk/parts/menu.tsx';
import { words } from '#desk/words/words.ts';

/** A dialog in which an action is taken. It is open while it is rendered. */
export type ActionDialog = ComponentType<{ order: OpenOrder; onClose: () => void }>;

const PrintOrderDialog = later(
  async () => (await import('#desk/order/actions/print/print-order.tsx')).PrintOrderDialog,
);

/**
 * The entries of the menu, each with its key, and what it opens: a dialog, or a part of the page. Only
 * what was sent is made again.
 */
const entries = [
  { action: 'editOrder', key: 'e', opens: 'form' },
  { action: 'receiveOrder', key: 'r', opens: ReceiveDialog },
  { action: 'withdrawOrder', key: 't', opens: WithdrawDialog },
  { action: 'changeDueDate', key: 'u', opens: ChangeDueDateDialog },
  { action: 'reopenOrder', key: 'o', opens: ReopenDialog },
  { action: 'changeCustomer', key: 'd', opens: ChangeCustomerDialog },
  { action: 'planWork', key: 'w', opens: 'plan' },
  { action: 'copyOrder', key: 'c', opens: CopyDialog },
  { action: 'copyOrder', name: 'remake', key: 'a', opens: RemakeDialog },
  { action: 'getPayroll', key: 'y', opens: PayrollDialog },
  { action: 'printOrder', key: 'p', opens: PrintOrderDialog },
  { action: 'setDiscount', key: '%', opens: DiscountDialog },
  { action: 'cancelOrder', key: 'x', opens: CancelDialog },
] as const satisfies {
  action: string;
  name?: string;
  key: string;
  opens: ActionDialog | Parameters<typeof goToPlace>[0];
}[];

/** What can be done with the order now, each with a key. What is typed into the form is saved first. */
export function ActionsMenu({ order }: { order: OpenOrder }) {
  const { actions } = words.value;
  const open = useSignal<ActionDialog | null>(null);
  const { actions: allowed = [], revision = 0 } = order.value.value ?? {};
  const items = entries
    .filter((entry) => allowed.includes(entry.action) && (revision > 0 || !('name' in entry)))
    .map(({ key, opens, ...entry }) => {
      const text = 'name' in entry ? actions[entry.name].name : actions.names[entry.action];
      const run = () => {
        if (typeof opens === 'string') goToPlace(opens);
        else
          void whenSaved(order, text, () => {
            open.value = opens;
          });
      };
      return { text, key, run };
    });
  useShortcuts(items.map(({ text, key, run }) => ({ keys: key, does: text, run })));
  const Open = open.value;
  return (
    <>
      {items.length > 0 && <Menu label={actions.title} items={items} />}
      {Open && <Open order={order} onClose={() => (open.value = null)} />}
    </>
  );
}
