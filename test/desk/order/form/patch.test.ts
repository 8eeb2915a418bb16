import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyForm, type Form, formOf, newLine, type TypedLine } from '#desk/order/form/model/form.ts';
import { inNotation } from '#desk/order/form/model/merged.ts';
import { patchOf, requestOf } from '#desk/order/form/model/patch.ts';
import { ToothNotation } from '#domain/kernel/teeth.ts';
import { CreateOrder } from '#domain/order/requests/create-order.ts';
import { wire } from '#test/desk/order/form/replies.ts';
import { accepted, anyDraft, complete, draft, edit } from '#test/support/orders.ts';

const anyNotation = fc.constantFrom(...ToothNotation.options);
/** The form of other lines, as if they were typed now. */
const asNew = (form: Form): Form => ({ ...form, lines: form.lines.map((line) => ({ ...line, lineId: null })) });

describe('what is typed', () => {
  test('is nothing while nobody has typed, in whatever notation the teeth are written', () => {
    fc.assert(
      fc.property(anyDraft, anyNotation, (order, notation) => {
        const reply = wire(order);
        expect(patchOf(reply, formOf(reply), 'EUR')).toEqual({});
        const { toothNotation: _, ...rest } = patchOf(reply, inNotation(formOf(reply), notation), 'EUR');
        expect(rest).toEqual({});
      }),
    );
  });

  test('is in the order after it was saved, whatever order it was typed over', () => {
    fc.assert(
      fc.property(anyDraft, anyDraft, (before, other) => {
        const typed = asNew(formOf(wire(other)));
        const saved = wire(accepted(edit(before, patchOf(wire(before), typed, 'EUR'))));
        const lines = typed.lines.map((line, index) => ({ ...line, lineId: saved.services[index]?.lineId ?? null }));
        // Whoever names no teeth says nothing about the notation, and nobody can be without a clinic.
        const { toothNotation: _, ...left } = patchOf(saved, { ...typed, lines }, 'EUR');
        expect(left).toEqual({});
      }),
    );
  });

  test('says which teeth hang where they were typed with an x, in whatever notation they are written then', () => {
    const line = { ...newLine('zirconia-bridge', 'new'), teeth: '24x26' };
    const form = { ...emptyForm('FDI'), lines: [line] };
    expect(requestOf(form, 'EUR').services).toMatchObject([{ teeth: ['24', '26', '25'], pontics: ['25'] }]);
    const inPalmer = inNotation({ ...form, lines: [{ ...line, teeth: '24x26 99' }] }, 'Palmer');
    expect(inPalmer.lines).toMatchObject([{ teeth: 'UL4-UL6, 99', pontics: ['25'] }]);
  });

  test('makes the same order when it is new', () => {
    fc.assert(
      fc.property(anyDraft, (order) => {
        const reply = wire(order);
        const made = wire(draft(CreateOrder.parse(requestOf(asNew(formOf(reply)), 'EUR'))));
        const { services, patient, dueDate, note, enclosures, clinic, laboratoryId } = made;
        expect({ patient, dueDate, note, enclosures, clinic, laboratoryId }).toEqual(
          expect.objectContaining({
            patient: reply.patient,
            dueDate: reply.dueDate,
            note: reply.note,
            enclosures: reply.enclosures,
            clinic: reply.clinic,
            laboratoryId: reply.laboratoryId,
          }),
        );
        expect(services.map(({ lineId: _, ...line }) => ({ ...line, teeth: line.teeth.toSorted() }))).toEqual(
          reply.services.map(({ lineId: _, ...line }) => ({ ...line, teeth: line.teeth.toSorted() })),
        );
      }),
    );
  });

  const reply = wire(draft(complete));
  const form = formOf(reply);
  const [first = newLine('zirconia-crown', 'none')] = form.lines;
  const typed = (part: Partial<TypedLine>) => patchOf(reply, { ...form, lines: [{ ...first, ...part }] }, 'EUR');
  const { lineId } = first;

  test('is sent alone: what is empty is null, and a line keeps its lineId', () => {
    expect(patchOf(reply, { ...form, note: 'Please hurry.', dueDate: '' }, 'EUR')).toEqual({
      note: 'Please hurry.',
      dueDate: null,
    });
    expect(typed({ shade: { system: 'Ivoclar', value: 'BL1' } })).toEqual({
      services: [{ lineId, serviceId: 'zirconia-crown', shade: { system: 'Ivoclar', value: 'BL1' } }],
    });
    expect(typed({ shade: { system: 'VITA Classical', value: ' ' } }).services).toMatchObject([{ shade: null }]);
    expect(patchOf(reply, { ...form, lines: [] }, 'EUR')).toEqual({ services: [] });
  });

  test('may be typed otherwise and say the same', () => {
    expect(typed({ teeth: ' 11 ' })).toEqual({});
    expect(patchOf(reply, { ...form, patient: { ...form.patient, firstName: '  ' } }, 'EUR')).toEqual({});
  });

  test('is sent as it is where it cannot be read, so that the rules say what is wrong with it', () => {
    expect(typed({ teeth: '11 99' }).services).toMatchObject([{ teeth: ['11', '99'] }]);
    expect(typed({ quantity: 'two' }).services).toMatchObject([{ quantity: Number.NaN }]);
  });

  test('of a line that somebody else has removed becomes a new line', () => {
    const gone = wire(draft({ ...complete, services: [] }));
    expect(patchOf(gone, form, 'EUR').services).toEqual([
      { serviceId: 'zirconia-crown', teeth: ['11'], shade: { system: 'VITA Classical', value: 'A2' } },
    ]);
  });

  test('leaves out a pontic that is no longer among the teeth, and has it again when it is', () => {
    const bridge = { serviceId: 'zirconia-bridge', teeth: ['24', '25', '26'], pontics: ['25'] };
    const stored = wire(draft({ ...complete, services: [bridge] }));
    const now = formOf(stored);
    const withTeeth = (teeth: string) =>
      patchOf(stored, { ...now, lines: now.lines.map((one) => ({ ...one, teeth })) }, 'EUR').services;
    expect(withTeeth('24, 26')).toMatchObject([{ teeth: ['24', '26'], pontics: null }]);
    expect(withTeeth('24-25')).toEqual([
      { lineId: now.lines[0]?.lineId, serviceId: 'zirconia-bridge', teeth: ['24', '25'] },
    ]);
    expect(withTeeth('24-26')).toBeUndefined();
  });

  test('names no notation while it names no teeth', () => {
    expect(requestOf(emptyForm('Universal'), 'EUR')).toEqual({});
    const lines = [{ ...newLine('zirconia-crown', 'one'), teeth: '3' }];
    expect(requestOf({ ...emptyForm('Universal'), lines }, 'EUR')).toEqual({
      toothNotation: 'Universal',
      services: [{ serviceId: 'zirconia-crown', teeth: ['3'] }],
    });
  });
});
