/** The place of a new order, by the id that its page has made for it. */
export const placeOfNew = (id: string): string => `new:${id}`;

/** The id of a new order, by its place. */
export const idOfNew = (place: string): string => place.replace(/^new:/, '');

/** Whether a place is the number of an order. The others are new orders, and forms at an address of their own, which begins with `/`. */
export const isOrder = (place: string): boolean => !/^(new:|\/)/.test(place);

/** The screen at which something was typed. */
export function pathOf(place: string): string {
  if (isOrder(place)) return `/orders/${encodeURIComponent(place)}`;
  return place.startsWith('/') ? place : `/orders/new/${encodeURIComponent(idOfNew(place))}`;
}
