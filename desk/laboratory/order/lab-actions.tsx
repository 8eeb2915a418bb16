import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { api, ask } from '#desk/api/client.ts';
import { AcceptDialog } from '#desk/laboratory/order/accept-dialog.tsx';
import { HoldDialog } from '#desk/laboratory/order/hold-dialog.tsx';
import type { OpenLabOrder } from '#desk/laboratory/order/open-lab-order.ts';
import { ProduceDialog } from '#desk/laboratory/order/produce-dialog.tsx';
import { ReopenDialog } from '#desk/laboratory/order/reopen-dialog.tsx';
import { ReturnDialog } from '#desk/laboratory/order/return-dialog.tsx';
import { ShipDialog } from '#desk/laboratory/order/ship-dialog.tsx';
import type { ActionProps } from '#desk/laboratory/order/use-action.ts';
import { wholeOrder } from '#desk/laboratory/order/whole-order.ts';
import { actionNames } from '#desk/order/actions/action-names.ts';
import { PrintDialog } from '#desk/order/actions/print/print-dialog.tsx';
import { useShortcuts } from '#desk/parts/keyboard/shortcuts.tsx';
import { Menu } from '#desk/parts/menu.tsx';
import { words } from '#desk/words/words.ts';
import type { Status } from '#domain/order/statuses.ts';

type ActionDialog = ComponentType<ActionProps>;

type Entry = {
  action: keyof ReturnType<typeof actionNames>;
  key: string;
  opens: ActionDialog;
  /** The statuses in which it is the next step, so that it has a button of its own. */
  next: readonly Status[];
};

const entries: readonly Entry[] = [
  { action: 'acceptOrder', key: 'a', opens: AcceptDialog, next: ['published'] },
  { action: 'produceOrder', key: 'f', opens: ProduceDialog, next: ['production'] },
  { action: 'shipOrder', key: 's', opens: ShipDialog, next: ['production', 'produced'] },
  { action: 'holdOrder', key: 'h', opens: HoldDialog, next: [] },
  { action: 'returnOrder', key: 'r', opens: ReturnDialog, next: [] },
  { action: 'reopenLabOrder', key: 'o', opens: ReopenDialog, next: [] },
];

/** Prints the order that is open. */
function PrintLabOrder({ order, onClose }: ActionProps) {
  const shown = order.value.value;
  if (!shown) return null;
  const params = { path: order.path };
  return (
    <PrintDialog
      order={wholeOrder(shown)}
      print={(body) => ask(api.POST('/v1/lab/orders/{tenantId}/{number}/print', { params, body: Object(body) }))}
      onClose={onClose}
    />
  );
}

/** What a laboratory can do with the order now: the next steps as buttons, the others in a menu, each with a key. */
export function LabActions({ order }: { order: OpenLabOrder }) {
  const { actions, laboratory } = words.value;
  const open = useSignal<ActionDialog | null>(null);
  const shown = order.value.value;
  const start = (dialog: ActionDialog) => {
    open.value = dialog;
  };
  const isOnHold = shown?.laboratoryWork?.hold !== undefined;
  const names = shown && actionNames(shown, words.value);
  const items = names
    ? entries
        .filter(({ action }) => shown.actions.includes(action))
        .map(({ action, key, opens, next }) => ({
          text: names[action],
          key,
          // While the laboratory waits, the next step is to go on.
          isNext: next.includes(shown.status) || (action === 'holdOrder' && isOnHold),
          run: () => start(opens),
        }))
    : [];
  const print = { text: laboratory.print, key: 'p', isNext: false, run: () => start(PrintLabOrder) };
  const all = [...items, print];
  useShortcuts(shown ? all.map(({ text, key, run }) => ({ keys: key, does: text, run })) : null);
  if (!shown) return null;
  const steps = items.filter(({ isNext }) => isNext);
  const Open = open.value;
  return (
    <>
      <Menu label={actions.title} items={all.filter(({ isNext }) => !isNext)} />
      {steps.map(({ text, key, run }, index) => (
        <button key={key} type="button" class={index === steps.length - 1 ? 'primary' : ''} onClick={run}>
          {text} <kbd>{key}</kbd>
        </button>
      ))}
      {Open && <Open order={order} onClose={() => (open.value = null)} />}
    </>
  );
}
