import type { OpenOrder } from '#desk/order/open-order.ts';

/** The parts of an order's page that actions lead to, each by the id of its element. */
export const places = { form: 'order-form', plan: 'work-plan', history: 'history' } as const;

const controls = 'input, select, textarea, button, summary, [tabindex]';

/** Whether a control can be seen and used. */
const isUsable = (control: HTMLElement) => control.checkVisibility() && !control.matches(':disabled, [type=hidden]');

/** Puts the focus on the first control of a part of the page. */
export function goToPlace(place: keyof typeof places): void {
  const part = document.getElementById(places[place]);
  part?.scrollIntoView({ block: 'start' });
  const all = [...(part?.querySelectorAll<HTMLElement>(controls) ?? [])];
  all.find(isUsable)?.focus({ preventScroll: true });
}

/** Saves what is typed into the order and not saved yet. Says whether an action may go on. */
export async function isSaved({ save }: OpenOrder): Promise<boolean> {
  const saves = save.peek();
  return saves === null || saves();
}
