import { describe, expect, it } from 'vitest';
import { serviceFaults, technicians } from '#domain/catalog/decisions/put-service.ts';
import { PutService } from '#domain/catalog/requests/put-service.ts';
import { defaultSettings } from '#domain/catalog/settings.ts';
import { at, catalog, eur } from '#test/support/orders.ts';

const stamp = { version: 1, updatedAt: at, updatedBy: null };
const timo = { employeeId: 'timo', firstName: 'Timo', lastName: 'Kask', active: true, ...stamp };
const step = { templateId: 'mill', name: 'Mill', price: eur(3_00), leadDays: 3, per: 'unit' };
const body = (...tasks: object[]) =>
  PutService.parse({ name: 'Crown', group: 'Fixed', price: eur(119_00), active: true, tasks });
const faults = (sent: ReturnType<typeof body>, employees = [timo]) =>
  serviceFaults(sent, defaultSettings, catalog({ employees })).map(({ pointer, code }) => `${pointer} ${code}`);

describe('a service', () => {
  it('is by default priced per tooth and needs nothing', () => {
    expect(body()).toMatchObject({ unit: 'tooth', needs: {} });
  });

  it('gives each task template a templateId of its own', () => {
    const { error } = PutService.safeParse({ ...body(), tasks: [step, { ...step, templateId: 'glaze' }, step] });
    expect(error?.issues).toMatchObject([{ path: ['tasks', 2, 'templateId'], params: { code: 'duplicate_template' } }]);
    expect(body(step, { ...step, templateId: 'glaze' }).tasks).toHaveLength(2);
  });

  it("has its price and the pay of its task templates in the tenant's currency", () => {
    const dollars = { amount: 1, currency: 'USD' };
    const sent = body(step, { ...step, templateId: 'glaze', price: dollars });
    expect(faults({ ...sent, price: dollars })).toEqual([
      '/price/currency other_currency',
      '/tasks/1/price/currency other_currency',
    ]);
    expect(faults(body(step))).toEqual([]);
  });

  it('names default technicians of the tenant, active or not', () => {
    const assigned = body({ ...step, employeeId: 'timo' }, { ...step, templateId: 'glaze', employeeId: 'stranger' });
    expect(faults(assigned)).toEqual(['/tasks/1/employeeId unknown_employee']);
    expect(faults(body({ ...step, employeeId: 'timo' }), [{ ...timo, active: false }])).toEqual([]);
  });

  it('looks up the technicians it names', () => {
    const assigned = body({ ...step, employeeId: 'timo' }, { ...step, templateId: 'glaze' });
    expect(technicians(assigned)).toEqual(['timo']);
    expect(technicians(body())).toEqual([]);
  });
});
