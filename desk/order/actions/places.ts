import type { OpenOrder } from '#desk/order/open-order.ts';

/** The parts of an order's page that actions lead to, each by the id of its element. */
export const places = { form: 'order-form', plan: 'work-plan', history: 'history', thread: 'messages' } as const;

const controls = 'input, select, textarea, button, summary';

/** Whether a control can be seen and used. */
const isUsable = (control: HTMLElement) => control.checkVisibility() && !control.matches(':disabled, [type=hidden]');

/** Puts the focus on the first control of a part of the page. */
export function goToPlace(place: keyof typeof places): void {
  const part = document.getElementById(places[place]);
  part?.scrollIntoView({ block: 'start' });
  const all = [...(part?.querySelectorAll<HTMLElement>(controls) ?? [])];
  all.find(isUsable)?.focus({ preventScroll: true });
}

type Save = () => Promise<boolean>;

/** What else on the page can have something that is typed and not saved, beside the form. */
const others = new Set<Save>();

/** Has something saved before an action, until the returned function is called. */
export function alsoSaved(save: Save): () => void {
  others.add(save);
  return () => others.delete(save);
}

/** Saves what is typed on the order's page and not saved yet. Says whether an action may go on. */
export async function isSaved({ save }: OpenOrder): Promise<boolean> {
  const form = save.peek();
  for (const one of [...(form ? [form] : []), ...others]) if (!(await one())) return false;
  return true;
}
