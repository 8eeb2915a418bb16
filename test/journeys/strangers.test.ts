import { beforeAll, describe, expect, it } from 'vitest';
import { complete, newClinic, type Send, signIn, version } from '#test/support/product/clinic.ts';
import { unasked } from '#test/support/product/unasked.ts';

let clinic: Awaited<ReturnType<typeof newClinic>>;
let strangers: [string, Send][];
let draft: { number: string; version: number };
let printed: { documentId: string };
beforeAll(async () => {
  clinic = await newClinic();
  const other = await newClinic();
  draft = (await clinic.anna('POST', '/orders', complete)).body;
  printed = (await clinic.anna('POST', `/orders/${draft.number}/print`, {})).body;
  strangers = [
    ['the manager of another tenant', other.manager],
    ['a dentist of another tenant with the same id', other.anna],
    ['another dentist of the tenant', clinic.petr],
    ['a technician, of a draft', clinic.technician],
  ];
});

const neverGiven = '0123456789';

/** The path of a request about an order. */
const pathTo = (number: string, path: string) => `/orders/${number}${path.replace('{documentId}', printed.documentId)}`;

/** A request to every route of a single order. */
const requests: [string, string, object?][] = [
  ['GET', ''],
  ['GET', '/history'],
  ['GET', '/payroll'],
  ['PATCH', '', { note: 'x' }],
  ['POST', '/change-customer', { customerId: 'petr' }],
  ['POST', '/change-customer?dryRun=true', { customerId: 'petr' }],
  ['POST', '/plan-work', { mode: 'automatic' }],
  ['POST', '/plan-work?dryRun=true', { mode: 'automatic' }],
  ['PUT', '/work-plan', { tasks: [] }],
  ['POST', '/payroll-records', { employeeId: 'timo', amount: { amount: 1, currency: 'EUR' } }],
  ['DELETE', '/payroll-records/any'],
  ['PUT', '/payroll/finalized', { finalized: true }],
  ['PUT', '/discount', { type: 'percentage', percent: 5 }],
  ['POST', '/copy', {}],
  ['POST', '/cancel', {}],
  ['POST', '/publish', {}],
  ['POST', '/print', {}],
  ['GET', '/documents/{documentId}'],
  ['GET', '/messages'],
  ['POST', '/messages', { text: 'x' }],
  ['POST', '/withdraw', {}],
  ['POST', '/receive', {}],
  ['POST', '/reopen', { reason: 'x' }],
  ['PUT', '/due-date', { dueDate: '2099-01-01' }],
  ['PUT', '/tasks/any/done', { done: true }],
];

describe('an order of somebody else', () => {
  it('is asked for here in every way there is', () => {
    const asked = requests.map(([method, path]) => [method, `/orders/${neverGiven}${path}`] as const);
    expect(unasked('/orders/{number}', asked)).toEqual([]);
  });

  it.each(requests)('answers %s %s exactly like a number that was never given', async (method, path, body) => {
    for (const [, stranger] of strangers) {
      const ask = async (number: string) => {
        const answer = await stranger(method, pathTo(number, path), body, version(draft));
        const { requestId: _, ...said } = answer.body;
        return { status: answer.status, said };
      };
      const theirs = await ask(draft.number);
      expect(theirs.status).toBe(404);
      expect(theirs).toEqual(await ask(neverGiven));
    }
  });

  it('is in none of their lists or searches', async () => {
    for (const [, stranger] of strangers)
      for (const query of ['', '?status=draft&status=published', '?sort=due', '?patient=ferrari', '?awaiting=clinic']) {
        const { body } = await stranger('GET', `/orders${query}`);
        expect(JSON.stringify(body)).not.toContain(draft.number);
      }
  });

  it('is refused to a laboratory on every route of the clinics, before anything is read', async () => {
    const laboratory = await signIn({ role: 'laboratory', laboratory_id: 'apex-lab' });
    const answers = [
      ...(await Promise.all(
        requests.map(([method, path, body]) => laboratory(method, pathTo(draft.number, path), body, version(draft))),
      )),
      await laboratory('GET', '/orders'),
      await laboratory('POST', '/orders', {}),
      await laboratory('GET', '/services'),
      await laboratory('PUT', '/settings', {}),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403));
  });

  it('stays as it was', async () => {
    expect((await clinic.anna('GET', `/orders/${draft.number}`)).body).toMatchObject({ version: 1, status: 'draft' });
  });
});

describe('moving an order to another dentist', () => {
  it('hides it from the old dentist at once, and shows it to the new one', async () => {
    const { body: order } = await clinic.anna('POST', '/orders', complete);
    const path = `/orders/${order.number}`;
    const rehearsal = await clinic.manager('POST', `${path}/change-customer?dryRun=true`, { customerId: 'petr' });
    expect(rehearsal.body.order).toMatchObject({ customerId: 'petr', clinic: 'Clinic Novák', version: 1 });
    expect((await clinic.anna('GET', path)).status).toBe(200);

    await clinic.manager('POST', `${path}/change-customer`, { customerId: 'petr' }, version(order));
    expect((await clinic.anna('GET', path)).status).toBe(404);
    expect((await clinic.petr('GET', path)).body).toMatchObject({ customerId: 'petr', version: 2 });
  });
});

describe('the catalogue', () => {
  it('shows a dentist no task templates, no employees, and no customer but themselves', async () => {
    const { body: services } = await clinic.anna('GET', '/services');
    expect(services.items.map((service: object) => 'tasks' in service)).toEqual(Array(5).fill(false));
    expect((await clinic.anna('GET', '/employees')).status).toBe(403);
    const { body: customers } = await clinic.anna('GET', '/customers');
    expect(customers.items.map(({ customerId }: { customerId: string }) => customerId)).toEqual(['anna']);
    expect((await clinic.anna('PUT', '/services/crown', {})).status).toBe(403);
  });

  it('of another tenant is not there', async () => {
    const empty = await signIn({ role: 'manager', tenant_id: 'nothing-here' });
    for (const kind of ['services', 'laboratories', 'customers', 'employees'])
      expect((await empty('GET', `/${kind}`)).body.items).toEqual([]);
    expect((await empty('GET', '/settings')).body).toMatchObject({
      currency: 'EUR',
      timeZone: 'UTC',
      productionDays: 7,
    });
  });
});
