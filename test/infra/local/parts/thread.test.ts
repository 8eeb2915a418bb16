import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { startThread } from '#infra/local/parts/thread.ts';
import { eventOf } from '#test/support/functions/requests.ts';

const folder = mkdtempSync(join(tmpdir(), 'handlers-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts a thread with a handler of this function body, which has `event` and `context`. */
function threadWith(body: string) {
  const file = join(folder, `${Math.random()}.mjs`);
  writeFileSync(file, `export const handler = async (event, context) => { ${body} };`);
  const name = relative(process.cwd(), file);
  const thread = startThread([name]);
  onTestFinished(() => thread[Symbol.asyncDispose]());
  const handler = thread.handlerOf(name);
  return (body: string, milliseconds = 20_000) =>
    handler(
      { ...eventOf('printOrder'), body },
      { awsRequestId: 'this-call', functionName: 'printOrder', getRemainingTimeInMillis: () => milliseconds },
    );
}

const busy = (milliseconds: number) => `const until = Date.now() + ${milliseconds}; while (Date.now() < until);`;

test('A handler in a thread replies, and knows its environment and its remaining time', async () => {
  process.env['TOLD'] = 'before it started';
  const call = threadWith(`return {
    statusCode: 201,
    body: [event.body, event.routeKey, process.env.TOLD, context.awsRequestId, context.functionName, context.getRemainingTimeInMillis() > 5000].join(),
  };`);
  const answers = await Promise.all(['one', 'other'].map((body) => call(body)));
  expect(answers).toEqual(
    ['one', 'other'].map((body) => ({
      statusCode: 201,
      body: `${body},POST /v1/orders/{number}/print,before it started,this-call,printOrder,true`,
    })),
  );
});

test('Other requests are answered while it computes', async () => {
  const call = threadWith(`${busy(500)} return { statusCode: 200 };`);
  const answered = call('').then(() => 'print');
  const others = (async () => {
    for (let turn = 0; turn < 20; turn++) await pause(1);
    return 'others';
  })();
  expect(await Promise.race([answered, others])).toBe('others');
  expect(await answered).toBe('print');
});

test('An error in it fails only that call', async () => {
  const call = threadWith(`if (event.body === 'break') throw new Error('No ink.'); return { statusCode: 200 };`);
  const calls = await Promise.allSettled([call('break'), call('print')]);
  expect(calls).toMatchObject([
    { reason: { message: expect.stringContaining('No ink.') } },
    { value: { statusCode: 200 } },
  ]);
});

test('If a handler cannot be loaded, each of its calls fails', async () => {
  const thread = startThread(['nowhere.ts']);
  onTestFinished(() => thread[Symbol.asyncDispose]());
  const invocation = { awsRequestId: '', functionName: '', getRemainingTimeInMillis: () => 20_000 };
  await expect(thread.handlerOf('nowhere.ts')(eventOf('printOrder'), invocation)).rejects.toThrow('nowhere.ts');
});

test.each([
  ['ends its process', 'process.exit(3);', 20_000, /code 3/],
  [
    'throws an uncaught error',
    "setTimeout(() => { throw new Error('Out of paper.'); }); await new Promise(() => {});",
    20_000,
    /Out of paper/,
  ],
  ['exceeds its timeout', 'while (true);', 300, /code 1/],
])('A call that %s fails at once, and the next one is answered', async (_, body, milliseconds, fault) => {
  const call = threadWith(`if (event.body === 'break') { ${body} } return { statusCode: 200 };`);
  expect(await call('print')).toEqual({ statusCode: 200 });
  await expect(call('break', milliseconds)).rejects.toThrow(fault);
  expect(await call('print')).toEqual({ statusCode: 200 });
});
