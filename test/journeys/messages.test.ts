import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { beforeAll, expect, it } from 'vitest';
import { aws } from '#infra/local/parts/aws.ts';
import { eventsOf, eventually, key, newClinic } from '#test/support/product/clinic.ts';
import { feedOf, newEndpoint, newLaboratory, publishTo } from '#test/support/product/laboratory.ts';
import { shared } from '#test/support/product/shared-product.ts';

let clinic: Awaited<ReturnType<typeof newClinic>>;
beforeAll(async () => {
  clinic = await newClinic();
});

/** The keys of all items of the product whose attributes contain a text. */
async function itemsWith(text: string): Promise<string[]> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ ...aws, endpoint: shared.dynamodb }));
  const found: string[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: 'order-desk' }))
    for (const item of Items) if (JSON.stringify(item).includes(text)) found.push(`${item['PK']} ${item['SK']}`);
  return found;
}

it('A question of the laboratory awaits the clinic until somebody answers, and each side hears of the other’s message', async () => {
  const { laboratoryId, send } = await newLaboratory();
  const endpoint = await newEndpoint();
  await send('PUT', '/lab/subscriptions/main', { url: endpoint.url });
  const [order] = await publishTo(laboratoryId, clinic.manager);
  const { number, tenantId } = order;
  const [ofClinic, ofLaboratory] = [`/orders/${number}/messages`, `/lab/orders/${tenantId}/${number}/messages`];
  const awaiting = async () => (await clinic.anna('GET', '/orders?awaiting=clinic')).body.items;
  const canary = (side: string) => `canary-${side}-${number}`;

  const asked = await send('POST', ofLaboratory, { text: canary('question') }, key('k'));
  expect(asked.status).toBe(201);
  expect(await send('POST', ofLaboratory, { text: canary('question') }, key('k'))).toMatchObject({ body: asked.body });
  const [waiting] = await eventually(awaiting, (items) => items.length === 1);
  expect(waiting).toMatchObject({ number, status: 'published' });

  const answered = await clinic.anna('POST', ofClinic, { text: canary('answer') });
  await eventually(awaiting, (items) => items.length === 0);
  for (const [who, path] of [
    [clinic.technician, ofClinic],
    [send, ofLaboratory],
  ] as const)
    expect((await who('GET', path)).body.items).toEqual([asked.body, answered.body]);

  const [published, added] = await feedOf(send, 2);
  expect(added).toMatchObject({
    sequence: 2,
    event: { id: `${tenantId}_${number}_m2`, type: 'order.message-added.v1', data: { messageId: 'm2' } },
  });
  await eventually(
    async () => endpoint.heard,
    (heard) => heard.length === 2,
  );
  expect(
    endpoint.heard.map(({ event }) => event).toSorted((one, other) => one.data.feedSequence - other.data.feedSequence),
  ).toEqual([published?.['event'], added?.['event']]);
  const told = await eventually(
    () => eventsOf(number),
    (events) => events.length === 3,
  );
  expect(new Set(told.map(({ Detail }) => `${Detail.id} to ${Detail.data.to}`))).toEqual(
    new Set([
      `${tenantId}_${number}_1 to laboratory`,
      `${tenantId}_${number}_m1 to tenant`,
      `${tenantId}_${number}_m2 to laboratory`,
    ]),
  );

  // The order has not changed, and what was written is in the thread and nowhere else.
  const { body: now } = await clinic.manager('GET', `/orders/${number}`);
  expect({ ...now, warnings: [] }).toEqual({ ...order, warnings: [] });
  const { body: history } = await clinic.manager('GET', `/orders/${number}/history`);
  expect(history.items.map(({ action }: { action: string }) => action)).toEqual(['createOrder']);
  const elsewhere = [told, endpoint.heard, published, added, waiting, now, history];
  expect(JSON.stringify(elsewhere)).not.toContain('canary');
  for (const [side, sequence] of [
    ['question', 1],
    ['answer', 2],
  ] as const)
    expect(await itemsWith(canary(side))).toEqual([`T#${tenantId}#M#${number} MESSAGE#000000000${sequence}`]);
});
