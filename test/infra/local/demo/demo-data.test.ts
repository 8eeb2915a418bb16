import { describe, expect, test } from 'vitest';
import { demoServices } from '#infra/local/demo/catalog.ts';
import { demoPeople, toDemoPerson } from '#infra/local/demo/people.ts';
import { demoLaboratories, demoTenants } from '#infra/local/demo/tenants.ts';

const services = demoServices('EUR', (trade) => trade);
const pay = (id: string, quantity: number) =>
  services
    .filter((service) => service.id === id)
    .flatMap(({ body }) => body.tasks)
    .reduce((sum, { per, price }) => sum + price.amount * (per === 'unit' ? quantity : 1), 0);
const activeIds = (entries: { id: string; body: { active: boolean } }[]) =>
  entries.filter(({ body }) => body.active).map(({ id }) => id);

describe('the demo catalogue', () => {
  test('has 37 services, and only the courier has no task templates', () => {
    expect(new Set(services.map(({ id }) => id)).size).toBe(37);
    expect(services.filter(({ body }) => body.tasks.length === 0).map(({ id }) => id)).toEqual(['express-courier']);
  });

  test('has a name, pay and an employee for every task template, and each once in a service', () => {
    for (const { body } of services) {
      expect(new Set(body.tasks.map(({ templateId }) => templateId)).size).toBe(body.tasks.length);
      for (const task of body.tasks) {
        expect(task).toEqual({
          templateId: expect.stringMatching(/^[a-z]+$/),
          name: expect.stringMatching(/\w/),
          price: { amount: expect.any(Number), currency: 'EUR' },
          leadDays: expect.any(Number),
          per: expect.stringMatching(/^(unit|order)$/),
          employeeId: expect.stringMatching(/\w/),
        });
      }
    }
  });

  test('has lead days that never grow along the tasks of a service', () => {
    for (const { body } of services) {
      const leads = body.tasks.map(({ leadDays }) => leadDays);
      expect(leads).toEqual(leads.toSorted((a, b) => b - a));
    }
  });

  test('has prices and pay in whole minor units of the given currency', () => {
    for (const { body } of demoServices('USD', (trade) => trade)) {
      for (const { amount, currency } of [body.price, ...body.tasks.map(({ price }) => price)]) {
        expect(amount).toSatisfy((sum: number) => Number.isSafeInteger(sum) && sum > 0);
        expect(currency).toBe('USD');
      }
    }
  });

  test('has the pay of the worked example in domain/README.md: 33.00, 50.50 and 106.50', () => {
    expect(pay('zirconia-crown', 2)).toBe(3300);
    expect(pay('zirconia-bridge', 3)).toBe(5050);
    expect(pay('cast-partial', 1)).toBe(10650);
  });

  test('has the needs that the letters of the list stand for', () => {
    const needs = Object.fromEntries(services.map(({ id, body }) => [id, body.needs]));
    expect(needs['implant-bridge']).toEqual({ teeth: true, shade: true, pontics: true, implant: true });
    expect(needs['implant-bar']).toEqual({ teeth: true, arch: true, implant: true });
    expect(needs['express-courier']).toEqual({});
  });

  test('has tasks for all seven trades', () => {
    const trades = services.flatMap(({ body }) => body.tasks.map(({ employeeId }) => employeeId));
    expect(new Set(trades).size).toBe(7);
  });
});

describe.each(demoTenants)('the demo tenant $tenantId', (tenant) => {
  const { tenantId, settings, customers, employees, laboratories } = tenant;

  test('gives everything a different id of the right form', () => {
    for (const entries of [customers, employees, tenant.services, laboratories]) {
      const ids = [tenantId, ...entries.map(({ id }) => id)];
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(id).toMatch(/^[a-z0-9][a-z0-9-]{0,39}$/);
    }
  });

  test('gives each trade its own active employee and has one who left', () => {
    const defaults = new Set(tenant.services.flatMap(({ body }) => body.tasks.map(({ employeeId }) => employeeId)));
    expect([...defaults].toSorted()).toEqual(activeIds(employees).toSorted());
    expect(defaults.size).toBe(employees.length - 1);
  });

  test('prices its services in its own currency', () => {
    for (const { body } of tenant.services) expect(body.price.currency).toBe(settings.currency);
  });

  test('has every dentist at home in one of their clinics', () => {
    for (const { body } of customers) expect(body.clinics).toContain(body.clinic);
  });

  test('uses laboratories that have a profile and are open to it, or are inactive', () => {
    const open = demoLaboratories.filter(
      ({ profile }) => !('tenants' in profile) || profile.tenants.includes(tenantId),
    );
    expect(activeIds(laboratories)).toEqual(open.map(({ laboratoryId }) => laboratoryId));
  });
});

test('a demo laboratory names only tenants that exist', () => {
  const named = demoLaboratories.flatMap(({ profile }) => ('tenants' in profile ? profile.tenants : []));
  expect(demoTenants.map(({ tenantId }) => tenantId)).toEqual(expect.arrayContaining(named));
});

describe.each(demoPeople)('the demo person $clientId', ({ clientId, claims }) => {
  const claimsOfRole: Record<string, string[]> = {
    manager: ['role', 'tenant_id'],
    dentist: ['role', 'tenant_id', 'customer_id'],
    technician: ['role', 'tenant_id', 'employee_id'],
    laboratory: ['role', 'laboratory_id'],
  };

  test('has exactly the claims of the role, and a name', () => {
    const { name, ...others } = claims;
    expect(Object.keys(others).toSorted()).toEqual(claimsOfRole[String(claims['role'])]?.toSorted());
    expect(name).toMatch(/^\p{L}\S+ \p{L}/u);
  });

  test('is somebody active in the demo data', () => {
    const tenant = demoTenants.find(({ tenantId }) => tenantId === claims['tenant_id']);
    const known = {
      tenant_id: demoTenants.map(({ tenantId }) => tenantId),
      customer_id: activeIds(tenant?.customers ?? []),
      employee_id: activeIds(tenant?.employees ?? []),
      laboratory_id: demoLaboratories.map(({ laboratoryId }) => laboratoryId),
    };
    for (const [claim, ids] of Object.entries(known)) if (claims[claim]) expect(ids).toContain(claims[claim]);
  });

  test('is offered by a name of the organisation that people can read, which is not its id', () => {
    const { organisation, ...offered } = toDemoPerson({ clientId, clientSecret: '', who: '', claims });
    expect(offered).toEqual({ clientId, name: claims['name'], role: claims['role'] });
    if (claims['tenant_id']) expect(organisation).toMatch(/^\p{Lu}\p{L}+ \p{Lu}/u);
    else expect(organisation).toBeUndefined();
  });

  test('is the only one of that name', () => {
    expect(demoPeople.filter((person) => person.clientId === clientId)).toHaveLength(1);
  });
});
