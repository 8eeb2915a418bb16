/** The place of a new order, by the id that its page has made for it. */
export const placeOfNew = (id: string): string => `new:${id}`;

/** The id of a new order, by its place. */
export const idOfNew = (place: string): string => place.replace(/^new:/, '');

/** The place of a message about an order, as the address of its screen names the order. */
export const placeOfMessage = (order: string): string => `message:${order}`;

/** The order that a message is about, as the address of its screen names it; undefined for what is no message. */
const orderOfMessage = (place: string): string | undefined => /^message:(.*)$/s.exec(place)?.[1];

/** The number of the order that a message is about; undefined for what is no message. */
export const messageAbout = (place: string): string | undefined => orderOfMessage(place)?.split('/').at(-1);

/** Whether a place is that of a message. */
export const isMessage = (place: string): boolean => orderOfMessage(place) !== undefined;

/**
 * Whether a place is the number of an order. The others are new orders, messages, and forms at an address of their
 * own, which begins with `/`.
 */
export const isOrder = (place: string): boolean => !/^(new:|message:|\/)/.test(place);

/** The screen at which something was typed. */
export function pathOf(place: string): string {
  if (isOrder(place)) return `/orders/${encodeURIComponent(place)}`;
  const order = orderOfMessage(place);
  if (order !== undefined) return `/orders/${order.split('/').map(encodeURIComponent).join('/')}`;
  return place.startsWith('/') ? place : `/orders/new/${encodeURIComponent(idOfNew(place))}`;
}
