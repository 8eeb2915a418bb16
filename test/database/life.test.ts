import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { type AnnouncedTable, newAnnouncedTable } from '#test/support/database/announced-table.ts';
import { logged } from '#test/support/functions/call-handler.ts';
import { allowed, type Choice, type Life, moves, tried } from '#test/support/life/life.ts';
import { everybody } from '#test/support/life/people.ts';
import { Story } from '#test/support/life/story.ts';
import { runs } from '#test/support/run/runs.ts';

let table: AnnouncedTable;
beforeAll(async () => {
  table = await newAnnouncedTable();
});

const people = Object.values(everybody);

/** Mostly something that can be done now, so that orders get far; the rest is anything by anybody. */
const anyChoice = fc.oneof(
  { weight: 5, arbitrary: fc.nat(999).map((index) => (life: Life) => at(moves(people, life), index)) },
  { weight: 4, arbitrary: fc.nat(999).map((index) => (life: Life) => at(allowed(people, life), index)) },
  {
    weight: 3,
    arbitrary: fc
      .record({ person: fc.constantFrom(...people), what: fc.constantFrom(...tried) })
      .map((choice) => (): Choice => choice),
  },
);

const at = (choices: Choice[], index: number): Choice | undefined => choices[index % choices.length];

const anyStep = fc.record({
  choose: anyChoice,
  way: fc.nat(3),
  upon: fc.oneof(
    { weight: 10, arbitrary: fc.constant('current' as const) },
    { weight: 2, arbitrary: fc.constantFrom('stale' as const, 'none' as const) },
  ),
  isRepeated: fc.constantFrom(true, false, false, false),
});

it('Whatever anybody does with an order, in whatever sequence: replies, what each may read, history and both feeds are as the rules say, and no text of people is in an event or in a log line', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 8, maxLength: 24, size: 'max' }), async (steps) => {
      logged.length = 0;
      const story = new Story(table);
      await story.begin();
      try {
        for (const { choose, ...how } of steps) {
          const choice = choose(story.life);
          if (choice) await story.try(choice, how);
        }
        await story.look();
        await story.end();
      } catch (error) {
        throw new Error(story.transcript.join('\n'), { cause: error });
      }
    }),
    // A transcript says more than fewer steps would, and shrinking takes minutes.
    { numRuns: runs(30), endOnFailure: true },
  );
  expect(logged).not.toEqual([]);
});
