import { expect, it } from 'vitest';
import { opened } from '#desk/order/open-order.ts';

/** An answer of the API, or none. */
const reply = (version: number) => ({ response: new Response(), data: { version } });

it('what comes with an answer is shown, and there is a connection again', async () => {
  const answers = [reply(1), null];
  const get = async () => {
    const next = answers.shift();
    if (!next) throw new TypeError('Failed to fetch');
    return next;
  };
  const order = opened('7', get);
  await expect.poll(() => order.value.value?.version).toBe(1);
  await order.refresh();
  expect(order.failure.value).toEqual({ kind: 'unanswered', why: 'offline' });
  order.show({ version: 2 });
  expect([order.value.value, order.failure.value]).toEqual([{ version: 2 }, undefined]);
});
