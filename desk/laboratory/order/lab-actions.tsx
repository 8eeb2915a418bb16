import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { api, ask, type LabOrder } from '#desk/api/client.ts';
import { AcceptDialog } from '#desk/laboratory/order/accept-dialog.tsx';
import { HoldDialog } from '#desk/laboratory/order/hold-dialog.tsx';
import type { OpenLabOrder } from '#desk/laboratory/order/open-lab-order.ts';
import { ProduceDialog } from '#desk/laboratory/order/produce-dialog.tsx';
import { ReopenDialog } from '#desk/laboratory/order/reopen-dialog.tsx';
import { ReturnDialog } from '#desk/laboratory/order/return-dialog.tsx';
import { ShipDialog } from '#desk/laboratory/order/ship-dialog.tsx';
import type { ActionProps } from '#desk/laboratory/order/use-action.ts';
import { wholeOrder } from '#desk/laboratory/order/whole-order.ts';
import { PrintDialog } from '#desk/order/actions/print/print-dialog.tsx';
import { useShortcuts } from '#desk/parts/keyboard/shortcuts.tsx';
import { Menu } from '#desk/parts/menu.tsx';
import type { Words } from '#desk/words/en.ts';
import { words } from '#desk/words/words.ts';
import type { Status } from '#domain/order/statuses.ts';

type ActionDialog = ComponentType<ActionProps>;
type Texts = Words['laboratory']['actions'];

type Entry = {
  action: LabOrder['actions'][number];
  key: string;
  opens: ActionDialog;
  /** The statuses in which it is the next step, so that it has a button of its own. */
  next: readonly Status[];
  /** What it is called, which may depend on what was said before. */
  name: (texts: Texts, order: LabOrder) => string;
};

const entries: readonly Entry[] = [
  {
    action: 'acceptOrder',
    key: 'a',
    opens: AcceptDialog,
    next: ['published'],
    name: ({ accept }, { status }) => (status === 'published' ? accept.name : accept.correct),
  },
  {
    action: 'produceOrder',
    key: 'f',
    opens: ProduceDialog,
    next: ['production'],
    name: ({ produce }) => produce.name,
  },
  {
    action: 'shipOrder',
    key: 's',
    opens: ShipDialog,
    next: ['production', 'produced'],
    name: ({ ship }, { status }) => (status === 'shipped' ? ship.correct : ship.name),
  },
  {
    action: 'holdOrder',
    key: 'h',
    opens: HoldDialog,
    next: [],
    name: ({ hold }, { laboratoryWork }) => (laboratoryWork?.hold ? hold.goOn : hold.name),
  },
  { action: 'returnOrder', key: 'r', opens: ReturnDialog, next: [], name: (texts) => texts.return.name },
  { action: 'reopenLabOrder', key: 'o', opens: ReopenDialog, next: [], name: ({ reopen }) => reopen.name },
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
  const { laboratory, actions } = words.value;
  const open = useSignal<ActionDialog | null>(null);
  const shown = order.value.value;
  const start = (dialog: ActionDialog) => {
    open.value = dialog;
  };
  const items = shown
    ? entries
        .filter(({ action }) => shown.actions.includes(action))
        .map(({ key, opens, next, name }) => ({
          text: name(laboratory.actions, shown),
          key,
          isNext: next.includes(shown.status),
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
