import { type Answer, api, ask, type LabOrder, type LabOrderRow } from '#desk/api/client.ts';
import { accepting, usualPromise } from '#desk/laboratory/order/accepting.ts';
import { askLeft } from '#desk/laboratory/order/left.ts';
import { repeated } from '#desk/order/open-order.ts';
import type { Left } from '#domain/thread/left.ts';

/** What became of an order that was to be accepted; `left` is why the laboratory no longer has it. */
export type Accepted = { row: LabOrderRow; answer: Answer<LabOrder>; left: Left | null };

/**
 * Accepts an order as it is now, with the due date as its promise if `promises`. It happens once, also if
 * no answer comes at first.
 */
async function acceptOne({ tenantId, number }: LabOrderRow, promises: boolean, now: string): Promise<Answer<LabOrder>> {
  const path = { tenantId, number };
  const read = await repeated(() => ask(api.GET('/v1/lab/orders/{tenantId}/{number}', { params: { path } })));
  if (read.kind !== 'answered') return read;
  const promisedDate = promises ? usualPromise(read.value.dueDate, now) : '';
  const header = { 'If-Match': `"${read.value.version}"`, 'Idempotency-Key': crypto.randomUUID() };
  return repeated(() => accepting(promisedDate ? { promisedDate } : {})({ path, header }));
}

/** Why an order that could not be accepted is no longer the laboratory's; null if it is, or if nobody answers. */
async function whyLeft({ tenantId, number }: LabOrderRow): Promise<Left | null> {
  const thread = await askLeft({ tenantId, number });
  return thread.kind === 'answered' ? thread.value.left : null;
}

/** Accepts orders one after another, and tells how far it is. One that cannot be accepted keeps no other from it. */
export async function acceptEach(
  rows: readonly LabOrderRow[],
  { promises, now, onNext }: { promises: boolean; now: string; onNext: (done: number) => void },
): Promise<Accepted[]> {
  const all: Accepted[] = [];
  for (const row of rows) {
    const answer = await acceptOne(row, promises, now);
    all.push({ row, answer, left: answer.kind === 'refused' ? await whyLeft(row) : null });
    onNext(all.length);
  }
  return all;
}
