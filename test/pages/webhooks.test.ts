import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import { eventually, newClinic } from '#test/support/product/clinic.ts';
import { newEndpoint, newLaboratory, publishTo } from '#test/support/product/laboratory.ts';

it('a receiver with only the Standard Webhooks library verifies a webhook, and refuses it with another secret', async () => {
  const { manager } = await newClinic();
  const { laboratoryId, send } = await newLaboratory();
  const { url, heard } = await newEndpoint();
  const { secret } = (await send('PUT', '/lab/subscriptions/main', { url })).body;
  const [order] = await publishTo(laboratoryId, manager);
  const [{ body, headers } = { body: '', headers: {} }] = await eventually(
    async () => heard,
    ({ length }) => length > 0,
  );
  expect(new Webhook(secret).verify(body, headers)).toMatchObject({ subject: order.number });
  expect(() => new Webhook('whsec_c29tZWJvZHkgZWxzZQ==').verify(body, headers)).toThrow('No matching signature');
});
