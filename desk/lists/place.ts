/** Where somebody was in a list when they opened an order: it is there again when they go back. */
export type Place = {
  opened: string;
  /** How far the page was scrolled, in pixels. */
  scroll: number;
  /** How many rows were there. */
  rows: number;
};

/** Keeps the place with the list's own entry in the history of the browser. */
export const keepPlace = (place: Place): void => history.replaceState(place, '');

/** The place in this entry of the history; null when the list was not left for an order. */
export function keptPlace(): Place | null {
  const { opened, scroll, rows } = Object(history.state);
  return typeof opened === 'string' ? { opened, scroll, rows } : null;
}
