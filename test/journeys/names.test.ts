import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Body,
  complete,
  eventsOf,
  eventually,
  key,
  newClinic,
  type Send,
  signIn,
  version,
} from '#test/support/product/clinic.ts';
import { shared } from '#test/support/product/shared-product.ts';

let clinic: Awaited<ReturnType<typeof newClinic>>;
let called: (name: string) => Promise<Send>;
beforeAll(async () => {
  clinic = await newClinic();
  called = (name) => signIn({ role: 'manager', tenant_id: clinic.tenantId, name });
});

/** Sends a request as a demo person. */
async function asked(clientId: string, path: string): Promise<Body> {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: 'demo-secret' };
  const url = shared.product;
  const token = await (await fetch(`${url}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) })).json();
  const headers = { authorization: `Bearer ${(token as Body).access_token}` };
  return (await fetch(`${url}/v1${path}`, { headers })).json();
}

describe('The name of a person', () => {
  it('is in the history with what they did, as it was then', async () => {
    const order = (await (await called('Maria Berg'))('POST', '/orders', { ...complete, customerId: 'anna' })).body;
    const edited = await (await called('Maria Quist'))(
      'PATCH',
      `/orders/${order.number}`,
      { note: 'x' },
      version(order),
    );
    const named = (name: string) => ({ sub: `manager:${clinic.tenantId}`, role: 'manager', name });
    expect(edited.body).toMatchObject({ createdBy: named('Maria Berg'), updatedBy: named('Maria Quist') });
    const { body } = await eventually(
      () => clinic.manager('GET', `/orders/${order.number}/history`),
      (answer) => answer.body.items.length === 2,
    );
    expect(body.items.map(({ by }: Body) => by)).toEqual([named('Maria Berg'), named('Maria Quist')]);
  });

  it('is shown to the laboratory only for who sent the order, and is in no event', async () => {
    const maria = await called('Maria Berg');
    const order = (await maria('POST', '/orders', { ...complete, customerId: 'anna', publish: true })).body;
    const laboratory = await signIn({ role: 'laboratory', laboratory_id: 'apex-lab', name: 'Apex scanner' });
    const { body } = await laboratory('GET', `/lab/orders/${clinic.tenantId}/${order.number}`);
    expect(body.publication.by.name).toBe('Maria Berg');
    expect(JSON.stringify(body).match(/Maria Berg/g)).toHaveLength(1);
    const history = await eventually(
      () => clinic.manager('GET', `/orders/${order.number}/history`),
      (answer) => answer.body.items.length === 2,
    );
    expect(history.body.items.map(({ by }: Body) => by.name)).toEqual(['Maria Berg', 'Apex scanner']);
    const events = await eventsOf(order.number);
    expect(events).toHaveLength(1);
    expect(JSON.stringify(events)).not.toContain('Maria Berg');
  });

  it('does not identify them: a retry and a cursor still work under another name', async () => {
    const [maria, renamed] = [await called('Maria Berg'), await called('Maria Quist')];
    const create = { ...complete, customerId: 'anna' };
    const { body: order } = await maria('POST', '/orders', create, key('renamed'));
    expect(await renamed('POST', '/orders', create, key('renamed'))).toMatchObject({
      status: 201,
      body: { number: order.number, version: 1, createdBy: { name: 'Maria Berg' } },
    });
    const { body: page } = await maria('GET', '/orders?limit=1');
    expect(await renamed('GET', `/orders?limit=1&cursor=${page.nextCursor}`)).toMatchObject({ status: 200 });
  });

  it('may be sent back in an entry as it was shown, and is never a reason for 401', async () => {
    const entry = { firstName: 'Lena', lastName: 'Ott', active: true };
    const { body: shown } = await (await called('Maria Berg'))('PUT', '/employees/lena', entry);
    expect(shown.updatedBy.name).toBe('Maria Berg');
    for (const name of ['Maria Quist', ' ', 'x'.repeat(101), '[Maria Berg]', 'Maria\nBerg'])
      expect(await (await called(name))('PUT', '/employees/lena', shown)).toMatchObject({ status: 200, body: shown });
  });

  it('is set for the demo people and in the demo data', async () => {
    const { items } = await asked('northside-dr-weber', '/laboratories');
    expect(items[0].updatedBy).toEqual({ sub: 'northside-manager', role: 'manager', name: 'Katrin Vogel' });
    const profile = await asked('apex-lab', '/lab/profile');
    expect(profile.updatedBy).toEqual({ sub: 'apex-lab', role: 'laboratory', name: 'Apex Dental Laboratory' });
  });
});
