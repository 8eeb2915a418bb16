/** A date (YYYY-MM-DD) as German and Ukrainian have it: 16.11.2026. Does not use Intl, as numbers do not. */
export const dayFirst = (date: string): string => date.split('-').toReversed().join('.');

/** An instant (RFC 3339, in UTC) as its day and its time: 16.11.2026 and 09:30:00. */
export const dayAndTime = (instant: string): { day: string; time: string } => ({
  day: dayFirst(instant.slice(0, 10)),
  time: instant.slice(11, 19),
});
