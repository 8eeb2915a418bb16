import { once } from '#desk/api/catalogue.ts';
import { type Answer, api, ask, type OrderRow } from '#desk/api/client.ts';
import { loaded } from '#desk/api/loaded.ts';
import { mostOnAPage } from '#desk/api/paged.ts';
import { type Days, lastTooNear, type Rows } from '#desk/lists/start-lists.ts';
import { groups } from '#desk/lists/view.ts';
import { today } from '#desk/parts/today.ts';
import { addDays, type CalendarDate } from '#domain/kernel/calendar.ts';
import type { Role } from '#domain/kernel/caller.ts';
import { type Status, statuses, statusesVisibleTo } from '#domain/order/statuses.ts';

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

/** How many days a date may have passed and still be looked for, where what is forgotten could fill a page. */
const longPassed = 30;

/** What is at laboratories, the soonest due first. */
const readAtLaboratories = () =>
  firstPageOf({ status: [...groups.atLaboratory], sort: 'due', dueFrom: addDays(today(), -longPassed) });

/** Whether a role sees drafts: its start screen is the overview, and else what has been sent. */
export const seesDrafts = (role: Role): boolean => statusesVisibleTo(role).some((status) => statuses[status].editable);

/** What is at laboratories by due date, for those who see no drafts. It is there again when one comes back to it. */
export const sentByDue = once(() => loaded(readAtLaboratories));

/**
 * The newest drafts, returned ones first; what is at laboratories, the soonest due first; what is on its way; and what a
 * laboratory has written about last.
 */
export type Overview = { drafts: Rows; atLaboratories: Rows; onTheWay: Rows; answered: Rows };

/** The pages that a clinic's start screen shows. They are there again when one comes back to it. */
export const overview = once(() =>
  loaded(() =>
    both(
      both(firstPage('draft'), readAtLaboratories(), (drafts, atLaboratories) => ({ drafts, atLaboratories })),
      both(firstPage('shipped'), firstPageOf({ awaiting: 'clinic' }), (onTheWay, answered) => ({ onTheWay, answered })),
      (one, other): Overview => ({ ...one, ...other }),
    ),
  ),
);

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
