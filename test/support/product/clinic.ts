import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import * as z from 'zod/mini';
import { demoPeople } from '#infra/local/demo/people.ts';
import { shared } from '#test/support/product/shared-product.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects in a reply, and fails if it is missing
export type Body = any;
export type Answer = { status: number; headers: Headers; body: Body };
export type Send = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;

/** Gets a token of the local issuer for any caller, such as `{ role, tenant_id, customer_id }`. */
export async function tokenFor(claims: Record<string, string>, url = shared.product): Promise<string> {
  const [person] = demoPeople;
  const form = { grant_type: 'client_credentials', client_id: person?.clientId, client_secret: person?.clientSecret };
  const body = new URLSearchParams({ ...form, ...claims } as Record<string, string>);
  const answer = await fetch(`${url}/oauth2/token`, { method: 'POST', body });
  return z.object({ access_token: z.string() }).parse(await answer.json()).access_token;
}

/** Signs in and returns a function that sends requests. A body that is a string is sent unchanged. */
export async function signIn(claims: Record<string, string>, url = shared.product): Promise<Send> {
  const token = await tokenFor(claims, url);
  return async (method, path, body, headers = {}) => {
    const answer = await fetch(`${url}/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) : undefined };
  };
}

export const version = (order: { version: number }) => ({ 'if-match': `"${order.version}"` });
export const key = (text: string) => ({ 'idempotency-key': text });

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const template = (templateId: string, leadDays: number, per: string, employeeId: string) => ({
  templateId,
  name: `Task ${templateId}`,
  price: eur(500),
  leadDays,
  per,
  employeeId,
});

/** Makes a new tenant with a small catalogue, by API calls, and signs in its people. */
export async function newClinic(settings: object = {}) {
  const tenantId = `t-${randomBytes(6).toString('hex')}`;
  const manager = await signIn({ role: 'manager', tenant_id: tenantId });
  const put = async (path: string, body: object) => expect((await manager('PUT', path, body)).status).toBe(201);
  await put('/employees/timo', { firstName: 'Timo', lastName: 'Ceramist', active: true });
  await put('/employees/gone', { firstName: 'Gone', lastName: 'Long', active: false });
  for (const [id, lastName] of [
    ['anna', 'Weber'],
    ['petr', 'Novák'],
  ])
    await put(`/customers/${id}`, { firstName: 'Dr.', lastName, clinic: `Clinic ${lastName}`, active: true });
  await put('/laboratories/apex-lab', { name: 'The apex-lab', active: true, own: true });
  await put('/laboratories/bright-lab', { name: 'The bright-lab', active: true });
  const service = (name: string, price: number, unit: string, needs: object, tasks: object[] = []) => ({
    name,
    group: 'Fixed',
    unit,
    price: eur(price),
    active: true,
    needs,
    tasks,
  });
  const templates = [template('checkin', 3, 'order', 'timo'), template('mill', 2, 'unit', 'timo')];
  await put('/services/crown', service('Crown', 119_00, 'tooth', { teeth: true, shade: true }, templates));
  await put(
    '/services/bridge',
    service('Bridge', 125_00, 'tooth', { teeth: true, shade: true, pontics: true }, templates),
  );
  await put('/services/denture', service('Denture', 395_00, 'arch', { arch: true, shade: true }));
  await put(
    '/services/implant-crown',
    service('Implant crown', 235_00, 'tooth', { teeth: true, shade: true, implant: true }),
  );
  await put('/services/courier', service('Courier', 18_00, 'piece', {}));
  if (Object.keys(settings).length > 0) {
    const { body } = await manager('GET', '/settings');
    expect((await manager('PUT', '/settings', { ...body, ...settings })).status).toBe(200);
  }
  const dentist = (customerId: string) => signIn({ role: 'dentist', tenant_id: tenantId, customer_id: customerId });
  return {
    tenantId,
    manager,
    anna: await dentist('anna'),
    petr: await dentist('petr'),
    technician: await signIn({ role: 'technician', tenant_id: tenantId, employee_id: 'timo' }),
  };
}

/** The body of an order that can be published. */
export const complete = {
  laboratoryId: 'apex-lab',
  patient: { lastName: 'Ferrari' },
  toothNotation: 'FDI',
  services: [{ serviceId: 'crown', teeth: ['11'], shade: { system: 'VITA Classical', value: 'A2' } }],
  dueDate: '2099-03-02',
};

/**
 * Repeats a request until its answer is the expected one: history and events come a moment after a change, or some seconds
 * on a busy machine.
 */
export async function eventually<Answered>(ask: () => Promise<Answered>, holds: (answer: Answered) => boolean) {
  for (let attempt = 0; attempt < 300; attempt++) {
    const answer = await ask();
    if (holds(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Not within 30 seconds: ${holds}`);
}

/** The events of one order on the local bus. */
export async function eventsOf(number: string, url = shared.product): Promise<Body[]> {
  const answer = await fetch(`${url}/local/events`);
  const { items } = (await answer.json()) as Body;
  return items.filter((item: Body) => item.Detail.subject === number);
}
