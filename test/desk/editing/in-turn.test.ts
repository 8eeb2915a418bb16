import { expect, test } from 'vitest';
import { inTurn } from '#desk/editing/in-turn.ts';

test('what is asked for while it runs is done once more afterwards, however often it is asked', async () => {
  const seen: string[] = [];
  const ends: (() => void)[] = [];
  let typed = 'one';
  const save = inTurn(async () => {
    seen.push(typed);
    await new Promise<void>((resolve) => ends.push(resolve));
    return typed;
  });
  const first = save();
  // When the first has ended and the second has not begun.
  const between = first.then(() => save());
  typed = 'two';
  const meanwhile = [save(), save()];
  expect(seen).toEqual(['one']);
  typed = 'three';
  ends.shift()?.();
  await first;
  await Promise.resolve();
  ends.shift()?.();
  expect(await Promise.all([between, ...meanwhile])).toEqual(['three', 'three', 'three']);
  expect(seen).toEqual(['one', 'three']);
  const last = save();
  ends.shift()?.();
  await last;
  expect(seen).toHaveLength(3);
});

test('what was asked for is done also when what ran before has failed', async () => {
  let runs = 0;
  const save = inTurn(async () => {
    runs += 1;
    if (runs === 1) throw new Error('lost');
    return runs;
  });
  const [first, second] = await Promise.allSettled([save(), save()]);
  expect([first?.status, second]).toEqual(['rejected', { status: 'fulfilled', value: 2 }]);
});
