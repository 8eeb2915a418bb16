import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { reopened } from '#domain/order/laboratory/work.ts';
import { columnsOf } from '#domain/order/lists/columns.ts';
import { LabOrderRow, OrderRow } from '#domain/order/lists/order-row.ts';
import type { Order } from '#domain/order/order.ts';
import { readinessOf } from '#domain/order/readiness.ts';
import { MissingCode } from '#functions/description/problem-documents.ts';
import {
  accepted,
  anyDraft,
  anyOrder,
  anyPublished,
  complete,
  draft,
  publish,
  shade,
  today,
} from '#test/support/orders.ts';

const crown = (...teeth: string[]) => ({ serviceId: 'zirconia-crown', teeth, shade });
const brief = (...services: object[]) => columnsOf(draft({ toothNotation: 'FDI', services })).servicesInBrief;

describe('What is ordered, in brief,', () => {
  it('names a service once, with the teeth and the quantity of all its lines', () => {
    expect(brief(crown('11'), { serviceId: 'express-courier' }, crown('21', '22'))).toEqual({
      services: [
        { name: 'The zirconia-crown', quantity: 3, teeth: ['11', '21', '22'] },
        { name: 'The express-courier', quantity: 1, teeth: [] },
      ],
      more: 0,
    });
  });

  it('names a tooth once, also if two lines have it', () => {
    expect(brief(crown('11'), crown('11')).services).toEqual([
      { name: 'The zirconia-crown', quantity: 2, teeth: ['11'] },
    ]);
  });

  it('names the jaw only where no tooth says it', () => {
    const denture = (arch: string) => ({ serviceId: 'full-denture', arch, shade });
    const [upper] = brief(denture('upper')).services;
    const [both] = brief(denture('upper'), denture('lower')).services;
    const [toothed] = brief(crown('11')).services;
    expect([upper, both]).toMatchObject([{ arch: 'upper' }, { arch: 'both', quantity: 2 }]);
    expect(toothed).not.toHaveProperty('arch');
  });

  it('names three services, and says how many more there are', () => {
    const ids = ['zirconia-crown', 'zirconia-bridge', 'implant-crown', 'implant-bar', 'express-courier'];
    const { services, more } = brief(...ids.map((serviceId) => ({ serviceId })));
    expect(services.map(({ name }) => name)).toEqual(ids.slice(0, 3).map((id) => `The ${id}`));
    expect(more).toBe(2);
  });

  it('is empty while nothing is ordered', () => {
    expect(brief()).toEqual({ services: [], more: 0 });
  });
});

describe('What a list says that a draft lacks', () => {
  it('is each code of its readiness once, but for a due date that has passed', () => {
    fc.assert(
      fc.property(anyDraft, (order) => {
        const codes = readinessOf(order, today).map(({ code }) => code);
        expect(columnsOf(order).missing).toEqual([...new Set(codes)].filter((code) => code !== 'due_date_past'));
      }),
    );
  });

  it('does not depend on the day, which may pass without a write', () => {
    const late = { ...draft(complete), dueDate: '2020-01-01' };
    expect(readinessOf(late, today)).toMatchObject([{ code: 'due_date_past' }]);
    expect(columnsOf(late).missing).toEqual([]);
  });

  it('is nothing once it is sent or cancelled', () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        if (order.status !== 'draft') expect(columnsOf(order).missing).toEqual([]);
      }),
    );
  });

  it('is one of the documented codes', () => {
    fc.assert(
      fc.property(anyDraft, (order) => {
        for (const code of columnsOf(order).missing) expect(MissingCode.options).toContain(code);
      }),
    );
  });
});

describe('A laboratory’s list', () => {
  const namedIn = (patient: object) =>
    columnsOf({
      ...draft(),
      status: 'published',
      publication: { version: 2, revision: 1, laboratoryId: 'apex-lab', changed: null },
      patient,
    });

  it('names a patient as the label does: by initials, or else by reference', () => {
    const named = [
      { firstName: 'Ada', lastName: "'t Hooft", reference: 'P-7' },
      { lastName: 'Šimić' },
      { reference: 'P-7' },
      { lastName: '…' },
    ].map((patient) => namedIn(patient).patientOnLabel);
    expect(named).toEqual(['A.\u00A0T.', 'Š.', 'P-7', null]);
  });

  it('says of a remake that it is one, and of which order if the laboratory had that', () => {
    const order = (more: Partial<Order>): Order => ({
      ...draft(),
      status: 'published',
      publication: { version: 2, revision: 1, laboratoryId: 'apex-lab', changed: null },
      source: 'A0B1C2D3E4',
      ...more,
    });
    const remake = { reason: 'Too dark' };
    const columns = [
      order({ remake, sourceSentTo: ['bright-lab', 'apex-lab'] }),
      order({ remake, sourceSentTo: ['bright-lab'] }),
      order({ sourceSentTo: ['apex-lab'] }),
      { ...order({ remake, sourceSentTo: ['apex-lab'] }), status: 'draft' as const, publication: null },
    ].map((one) => columnsOf(one).sinceSent.remake);
    expect(columns).toEqual([{ source: 'A0B1C2D3E4' }, { source: null }, undefined, undefined]);
  });

  it('has no column with the name of a patient', () => {
    fc.assert(
      fc.property(anyPublished, (order) => {
        const row = LabOrderRow.parse({ ...order, ...columnsOf(order) });
        const columns = Object.entries(row).filter(([name]) => Object.hasOwn(LabOrderRow.shape, name));
        const { firstName, lastName, dateOfBirth } = order.patient;
        for (const name of [firstName, lastName, dateOfBirth])
          if (name) expect(JSON.stringify(columns)).not.toContain(JSON.stringify(name).slice(1, -1));
      }),
    );
  });

  it('is written only while a laboratory has the order', () => {
    fc.assert(
      fc.property(anyDraft, (order) => {
        expect(columnsOf(order).patientOnLabel).toBeNull();
      }),
    );
  });
});

test('A row that an earlier release wrote is read, with nothing in brief', () => {
  const { statusSince: _, ...earlier } = draft(complete);
  expect(OrderRow.parse(earlier)).toMatchObject({ servicesInBrief: { services: [], more: 0 }, missing: [] });
});

describe('What a list says of an order that was sent', () => {
  const at = '2026-12-11T09:30:00.000Z';
  const sent = accepted(publish(draft(complete)));
  const work = { promisedDate: '2026-12-17', laboratoryReference: 'Pan 7', hold: { at, reason: 'The scan' } };
  const returned = { at, by: { sub: 'apex', role: 'laboratory' as const }, reasons: [{ message: 'x'.repeat(500) }] };

  it('is for what and how the work was shipped, until it comes again', () => {
    const shipped = { shippedAt: at, purpose: 'try-in' as const, carrier: 'Kurier', trackingNumber: 'K 1' };
    const { shippedAt: _, ...said } = shipped;
    const order = { ...sent, status: 'shipped' as const, laboratoryWork: { ...shipped, journeys: [] } };
    expect(columnsOf(order).sinceSent).toEqual({ revision: 1, ...said });
    expect(columnsOf(reopened(order, 'Sent to another clinic', { at, side: 'laboratory' })).sinceSent).toEqual({
      revision: 1,
    });
  });

  it('is its revision, what its laboratory has promised, calls it and waits for', () => {
    expect(columnsOf(draft(complete))).toHaveProperty('sinceSent', { revision: 0 });
    expect(columnsOf({ ...sent, laboratoryWork: { ...work, journeys: [] } }).sinceSent).toEqual({
      revision: 1,
      promisedDate: '2026-12-17',
      laboratoryReference: 'Pan 7',
      hold: 'The scan',
    });
  });

  it('is how the first reason of a return begins, while it is a draft', () => {
    const draftAgain = { ...sent, status: 'draft' as const, returned };
    expect(columnsOf(draftAgain).sinceSent.returned).toBe(`${'x'.repeat(99)}…`);
    expect(columnsOf({ ...draftAgain, status: 'cancelled' }).sinceSent).toEqual({ revision: 1 });
  });
});
