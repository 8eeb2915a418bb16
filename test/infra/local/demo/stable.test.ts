import { expect, test } from 'vitest';
import { stable } from '#infra/local/demo/stable.ts';

const run = (number: string, line: string, at: string, link: string) => ({
  number,
  path: `/v1/orders/${number}`,
  lines: [{ lineId: line }],
  taskPrices: { [`${line}.crown.mill`]: 1, 'aaaaaaaaaa.crown.cast': 2 },
  tasks: Array.from({ length: 5 }, (_, index) => ({ taskId: `${line}.crown.${index}` })),
  createdAt: `${at}:01.234Z`,
  updatedAt: `${at}:07.890Z`,
  expiresAt: `${at.replace('09:00', '09:15')}:${line.length}${number.charAt(1)}.000Z`,
  url: link,
  ms: at.length + number.charCodeAt(0),
  eventId: `test_${crypto.randomUUID()}`,
  dueDate: '2026-12-07',
});

test('What differs between two runs of the demo is the same in their examples, wherever it stands', () => {
  const first = stable(run('E33E1B813D', '0a1b2c3d4e', '2026-11-26T09:00', 'http://127.0.0.1:4001/files/a?b=c'));
  const second = stable(run('94B3A7D810', 'ffeeddccbb', '2026-11-26T09:00', 'http://127.0.0.1:4999/files/x?y=z'));
  expect(first).toEqual(second);
  expect(JSON.stringify(first)).not.toMatch(/E33E1B813D|0a1b2c3d4e|127\.0\.0\.1/);
});

test('An example keeps the sequence of its instants, its dates, and three tasks', () => {
  const example = stable(run('E33E1B813D', '0a1b2c3d4e', '2026-11-26T09:00', 'http://127.0.0.1:4001/files/a'));
  expect(example).toMatchObject({
    createdAt: '2026-11-26T09:00:00.000Z',
    updatedAt: '2026-11-26T09:00:01.000Z',
    expiresAt: '2026-11-26T09:15:00.000Z',
    dueDate: '2026-12-07',
    tasks: [expect.anything(), expect.anything(), expect.anything()],
  });
});

test('An example shows whose endpoint it is, and no address of this machine', () => {
  const shown = ['orders', 'messages', 'files/a?b=c'].map((path) => stable({ url: `http://127.0.0.1:4001/${path}` }));
  expect(shown).toEqual([
    { url: 'https://laboratory.example/orders' },
    { url: 'https://clinic.example/messages' },
    { url: 'https://files.example/form.pdf' },
  ]);
});
