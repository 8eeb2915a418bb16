import { describe, expect, it } from 'vitest';
import type { Answer } from '#desk/api/client.ts';
import { type ReadFeed, readBack, readOn } from '#desk/laboratory/start/feed.ts';

const timeOf = (sequence: number) => new Date(Date.UTC(2026, 10, 20) + sequence * 60_000).toISOString();

type Feed = { last: number; oldest?: number; hidden?: (sequence: number) => boolean };

/** A feed whose events are a minute apart, and the parts of it that were asked for. */
function feed({ last, oldest = 1, hidden = () => false }: Feed) {
  const asked: string[] = [];
  const refused = (code: string, more = {}): Answer<never> => ({
    kind: 'refused',
    problem: { code, title: '', status: 410, detail: '', requestId: '', ...more },
  });
  const read: ReadFeed = async ({ after, limit }) => {
    asked.push(`${after}+${limit}`);
    if (after > last) return refused('validation_failed');
    if (after + 1 < oldest) return refused('feed_expired', { oldest });
    const next = Math.min(last, after + limit);
    const sequences = Array.from({ length: next - after }, (_, index) => after + 1 + index);
    const items = sequences
      .filter((sequence) => !hidden(sequence))
      .map((sequence) => ({ sequence, event: Object({ id: sequence, time: timeOf(sequence) }) }));
    return { kind: 'answered', value: { items, next, last }, etag: null };
  };
  return { read, asked };
}

const idsOf = (answer: Awaited<ReturnType<typeof readBack>>) => {
  if (answer.kind !== 'answered') return answer;
  const ids = answer.value.events.map(({ id }) => Number(id));
  return { from: ids[0], to: ids.at(-1), count: ids.length, next: answer.value.next };
};

describe('the events since a time', () => {
  it('are read from the end of the feed back, and no further than needed', async () => {
    const { read, asked } = feed({ last: 1000 });
    expect(idsOf(await readBack(read, timeOf(850), 990))).toEqual({ from: 850, to: 1000, count: 151, next: 1000 });
    expect(asked).toEqual(['990+1', '900+100', '800+100']);
  });

  it('are all of a short feed, and none of an empty one', async () => {
    expect(idsOf(await readBack(feed({ last: 3 }).read, timeOf(0), 0))).toMatchObject({ from: 1, count: 3, next: 3 });
    expect(idsOf(await readBack(feed({ last: 0 }).read, timeOf(0), 0))).toMatchObject({ count: 0, next: 0 });
  });

  it.each([
    ['has expired', { last: 500, oldest: 400 }, 0],
    ['is of another feed', { last: 500 }, 900],
  ])('are found when the number that was kept %s', async (_, of, near) => {
    expect(idsOf(await readBack(feed(of).read, timeOf(450), near))).toMatchObject({ from: 450, to: 500, next: 500 });
  });

  it('end where earlier ones have expired', async () => {
    const { read } = feed({ last: 500, oldest: 401 });
    expect(idsOf(await readBack(read, timeOf(0), 480))).toMatchObject({ from: 401, count: 100 });
  });

  it('are looked for beyond a part of which nothing is shown', async () => {
    const { read } = feed({ last: 300, hidden: (sequence) => sequence > 150 });
    expect(idsOf(await readBack(read, timeOf(140), 0))).toMatchObject({ from: 140, to: 150, next: 300 });
  });

  it('are read on from where one was, also over parts of which nothing is shown, and old ones are forgotten', async () => {
    const before = await readBack(feed({ last: 100 }).read, timeOf(1), 0);
    if (before.kind !== 'answered') return expect.fail();
    const { read, asked } = feed({ last: 320, hidden: (sequence) => sequence > 100 && sequence < 310 });
    expect(idsOf(await readOn(read, timeOf(90), before.value))).toEqual({ from: 90, to: 320, count: 22, next: 320 });
    expect(asked).toEqual(['100+100', '200+100', '300+100']);
  });

  it('are none when there is no answer, which is said', async () => {
    const why: Answer<never> = { kind: 'unanswered', why: 'offline' };
    expect(await readBack(async () => why, timeOf(0), 0)).toBe(why);
    expect(await readOn(async () => why, timeOf(0), { events: [], next: 0 })).toBe(why);
  });
});
