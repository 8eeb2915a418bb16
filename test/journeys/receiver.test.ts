import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, inject, it } from 'vitest';
import { freePort } from '#infra/local/listening.ts';
import { eventually, newClinic, tokenFor } from '#test/support/clinic.ts';
import { newLaboratory, publishTo } from '#test/support/laboratory.ts';
import { textIn } from '#test/support/pdf.ts';

const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** The sample receiver of docs/, as a process of its own; `said` has the lines that it printed. */
async function startReceiver(env: Record<string, string>) {
  const child = spawn(process.execPath, ['docs/receiver.mjs'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  const said: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => said.push(line));
  await eventually(
    async () => said,
    ([first]) => first?.startsWith('listening') ?? false,
  );
  return {
    said,
    stop: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
      running.delete(child);
    },
  };
}

it('the sample receiver hears of every order once, those that came while it was stopped among them', async () => {
  const { manager } = await newClinic();
  const { laboratoryId, send } = await newLaboratory();
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), 'receiver-'));
  const subscription = { url: `http://127.0.0.1:${port}/orders` };
  const { secret } = (await send('PUT', '/lab/subscriptions/receiver', subscription)).body;
  const env = {
    DESK: inject('product'),
    TOKEN: await tokenFor({ role: 'laboratory', laboratory_id: laboratoryId }),
    SECRET: secret,
    PORT: String(port),
    DIRECTORY: directory,
  };
  const taken = () =>
    readFileSync(join(directory, 'orders.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).subject);

  const receiver = await startReceiver(env);
  const before = await publishTo(laboratoryId, manager, 3);
  await eventually(
    async () => receiver.said.length,
    (lines) => lines === 1 + 2 * 3,
  );
  // In which order they arrive is not promised.
  for (const { number, tenantId, version } of before) {
    const form = join(directory, `${tenantId}.${number}.${version}.pdf`);
    expect(receiver.said).toContain(`#${number} of ${tenantId}, due 2099-03-02`);
    expect(receiver.said).toContain(`#${number} is saved as ${form}`);
    expect(textIn(readFileSync(form))).toContain(number);
  }
  await receiver.stop();

  const away = await publishTo(laboratoryId, manager, 50);
  const again = await startReceiver(env);
  const sent = [...before, ...away].map(({ number }) => number);
  await eventually(
    async () => taken().length,
    (count) => count >= sent.length,
  );

  // Our tries have ended meanwhile; turned on again, it hears of what comes, and of what has been, as a replay.
  await eventually(
    async () => (await send('GET', '/lab/subscriptions')).body.items[0].active,
    (active) => !active,
  );
  await send('PUT', '/lab/subscriptions/receiver', subscription);
  expect((await send('POST', '/lab/subscriptions/receiver/replay', { after: 0 })).body).toMatchObject({ replayed: 53 });
  const [last] = await publishTo(laboratoryId, manager);
  await eventually(
    async () => taken(),
    (numbers) => numbers.includes(last.number),
  );
  expect(taken().toSorted()).toEqual([...sent, last.number].toSorted());
  await again.stop();
}, 60_000);
