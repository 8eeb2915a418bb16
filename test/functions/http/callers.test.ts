import { describe, expect, test } from 'vitest';
import type { Caller } from '#domain/caller.ts';
import { type RouteName, routes } from '#functions/routes.ts';
import { call } from '#test/support/events.ts';
import { dentist, laboratory, manager, technician } from '#test/support/orders.ts';
import { claimsOf } from '#test/support/requests.ts';
import { documents, expectRefused } from '#test/support/table.ts';

const names = Object.keys(routes) as RouteName[];
const but = (claims: Record<string, string>, other: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries({ ...claims, ...other }).filter(([, claim]) => claim !== undefined));
const ofManager = claimsOf(manager);
const ofDentist = claimsOf(dentist);
const ofTechnician = claimsOf(technician);
const ofLaboratory = claimsOf(laboratory);

describe('A token that does not say exactly who is calling is 401 on every route, with not one read:', () => {
  test.each<[string, Record<string, unknown>]>([
    ['no claims at all', {}],
    ['no sub', but(ofManager, { sub: undefined })],
    ['an empty sub', but(ofManager, { sub: '' })],
    ['an endless sub', but(ofManager, { sub: 'x'.repeat(129) })],
    ['no role', but(ofManager, { role: undefined })],
    ['a role nobody has', but(ofManager, { role: 'operator' })],
    ['two roles', but(ofManager, { role: '[manager dentist]' })],
    ['a manager without tenant', but(ofManager, { tenant_id: undefined })],
    ['an empty tenant', but(ofManager, { tenant_id: '' })],
    ['a tenant with a separator', but(ofManager, { tenant_id: 'north#side' })],
    ['a tenant in capitals', but(ofManager, { tenant_id: 'Northside' })],
    ['several tenants', but(ofManager, { tenant_id: '[northside lakeview]' })],
    ['a manager who is a dentist', but(ofManager, { customer_id: 'weber' })],
    ['a manager who is a technician', but(ofManager, { employee_id: 'timo' })],
    ['a manager of a laboratory', but(ofManager, { laboratory_id: 'apex-lab' })],
    ['an empty id one too many', but(ofManager, { customer_id: '' })],
    ['a dentist who is nobody', but(ofDentist, { customer_id: undefined })],
    ['a dentist who is a technician', but(ofDentist, { employee_id: 'timo' })],
    ['a technician who is nobody', but(ofTechnician, { employee_id: undefined })],
    ['a technician who is a dentist', but(ofTechnician, { customer_id: 'weber' })],
    ['a laboratory without id', but(ofLaboratory, { laboratory_id: undefined })],
    ['a laboratory with a tenant', but(ofLaboratory, { tenant_id: 'northside' })],
  ])('%s', async (_, claims) => {
    for (const name of names) {
      const answer = await call(name, { claims });
      expectRefused(answer, 401, 'unauthorized');
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    }
    expect(documents.calls()).toEqual([]);
  });
});

describe('A role on a route it has no business with is 403 before any read:', () => {
  const ofLaboratories = (name: RouteName) => routes[name].path.startsWith('/v1/lab/');
  const forbidden: [string, RouteName[], { caller: Caller }][] = [
    ['a laboratory on every clinic route', names.filter((name) => !ofLaboratories(name)), { caller: laboratory }],
    ['a manager on every route of laboratories', names.filter(ofLaboratories), { caller: manager }],
    ['a dentist on every route of laboratories', names.filter(ofLaboratories), { caller: dentist }],
    ['a technician on every route of laboratories', names.filter(ofLaboratories), { caller: technician }],
    [
      'a dentist on what only managers write',
      ['putCustomer', 'putEmployee', 'putService', 'putLaboratory', 'putSettings', 'listEmployees'],
      { caller: dentist },
    ],
    [
      'a technician on what only managers or dentists write',
      ['createOrder', 'putCustomer', 'putEmployee', 'putService', 'putLaboratory', 'putSettings', 'listEmployees'],
      { caller: technician },
    ],
  ];

  test.each(forbidden)('%s', async (_, on, { caller }) => {
    for (const name of on) expectRefused(await call(name, { caller }), 403, 'forbidden');
    expect(documents.calls()).toEqual([]);
  });
});
