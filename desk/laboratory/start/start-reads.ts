import { once } from '#desk/api/catalogue.ts';
import type { Answer, LabOrderRow } from '#desk/api/client.ts';
import { loaded, together } from '#desk/api/loaded.ts';
import { mostOnAPage } from '#desk/api/paged.ts';
import { browserStore, note } from '#desk/kept/store.ts';
import { type Group, readGroup } from '#desk/laboratory/lists/groups.ts';
import { type Known, readBack, readFeed, readOn } from '#desk/laboratory/start/feed.ts';
import { type News, newsOf } from '#desk/laboratory/start/news.ts';
import { scanned } from '#desk/laboratory/start/scanned.ts';
import { person } from '#desk/session/session.ts';

/** The first page of a group, as large as may be. */
export type Rows = { rows: LabOrderRow[]; goesOn: boolean };

async function firstRows(group: Group): Promise<Answer<Rows>> {
  const answer = await readGroup(group, { limit: mostOnAPage });
  if (answer.kind !== 'answered') return answer;
  const { items, nextCursor } = answer.value;
  return { kind: 'answered', value: { rows: items, goesOn: nextCursor !== null }, etag: null };
}

/** The beginning of yesterday on this computer. */
function sinceYesterday(): string {
  const day = new Date();
  day.setHours(0, 0, 0, 0);
  day.setDate(day.getDate() - 1);
  return day.toISOString();
}

/** Where the number is kept up to which the feed was read. It is where one looks for its end the next time. */
const place = () => `feed ${person.peek()?.sub}`;

let known: Known | undefined;

/** What clinics have done since yesterday. What was read before is not read again. */
async function readNews(): Promise<Answer<News>> {
  const since = sinceYesterday();
  const near = Number(browserStore('localStorage')?.getItem(place()) ?? 0);
  const answer = known ? await readOn(readFeed, since, known) : await readBack(readFeed, since, near);
  if (answer.kind !== 'answered') return answer;
  known = answer.value;
  note('localStorage', place(), String(known.next));
  return { ...answer, value: newsOf(known.events) };
}

/** What clinics have done lately: for the start screen, and for the lists that show it beside their orders. */
export const labNews = once(() => loaded(readNews));

/** What is new, and what is in work. */
export type LabRows = { fresh: Rows; work: Rows };

/** The orders that a laboratory's start screen shows. They are there again when one comes back to it. */
export const labRows = once(() =>
  loaded(async (): Promise<Answer<LabRows>> => {
    const [fresh, work] = await Promise.all([firstRows('new'), firstRows('work')]);
    if (fresh.kind !== 'answered') return fresh;
    if (work.kind !== 'answered') return work;
    return { kind: 'answered', value: { fresh: fresh.value, work: work.value }, etag: null };
  }),
);

/**
 * Where the code of a paper leads, also where it has no organisation: among the orders that are new or in work. Null if that
 * is not clear.
 */
export async function addressOfScan(text: string): Promise<string | null> {
  const { value, reload } = labRows();
  const among = ({ fresh, work }: LabRows) => scanned(text, [...fresh.rows, ...work.rows]);
  const known = value.peek();
  let found = known ? among(known) : null;
  if (found === null || found.kind === 'unknown') {
    await reload();
    const now = value.peek();
    found = now ? among(now) : null;
  }
  return found?.kind === 'order' ? found.address : null;
}

/** What a laboratory's start screen shows. */
export const labOverview = once(() => together(labRows(), labNews()));
