import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readinessOf } from '#domain/order/readiness.ts';
import {
  anyOrder,
  apex,
  bright,
  catalog,
  complete,
  crown,
  draft,
  messageOf,
  novak,
  profile,
  shade,
  today,
  weber,
} from '#test/support/orders.ts';

type Parts = Partial<Record<keyof typeof complete, unknown>>;

/** What is missing from an otherwise complete order. */
const missing = (parts: Parts, catalogRead?: ReturnType<typeof catalog>) =>
  readinessOf(draft({ ...complete, ...parts }), today, catalogRead).map(({ pointer, code }) => `${pointer} ${code}`);
const missingInLine = (line: object) => missing({ services: [line] }).map((text) => text.replace('/services/0', ''));

describe('an order that is complete', () => {
  it('lacks nothing', () => {
    expect(missing({})).toEqual([]);
    expect(missing({}, catalog())).toEqual([]);
  });
});

describe('an empty draft', () => {
  it('lacks everything at once', () => {
    expect(readinessOf(draft(), today).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/laboratoryId laboratory_missing',
      '/patient patient_missing',
      '/services services_missing',
      '/dueDate due_date_missing',
    ]);
  });
});

describe('a patient', () => {
  it('is identified by last name or by reference', () => {
    expect(missing({ patient: { lastName: 'Ferrari' } })).toEqual([]);
    expect(missing({ patient: { reference: '4711' } })).toEqual([]);
    const firstNameOnly = { patient: { firstName: 'Ada', dateOfBirth: '1961-07-23' } };
    expect(missing(firstNameOnly)).toEqual(['/patient patient_missing']);
  });
});

describe('a due date', () => {
  it('may be today and must not be past', () => {
    expect(missing({ dueDate: '2026-12-11' })).toEqual([]);
    expect(missing({ dueDate: '2026-12-10' })).toEqual(['/dueDate due_date_past']);
  });

  it('may be a day off: the calendar of the clinic is not that of the laboratory', () => {
    expect(missing({ dueDate: '2026-12-13' })).toEqual([]);
  });
});

describe('a crown', () => {
  it('needs teeth and a shade', () => {
    expect(missingInLine({ serviceId: 'zirconia-crown' })).toEqual(['/teeth teeth_missing', '/shade shade_missing']);
  });

  it('is not asked for anything else', () => {
    expect(missingInLine({ serviceId: 'zirconia-crown', teeth: ['11'], shade })).toEqual([]);
  });
});

describe('a bridge', () => {
  const bridge = (members: object) => missingInLine({ serviceId: 'zirconia-bridge', shade, ...members });

  it('of three units with one pontic is ready, and so is a cantilever', () => {
    expect(bridge({ teeth: ['13', '12', '11'], pontics: ['12'] })).toEqual([]);
    expect(bridge({ teeth: ['13', '12'], pontics: ['12'] })).toEqual([]);
    expect(bridge({ teeth: ['11', '21'], pontics: ['21'] })).toEqual([]);
  });

  it('with a gap in its row is ready: the teeth may have moved together', () => {
    expect(bridge({ teeth: ['14', '13', '11'], pontics: ['13'] })).toEqual([]);
  });

  it('has two units or more', () => {
    expect(bridge({ teeth: ['11'], pontics: ['11'] })).toEqual([
      '/teeth bridge_too_short',
      '/pontics abutment_missing',
    ]);
  });

  it('is in one jaw', () => {
    expect(bridge({ teeth: ['11', '41'], pontics: ['41'] })).toEqual(['/teeth one_jaw_a_line']);
  });

  it('has a pontic and an abutment', () => {
    expect(bridge({ teeth: ['13', '12'] })).toEqual(['/pontics pontic_missing']);
    expect(bridge({ teeth: ['13', '12'], pontics: ['13', '12'] })).toEqual(['/pontics abutment_missing']);
  });

  it('without anything lacks teeth, shade and pontics', () => {
    expect(missingInLine({ serviceId: 'zirconia-bridge' })).toEqual([
      '/teeth teeth_missing',
      '/shade shade_missing',
      '/pontics pontic_missing',
    ]);
  });
});

describe('a full denture', () => {
  it('needs its jaw and shade, and no teeth', () => {
    expect(missingInLine({ serviceId: 'full-denture' })).toEqual(['/arch arch_missing', '/shade shade_missing']);
    expect(missingInLine({ serviceId: 'full-denture', arch: 'upper', shade })).toEqual([]);
    expect(missingInLine({ serviceId: 'full-denture', arch: 'both', shade })).toEqual([]);
  });
});

describe('work on implants', () => {
  const implant = { system: 'Straumann BLX', platform: 'RB', retention: 'screw' };

  it('as a crown needs system, platform, and screw or cement', () => {
    const line = { serviceId: 'implant-crown', teeth: ['11'], shade };
    expect(missingInLine(line)).toEqual([
      '/implant/system implant_system_missing',
      '/implant/platform implant_platform_missing',
      '/implant/retention implant_retention_missing',
    ]);
    expect(missingInLine({ ...line, implant: { system: 'Straumann BLX' } })).toEqual([
      '/implant/platform implant_platform_missing',
      '/implant/retention implant_retention_missing',
    ]);
    expect(missingInLine({ ...line, implant })).toEqual([]);
  });

  it('as a bar needs system and platform, in one jaw a line', () => {
    const { retention: _, ...screwless } = implant;
    expect(missingInLine({ serviceId: 'implant-bar', teeth: ['33', '43'], implant: screwless })).toEqual([]);
    expect(missingInLine({ serviceId: 'implant-bar', teeth: ['13', '43'], implant: screwless })).toEqual([
      '/arch one_jaw_a_line',
    ]);
  });
});

describe('a service without needs', () => {
  it('is ready as it is', () => {
    expect(missingInLine({ serviceId: 'express-courier' })).toEqual([]);
  });
});

describe('what a line lacks', () => {
  it('is listed for every line, by the needs that the service had when the line was added', () => {
    const services = [{ serviceId: 'express-courier' }, { serviceId: 'full-denture', shade }];
    expect(missing({ services })).toEqual(['/services/1/arch arch_missing']);
    const lessDemanding = catalog({ services: [{ ...crown, needs: {} }] });
    const order = draft({ ...complete, services: [{ serviceId: 'zirconia-crown' }] });
    expect(readinessOf(order, today, lessDemanding)).toHaveLength(2);
  });

  it('names the service, for a reader who sees no pointer', () => {
    const [fault] = readinessOf(draft({ ...complete, services: [{ serviceId: 'full-denture', shade }] }), today);
    expect(fault && messageOf(fault)).toContain('full-denture');
  });
});

describe('what depends on the catalogue', () => {
  it('is not checked while the catalogue has not been read', () => {
    expect(missing({})).toEqual([]);
  });

  it('is whether the dentist is still active', () => {
    for (const customers of [[{ ...weber, active: false }, novak], [novak]])
      expect(missing({}, catalog({ customers }))).toEqual(['/customerId customer_inactive']);
  });

  it('is whether the laboratory is still active and open to this tenant', () => {
    for (const laboratories of [[{ ...apex, active: false }], [bright]])
      expect(missing({}, catalog({ laboratories }))).toEqual(['/laboratoryId laboratory_inactive']);
    expect(missing({}, catalog({ profiles: [profile()] }))).toEqual([]);
    expect(missing({}, catalog({ profiles: [profile({ tenants: ['lakeview', 'northside'] })] }))).toEqual([]);
    for (const tenants of [['lakeview'], []])
      expect(missing({}, catalog({ profiles: [profile({ tenants })] }))).toEqual(['/laboratoryId laboratory_not_open']);
  });

  it('is whether every service is still offered', () => {
    for (const services of [[{ ...crown, active: false }], []])
      expect(missing({}, catalog({ services }))).toEqual(['/services/0/serviceId service_inactive']);
  });

  it('is listed with everything else', () => {
    const emptied = catalog({ customers: [], laboratories: [], services: [] });
    const order = draft({ laboratoryId: 'apex-lab', services: [{ serviceId: 'zirconia-crown' }] });
    expect(readinessOf(order, today, emptied).map(({ code }) => code)).toEqual([
      'patient_missing',
      'due_date_missing',
      'teeth_missing',
      'shade_missing',
      'customer_inactive',
      'laboratory_inactive',
      'service_inactive',
    ]);
  });
});

describe('every point of every readiness list', () => {
  it('has a pointer into the order, a code and a message, and is listed once', () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const list = readinessOf(order, today, catalog({ services: [] }));
        for (const fault of list) {
          const { pointer, code } = fault;
          expect(pointer).toMatch(/^\/[a-zA-Z]+(\/\d+\/[a-zA-Z/]+)?$/);
          expect(code).toMatch(/^[a-z_]+$/);
          expect(messageOf(fault)).toMatch(/[.]$/);
        }
        expect(new Set(list.map(({ pointer, code }) => `${pointer} ${code}`)).size).toBe(list.length);
      }),
    );
  });
});
