import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyForm, type Form, formOf, newLine } from '#desk/order/form/model/form.ts';
import { preview } from '#desk/order/form/model/preview.ts';
import { storedOf } from '#desk/order/stored-order.ts';
import { defaultSettings } from '#domain/catalog/settings.ts';
import { returnOrder } from '#domain/order/decisions/laboratory/return-order.ts';
import type { Order } from '#domain/order/order.ts';
import { asRead, serviceFor, wire } from '#test/desk/order/form/replies.ts';
import { de, en } from '#test/support/all-messages.ts';
import {
  accepted,
  act,
  anyDraft,
  at,
  bridge,
  catalog,
  complete,
  courier,
  crown,
  dentist,
  draft,
  laboratory as laboratoryCaller,
  manager,
  novak,
  ownApex,
  publish,
  shade,
  weber,
} from '#test/support/orders.ts';

const unknown = asRead({});
const laboratory = { ...ownApex, connected: { name: 'Apex' } };
const entries = {
  services: [crown, bridge, courier],
  customers: [weber, novak],
  laboratories: [laboratory],
  settings: defaultSettings,
};
const all = asRead(entries);
const judge = (order: Order | null, form: Form, known = all, person: typeof manager | typeof dentist = manager) =>
  preview({ base: order && wire(order, person), form, known, person, words: en, now: new Date(at) });

const order = draft(complete, act({ catalog: catalog({ laboratories: [ownApex] }) }));
const form = formOf(wire(order));
const [line = newLine('zirconia-crown', 'none')] = form.lines;
const withLine = (part: Partial<typeof line>): Form => ({ ...form, lines: [{ ...line, ...part }] });
const pointers = (said: readonly { pointer: string }[]) => said.map(({ pointer }) => pointer);

describe('what the page says of an order while it is typed', () => {
  test('is what the API says of it when it is saved', () => {
    fc.assert(
      fc.property(anyDraft, anyDraft, (before, other) => {
        const typed = formOf(wire(other));
        const lines = typed.lines.map((one) => ({ ...one, lineId: null }));
        const said = judge(
          before,
          { ...typed, lines },
          asRead({ settings: defaultSettings, services: entries.services }),
        );
        if (said.faults.length > 0) return;
        const reply = wire({ ...said.order, number: before.number });
        expect(said.readiness).toEqual(reply.readiness.map(({ pointer, message }) => ({ pointer, message })));
        expect(said.price).toEqual(reply.price);
      }),
    );
  });

  test('of an order that nobody has touched is nothing new', () => {
    const { patch, faults, readiness, warnings } = judge(order, form);
    expect({ patch, faults, readiness, warnings }).toEqual({ patch: {}, faults: [], readiness: [], warnings: [] });
  });

  test('has the reasons of a return at their fields, which they follow when lines go, and not among what is unusual', () => {
    const lines = ['11', '21'].map((tooth) => ({ serviceId: 'zirconia-crown', teeth: [tooth], shade }));
    const reasons = [
      { pointer: '/services/1/stumpShade', message: 'Which stump shade?' },
      { pointer: '/services/0/teeth', message: '11 or 12?' },
      { pointer: '/customer/registrationNumber', message: 'Your number?' },
      { message: 'Torn' },
    ];
    const sent = accepted(publish(draft({ ...complete, services: lines })));
    const back = accepted(returnOrder.decide(sent, { reasons }, { ...act(), caller: laboratoryCaller }));
    const whole = formOf(wire(back));
    const told = (typed: Form) => judge(back, typed).returned.map(({ pointer, message }) => [pointer, message]);
    expect(told(whole)).toEqual([
      ['/services/1/stumpShade', 'Which stump shade?'],
      ['/services/0/teeth', '11 or 12?'],
      ['/customerId', 'Your number?'],
      [undefined, 'Torn'],
    ]);
    expect(told({ ...whole, lines: whole.lines.slice(1) }).slice(0, 2)).toEqual([
      ['/services/0/stumpShade', 'Which stump shade?'],
      [undefined, '11 or 12?'],
    ]);
    expect(judge(back, whole).warnings).toEqual([]);
    expect(storedOf(wire(back)).returned).toEqual(back.returned);
  });

  test('has the reasons of a return about a remake beside its source, and those about what the page does not show without a place', () => {
    const reasons = [
      { pointer: '/remake/reason', message: 'Which margin?' },
      { pointer: '/source', message: 'That one fits' },
      { pointer: '/laboratory/address', message: 'We have moved' },
      { pointer: '/services/0/service/name', message: 'No such crown' },
    ];
    const returnedFor = (order: Order, places: { pointer: string; message: string }[]) => {
      const { returned } = accepted(
        returnOrder.decide(accepted(publish(order)), { reasons }, { ...act(), caller: laboratoryCaller }),
      );
      const back = returned && { ...order, returned: { ...returned, reasons: places } };
      return back ? judge(back, formOf(wire(back))).returned : [];
    };
    const copy = { ...draft(complete), source: 'ABCDEF0123', remake: { reason: 'Open margin' } };
    expect(returnedFor(copy, reasons).map(({ pointer }) => pointer)).toEqual([
      '/source',
      '/source',
      '/laboratoryId',
      '/services/0/service/name',
    ]);
    const unknown = [...reasons.slice(0, 2), { pointer: '/of-a-later-release/0', message: 'Look' }];
    expect(returnedFor(draft(complete), unknown)).toEqual([
      { pointer: undefined, message: 'Which margin?' },
      { pointer: undefined, message: 'That one fits' },
      { pointer: undefined, message: 'Look' },
    ]);
  });

  test('are the messages of the rules, in the language of the person', () => {
    const typed = {
      base: wire(order),
      form: withLine({ teeth: '99' }),
      known: all,
      person: manager,
      now: new Date(at),
    };
    expect(preview({ ...typed, words: en }).faults).toEqual([
      { pointer: '/services/0/teeth/0', message: '99 is not a tooth in FDI; name teeth as in 11, 24, 25.' },
    ]);
    expect(preview({ ...typed, words: de }).faults).toEqual([
      { pointer: '/services/0/teeth/0', message: de.faults.unknown_tooth({ tooth: '99', notation: 'FDI' }) },
    ]);
  });

  test('leads to every field that is wrong, and to the same places as the API', () => {
    const wrong = {
      ...withLine({
        shade: { system: 'Ivoclar', value: 'D1' },
        quantity: '0',
        unitPrice: '1.200',
        note: 'x'.repeat(501),
      }),
      patient: { ...form.patient, dateOfBirth: '2027-01-01' },
    };
    expect(pointers(judge(order, wrong).faults).toSorted()).toEqual([
      '/patient/dateOfBirth',
      '/services/0/note',
      '/services/0/quantity',
      '/services/0/shade/value',
      '/services/0/unitPrice',
    ]);
    expect(judge(order, withLine({ unitPrice: '1.200' })).faults[0]?.message).toContain('may be');
  });

  test('warns at once of a gap in a bridge, of a day off and of a date that is too early', () => {
    const gap = { ...newLine('zirconia-bridge', 'b'), teeth: '24, 26', pontics: [] };
    const slow = {
      ...crown,
      tasks: [{ templateId: 'mill', name: 'Mill', price: crown.price, leadDays: 9, per: 'unit' as const }],
    };
    const planned = { ...defaultSettings, planOnPublish: true };
    const typed = { ...form, lines: [{ ...newLine('zirconia-crown', 'c'), teeth: '11' }, gap], dueDate: '2026-12-19' };
    expect(
      pointers(judge(order, typed, asRead({ ...entries, services: [slow, bridge], settings: planned })).warnings),
    ).toEqual(['/services/1/teeth', '/dueDate', '/dueDate']);
  });

  test('proposes a due date to everybody who knows the calendar', () => {
    expect(judge(order, form).proposed).toBe('2026-12-22');
    expect(judge({ ...order, dueDate: null }, { ...form, dueDate: '' }, unknown).proposed).toBe(
      wire({ ...order, dueDate: null }).proposedDueDate,
    );
  });

  test('warns of a task that is to be done after a due date while that is typed', () => {
    const tasks = [{ taskId: 'a', name: 'Mill', origin: 'manual' as const, quantity: 1, dueDate: '2026-12-16' }];
    const planned = { ...order, workPlan: { ...order.workPlan, tasks } };
    const said = (dueDate: string) => pointers(judge(planned, { ...form, dueDate }).warnings);
    expect(said('2026-12-16')).toEqual([]);
    expect(said('2026-12-15')).toEqual(['/workPlan/tasks/0/dueDate']);
    // Moved back again, it is over, although the order as it is saved has it.
    const late = { ...planned, dueDate: '2026-12-15' };
    expect(pointers(judge(late, { ...form, dueDate: '2026-12-16' }).warnings)).toEqual([]);
  });

  test.each([manager, dentist])(
    'proposes the due date that the API proposes, and warns like it, also to a $role who sees no tasks of a service',
    (person) => {
      const task = { templateId: 'set-up', name: 'Set up', price: crown.price, leadDays: 20, per: 'unit' as const };
      const long = { ...crown, tasks: [{ ...task, templateId: 'try-in', leadDays: 3 }, task] };
      const settings = { ...defaultSettings, planOnPublish: true };
      const known = asRead({ ...entries, services: [serviceFor(long, person)], settings });
      const line = { ...newLine('zirconia-crown', 'c'), teeth: '11' };
      const typed = { ...emptyForm('FDI'), customerId: 'weber', laboratoryId: 'apex-lab', lines: [line] };
      const catalogue = catalog({ services: [long], laboratories: [ownApex] });
      const ordered = (body: object) =>
        wire(
          draft(
            { ...body, customerId: 'weber', laboratoryId: 'apex-lab' },
            act({ catalog: catalogue, caller: person }),
          ),
          person,
          settings,
        );
      const lines = [{ serviceId: 'zirconia-crown', teeth: ['11'] }];

      const open = ordered({ toothNotation: 'FDI', services: lines });
      expect(open.proposedDueDate).toBe('2027-01-08');
      expect(judge(null, typed, known, person).proposed).toBe(open.proposedDueDate);

      const dueDate = '2026-12-22';
      const { warnings } = ordered({ toothNotation: 'FDI', services: lines, dueDate });
      expect(warnings.map(({ code }) => code)).toEqual(['due_date_too_early']);
      expect(judge(null, { ...typed, dueDate }, known, person).warnings).toEqual(
        warnings.map(({ pointer, message }) => ({ pointer, message })),
      );
    },
  );

  test('of a new order names the dentist, the laboratory, the patient, the services and the date that are missing', () => {
    const { faults, readiness } = judge(null, emptyForm('FDI'));
    expect(pointers(faults)).toEqual(['/customerId']);
    expect(pointers(readiness)).toEqual(['/customerId', '/laboratoryId', '/patient', '/services', '/dueDate']);
    const own = judge(null, emptyForm('FDI'), all, dentist);
    expect(own.faults).toEqual([]);
    expect(own.order.customer.lastName).toBe('Weber');
  });

  test('knows the price in the currency of the services, also for those who are not told the settings', () => {
    const swiss = { ...crown, price: { amount: 100_00, currency: 'CHF' } };
    const typed = { ...emptyForm('FDI'), lines: [{ ...newLine('zirconia-crown', 'c'), teeth: '11, 12' }] };
    const known = asRead({ ...entries, services: [swiss], settings: { paymentInstructions: '' } });
    expect(judge(null, typed, known, dentist).price.total).toEqual({ amount: 200_00, currency: 'CHF' });
  });

  test('takes a millisecond or two, in an order of 20 lines', () => {
    const lines = Array.from({ length: 20 }, (_, index) => ({
      serviceId: 'zirconia-crown',
      teeth: ['11'],
      note: `${index}`,
    }));
    const long = draft({ ...complete, services: lines });
    const reply = wire(long);
    const typed = formOf(reply);
    const once = (note: string) =>
      preview({ base: reply, form: { ...typed, note }, known: all, person: manager, words: en, now: new Date(at) });
    for (let warm = 0; warm < 20; warm++) once(`${warm}`);
    const before = process.cpuUsage();
    for (let key = 0; key < 50; key++) once(`note ${key}`);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000 / 50).toBeLessThan(25);
  });
});
