import { once } from '#desk/api/catalogue.ts';
import { type Answer, api, ask, type OrderRow } from '#desk/api/client.ts';
import { loaded } from '#desk/api/loaded.ts';
import { mostOnAPage } from '#desk/api/paged.ts';
import { type Days, lastTooNear, type Rows } from '#desk/lists/start-lists.ts';
import { addDays, type CalendarDate } from '#domain/kernel/calendar.ts';
import { memoized } from '#domain/kernel/memoized.ts';
import type { Status } from '#domain/order/statuses.ts';

type Filter = {
  status?: Status[];
  awaiting?: 'clinic';
  sort?: 'due';
  dueFrom?: CalendarDate;
  dueTo?: CalendarDate;
};

/** Two answers in one, or why one of them is missing. */
async function both<One, Other, Value>(
  first: Promise<Answer<One>>,
  second: Promise<Answer<Other>>,
  join: (one: One, other: Other) => Value,
): Promise<Answer<Value>> {
  const [one, other] = await Promise.all([first, second]);
  if (one.kind !== 'answered') return one;
  if (other.kind !== 'answered') return other;
  return { kind: 'answered', value: join(one.value, other.value), etag: null };
}

/** One page of orders, as large as may be. */
async function firstPageOf(filter: Filter): Promise<Answer<Rows>> {
  const query = { limit: mostOnAPage, ...filter };
  const answer = await ask(api.GET('/v1/orders', { params: { query } }));
  if (answer.kind !== 'answered') return answer;
  const { items, nextCursor } = answer.value;
  return { kind: 'answered', value: { rows: items, goesOn: nextCursor !== null }, etag: null };
}

/** One page of the orders in a status. */
const firstPage = (status: Status, filter: Filter = {}) => firstPageOf({ status: [status], ...filter });

/** The newest drafts, what was sent last, and what a laboratory has written about last. */
export type Overview = { drafts: Rows; sent: Rows; answered: Rows };

/** The pages that a clinic's start screen shows. They are there again when one comes back to it. */
export const overview = once(() =>
  loaded(() =>
    both(
      both(firstPage('draft'), firstPage('published'), (drafts, sent) => ({ drafts, sent })),
      firstPageOf({ awaiting: 'clinic' }),
      (pages, answered): Overview => ({ ...pages, answered }),
    ),
  ),
);

/** What was sent and is due, from this day on. */
export const sentDueFrom = memoized((dueFrom: CalendarDate) =>
  loaded(() => firstPage('published', { sort: 'due', dueFrom })),
);

/** How many days a date may have passed and still be looked for where there are more drafts than one page has. */
const longPassed = 30;

/** Drafts by due date: those whose date has passed lately, and those that are due soon. */
export type DueDrafts = { passed: Rows; soon: Rows };

/** Reads the drafts by due date, for a clinic that has more drafts than one page. */
export const dueDrafts = (days: Days) =>
  loaded(() =>
    both(
      firstPage('draft', { sort: 'due', dueFrom: addDays(days.today, -longPassed), dueTo: addDays(days.today, -1) }),
      firstPage('draft', { sort: 'due', dueFrom: days.today, dueTo: lastTooNear(days) }),
      (passed, soon): DueDrafts => ({ passed, soon }),
    ),
  );

/** The drafts that were read, each once. */
export function allDrafts(newest: Rows, due: DueDrafts | null): OrderRow[] {
  const rows = [...newest.rows, ...(due ? [...due.passed.rows, ...due.soon.rows] : [])];
  return [...new Map(rows.map((row) => [row.number, row])).values()];
}
