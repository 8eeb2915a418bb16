/** The place of a new order, by the id that its page has made for it. */
export const placeOfNew = (id: string): string => `new:${id}`;

/** The screen at which something was typed. */
export function pathOf(place: string): string {
  const [, id] = /^new:(.*)$/s.exec(place) ?? [];
  return `/orders/${id === undefined ? encodeURIComponent(place) : `new/${encodeURIComponent(id)}`}`;
}
