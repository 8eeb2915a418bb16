import type { Order } from '#desk/api/client.ts';

/** An order of which something was said, as it was then. */
export type Of = Pick<Order, 'number' | 'status' | 'revision' | 'version'>;

/**
 * Whether an order is no longer as it was when something was said of it: what was said is then old news. What `waits` for
 * something to be saved waits no longer once anything is.
 */
export const isOver = (of: Of, now: Of | undefined, waits = false): boolean =>
  now !== undefined &&
  (now.status !== of.status || now.revision !== of.revision || (waits && now.version !== of.version));
