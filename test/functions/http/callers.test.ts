import { describe, expect, test } from 'vitest';
import type { Caller } from '#domain/kernel/caller.ts';
import { type RouteName, routes } from '#functions/contract/routes.ts';
import { call, logged } from '#test/support/functions/call-handler.ts';
import { catalogue, dynamodb, expectRefused, holding, onlyPut } from '#test/support/functions/mock-table.ts';
import { claimsOf } from '#test/support/functions/requests.ts';
import { dentist, laboratory, manager, technician } from '#test/support/orders.ts';

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
      expect(answer.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
    }
    expect(dynamodb.calls()).toEqual([]);
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
    expect(dynamodb.calls()).toEqual([]);
  });
});

describe('The name in a token', () => {
  const create = (claims: Record<string, unknown>) => {
    holding(...catalogue);
    return call('createOrder', { claims: { ...ofManager, ...claims }, body: { customerId: 'weber' } });
  };
  const writtenBy = () => {
    const { createdBy, updatedBy, recent } = onlyPut().Item;
    expect([updatedBy, recent[0].by]).toEqual([createdBy, createdBy]);
    return createdBy;
  };

  test('is kept with what its bearer does, and shown', async () => {
    const { status, body } = await create({ name: 'Maria Łukaszewska' });
    expect(status).toBe(201);
    expect(body.createdBy).toEqual({ sub: 'maria', role: 'manager', name: 'Maria Łukaszewska' });
    expect(writtenBy()).toEqual({ sub: 'maria', role: 'manager', name: 'Maria Łukaszewska' });
  });

  test.each<[string, string]>([
    ['  Олена Шевченко ', 'Олена Шевченко'],
    ["'t Hooft", "'t Hooft"],
    ['x'.repeat(100), 'x'.repeat(100)],
    ['山田 太郎', '山田 太郎'],
  ])('%j is %j', async (name, expected) => {
    expect((await create({ name })).body.createdBy.name).toBe(expected);
  });

  test.each<[string, unknown]>([
    ['none', undefined],
    ['an empty one', ''],
    ['spaces', '   '],
    ['what nobody can see', '\u200B\u2060'],
    ['one too long', 'x'.repeat(101)],
    ['control characters', 'Maria\u0000'],
    ['two lines', 'Maria\nManager'],
    ['half a character', 'Maria \uD83D'],
    ['a list', ['Maria']],
    ['a list as HTTP API spells it', '[Maria Anna]'],
    ['an object', '{"given":"Maria"}'],
    ['null', null],
  ])('that is %s is no name, and no reason to refuse', async (_, name) => {
    const { status, body } = await create({ name });
    expect(status).toBe(201);
    expect(body.createdBy).toEqual({ sub: 'maria', role: 'manager' });
    expect(Object.keys(writtenBy())).toEqual(['sub', 'role']);
  });

  test('is in no line of the log', async () => {
    await create({ name: 'Maria Łukaszewska' });
    holding();
    expect((await call('getOrder', { claims: { ...ofManager, name: 'Maria Łukaszewska' } })).status).toBe(404);
    expect(logged).toHaveLength(2);
    expect(logged.join()).not.toMatch(/Maria Ł/);
  });
});
