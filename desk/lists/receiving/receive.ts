import { api, ask, type Failure, type Order } from '#desk/api/client.ts';
import { repeated } from '#desk/order/open-order.ts';
import type { PaperCode } from '#domain/printing/paper-code.ts';

/** What has become of a number that was scanned, typed or chosen: the work is received, or why it is not. */
export type Received =
  | { kind: 'received' | 'alreadyHere' | 'notSent'; order: Order }
  /** Nobody has said that it is on its way: whether it is here is asked first. */
  | { kind: 'notShipped'; order: Order }
  /** The paper with the work is of an earlier revision: what was made may not be what is ordered now. */
  | { kind: 'oldPaper'; order: Order; revision: number }
  | { kind: 'failed'; number: string; failure: Failure };

type Receivable = Pick<Order, 'status' | 'revision'> & { actions: readonly string[] };

/**
 * Why the work of an order is not received by its number alone; null where it is: the laboratory has shipped it, and the
 * paper that was scanned is not of another revision. `isSure` is for somebody who has said that the work is here.
 */
export function whyNot({ status, actions, revision }: Receivable, paper: number | null, isSure: boolean) {
  if (status === 'delivered') return 'alreadyHere';
  if (!actions.includes('receiveOrder')) return 'notSent';
  if (paper !== null && paper !== revision) return 'oldPaper';
  return status === 'shipped' || isSure ? null : 'notShipped';
}

/** How often it is tried again because somebody else has changed the order just then: the work is here all the same. */
const most = 3;

/** Says that the work of an order is in the clinic. It is said once, however often it has to be sent. */
export async function receive(
  { number, revision }: Omit<PaperCode, 'tenantId'>,
  { isSure = false } = {},
): Promise<Received> {
  const key = crypto.randomUUID();
  const path = { number };
  for (let times = 1; ; times += 1) {
    const read = await ask(api.GET('/v1/orders/{number}', { params: { path } }));
    if (read.kind !== 'answered') return { kind: 'failed', number, failure: read };
    const order = read.value;
    const kind = whyNot(order, revision, isSure);
    if (kind === 'oldPaper') return { kind, order, revision: revision ?? order.revision };
    if (kind !== null) return { kind, order };
    const header = { 'If-Match': `"${order.version}"`, 'Idempotency-Key': key };
    const answer = await repeated(() =>
      ask(api.POST('/v1/orders/{number}/receive', { params: { path, header }, body: {} })),
    );
    if (answer.kind === 'answered') return { kind: 'received', order: answer.value };
    const isOvertaken = answer.kind === 'refused' && answer.problem.code === 'version_conflict';
    if (!isOvertaken || times === most) return { kind: 'failed', number, failure: answer };
  }
}
