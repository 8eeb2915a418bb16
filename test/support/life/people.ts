import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { vi } from 'vitest';
import type { Caller } from '#domain/kernel/caller.ts';
import { takesBody } from '#functions/contract/route.ts';
import { type RouteName, routes } from '#functions/contract/routes.ts';
import { keys } from '#functions/store/table.ts';
import { call } from '#test/support/functions/call-handler.ts';
import type { Person } from '#test/support/life/life.ts';
import { apex, bright, crown, employee, novak, at as start, weber } from '#test/support/orders.ts';

const person = (is: string, caller: Caller): Person => ({ is, caller });
const manager = { role: 'manager', sub: 'maria', tenantId: 'ours' } as const;
const dentist = { role: 'dentist', sub: 'weber-login', tenantId: 'ours', customerId: 'weber' } as const;
const laboratory = (laboratoryId: string) =>
  ({ role: 'laboratory', sub: `${laboratoryId}-system`, laboratoryId }) as const;

/** Everybody there is: those who have to do with the order, and those who have not. */
export const everybody = {
  manager: person('the manager', manager),
  dentist: person('the dentist', dentist),
  otherDentist: person('another dentist', { ...dentist, sub: 'novak-login', customerId: 'novak' }),
  technician: person('the technician', { role: 'technician', sub: 'timo', tenantId: 'ours', employeeId: 'timo' }),
  otherTechnician: person('another technician', {
    role: 'technician',
    sub: 'tina',
    tenantId: 'ours',
    employeeId: 'tina',
  }),
  apex: person('a laboratory', laboratory('apex')),
  bright: person('another laboratory', laboratory('bright')),
  third: person('a laboratory that is never sent anything', laboratory('third')),
  otherManager: person('the manager of another organisation', { ...manager, sub: 'mirko', tenantId: 'theirs' }),
  namesake: person('a dentist of another organisation', { ...dentist, sub: 'other-weber', tenantId: 'theirs' }),
};

type Sent = { body?: unknown; params?: object; query?: string; headers?: object };

let clinics = 0;
let requests = 0;

/** The time, so many seconds after the first request. */
export const secondsLater = (seconds: number) => new Date(Date.parse(start) + seconds * 1000).toISOString();

/**
 * A clinic and its laboratories, with ids of their own, so that their feeds are empty. `ours`, `theirs`, `apex`, `bright`
 * and `third` stand for these ids in whatever is asked.
 */
export class Clinic {
  readonly #suffix = `${++clinics}-${process.pid}`;

  real<Of>(thing: Of): Of {
    const text = JSON.stringify(thing).replaceAll(/"(ours|theirs|apex|bright|third)"/g, `"$1-${this.#suffix}"`);
    return JSON.parse(text);
  }

  /** Sends a request to a route. */
  ask(name: RouteName, { caller }: Pick<Person, 'caller'>, { body = {}, params, query, headers }: Sent = {}) {
    return call(name, {
      caller: this.real(caller),
      params: { tenantId: this.real('ours'), ...params },
      ...(query !== undefined && { query }),
      headers: { ...headers },
      requestId: `request-${++requests}`,
      ...(takesBody(routes[name]) && { body: this.real(body) }),
    });
  }

  /** Fills the catalogue, in one request. */
  async open(): Promise<void> {
    vi.setSystemTime(Date.parse(start));
    const { dynamodb, TableName } = await import('#functions/store/client.ts');
    const entries = [
      ['customers', 'weber', weber],
      ['customers', 'novak', novak],
      ['employees', 'timo', employee('timo')],
      ['services', crown.serviceId, crown],
      ['laboratories', 'apex', { ...apex, laboratoryId: 'apex' }],
      ['laboratories', 'bright', { ...bright, laboratoryId: 'bright' }],
    ] as const;
    const items = entries.map(([kind, id, entry]) => ({
      ...keys.entry(this.real('ours'), kind, this.real(id)),
      ...this.real(entry),
    }));
    const puts = items.map((Item) => ({ PutRequest: { Item } }));
    await dynamodb.send(new BatchWriteCommand({ RequestItems: { [TableName]: puts } }));
  }
}
