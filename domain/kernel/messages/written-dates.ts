const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * A date (YYYY-MM-DD) as English has it, in an order that nobody can misread: Nov 16, 2026. Does not
 * use Intl, as numbers do not.
 */
export function monthFirst(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${months[(month ?? 0) - 1]} ${day}, ${year}`;
}

/** A date (YYYY-MM-DD) as German and Ukrainian have it: 16.11.2026. */
export const dayFirst = (date: string): string => date.split('-').toReversed().join('.');

/** An instant (RFC 3339, in UTC) as its day (YYYY-MM-DD) and its time: 2026-11-16 and 09:30:00. */
export const dayAndTime = (instant: string): { day: string; time: string } => ({
  day: instant.slice(0, 10),
  time: instant.slice(11, 19),
});
