import { describe, expect, test } from 'vitest';
import { tell } from '#desk/order/work/history/sentences.ts';
import type { Telling } from '#desk/order/work/history/telling.ts';
import { de } from '#desk/words/de.ts';
import { en } from '#desk/words/en.ts';
import { uk } from '#desk/words/uk.ts';
import { defaultSettings } from '#domain/catalog/settings.ts';
import { formatMoney } from '#domain/kernel/money.ts';
import { trackedFields } from '#domain/order/changes.ts';
import { cancelOrder } from '#domain/order/decisions/cancel-order.ts';
import { changeCustomer } from '#domain/order/decisions/change-customer.ts';
import { changeDueDate } from '#domain/order/decisions/change-due-date.ts';
import { acceptOrder } from '#domain/order/decisions/laboratory/accept-order.ts';
import { holdOrder } from '#domain/order/decisions/laboratory/hold-order.ts';
import { returnOrder } from '#domain/order/decisions/laboratory/return-order.ts';
import { shipOrder } from '#domain/order/decisions/laboratory/ship-order.ts';
import { markTask } from '#domain/order/decisions/mark-task.ts';
import { receiveOrder } from '#domain/order/decisions/receive-order.ts';
import { reopenOrder } from '#domain/order/decisions/reopen-order.ts';
import { setDiscount } from '#domain/order/decisions/set-discount.ts';
import { withdrawOrder } from '#domain/order/decisions/withdraw-order.ts';
import { historyEntry } from '#domain/order/history.ts';
import type { Order } from '#domain/order/order.ts';
import { toHistoryReply } from '#domain/order/projection.ts';
import { printTexts } from '#domain/printing/print-texts.ts';
import {
  accepted,
  act,
  complete,
  copy,
  draft,
  edit,
  eur,
  laboratory,
  manager,
  publish,
  saved,
  shade,
} from '#test/support/orders.ts';

const telling: Telling = {
  words: en.history,
  texts: printTexts.en,
  date: (date) => date,
  day: (date) => date,
  money: (amount) => formatMoney(amount, 'en'),
  percent: (percent) => `${percent}%`,
  employee: (id) => ({ timo: 'Timo Ceramist' })[id] ?? id,
};

type Name = Parameters<typeof saved>[2];

/** The entry of a change as the API gives it to the manager, over the wire. */
function entryOf(before: Order | null, after: Order, name?: Name) {
  const entry = historyEntry(before, saved(before, after, name));
  const named = { ...entry, by: { ...entry.by, name: 'Anna Weber' } };
  return JSON.parse(JSON.stringify(toHistoryReply(named, after, manager, defaultSettings)));
}

/** What the history says of an edit. */
const toldOf = (before: Order, patch: object) => tell(entryOf(before, accepted(edit(before, patch))), telling);

const whole = draft({ ...complete, note: 'Call first', enclosures: ['Scan'] });
const [first] = whole.services;
const lineId = first?.lineId;
const line = { lineId, serviceId: 'zirconia-crown' };

describe('the history in sentences', () => {
  test('says one change in one sentence, with both values', () => {
    expect(toldOf(whole, { dueDate: '2026-12-21' })).toEqual({
      sentence: 'Anna Weber changed the due date from 2026-12-18 to 2026-12-21',
      changes: [],
    });
    expect(toldOf(whole, { note: null }).sentence).toBe('Anna Weber removed the note, which was “Call first”');
    expect(toldOf(whole, { patient: { dateOfBirth: '1961-07-23' } }).sentence).toBe(
      'Anna Weber set the patient’s date of birth to 1961-07-23',
    );
    expect(toldOf(whole, { laboratoryId: 'bright-lab' }).sentence).toBe(
      'Anna Weber changed the laboratory from Apex to Bright',
    );
    expect(toldOf(whole, { enclosures: ['Bite'] }).changes).toEqual([
      'removed the enclosure Scan',
      'added the enclosure Bite',
    ]);
  });

  test('compares lines: what was added, removed and changed, by its service and teeth', () => {
    const added = [line, { serviceId: 'zirconia-crown', teeth: ['12'], shade }];
    expect(toldOf(whole, { services: added }).sentence).toBe('Anna Weber added The zirconia-crown (12)');
    expect(toldOf(whole, { services: [] }).sentence).toBe('Anna Weber removed The zirconia-crown (11)');
    expect(toldOf(whole, { services: [{ lineId, serviceId: 'express-courier' }] }).changes).toEqual([
      'removed The zirconia-crown (11)',
      'added The express-courier',
    ]);
    const reshaded = [{ ...line, shade: { system: 'VITA Classical', value: 'B1' } }];
    expect(toldOf(whole, { services: reshaded }).sentence).toBe(
      'Anna Weber changed the shade of The zirconia-crown (11) from A2 (VITA Classical) to B1 (VITA Classical)',
    );
  });

  test('says of new teeth not the quantity that follows from them, but one that was set by hand', () => {
    expect(toldOf(whole, { services: [{ ...line, teeth: ['21', '22'] }] }).sentence).toBe(
      'Anna Weber changed the teeth of The zirconia-crown (21 22) from 11 to 21 22',
    );
    expect(toldOf(whole, { services: [{ ...line, teeth: ['21'], quantity: 3 }] }).changes).toContain(
      'changed the quantity of The zirconia-crown (21) from 1 to 3',
    );
  });

  test('says who did what: created, copied, gave away, cancelled, read', () => {
    expect(tell(entryOf(null, whole, 'createOrder'), telling)).toMatchObject({
      sentence: 'Anna Weber created the order',
      changes: expect.arrayContaining(['added The zirconia-crown (11)', 'set the due date to 2026-12-18']),
    });
    const copied = saved(null, accepted(copy(whole)), 'copyOrder');
    expect(tell(entryOf(null, copied, 'copyOrder'), telling).sentence).toBe(
      `Anna Weber made the order as a copy of #${whole.number}`,
    );
    const given = accepted(changeCustomer.decide(whole, { customerId: 'novak' }, act()));
    expect(tell(entryOf(whole, given, 'changeCustomer'), telling)).toEqual({
      sentence: 'Anna Weber gave the order to another dentist',
      changes: [
        'changed the dentist from Anna Weber to Petr Novák',
        'changed the clinic from Weber Practice to Old Town Dental',
      ],
    });
    const cancelled = accepted(cancelOrder.decide(whole, { reason: 'Twice' }, act()));
    expect(tell(entryOf(whole, cancelled, 'cancelOrder'), telling)).toEqual({
      sentence: 'Anna Weber cancelled the order: “Twice”',
      changes: [],
    });
    const by = { sub: 'apex', role: 'laboratory' as const, name: 'Apex Dental Laboratory' };
    const read = { action: 'getLabOrder', by, at: '2026-12-11T09:30:00.000Z', changes: [] };
    expect(tell(read, telling).sentence).toBe('Apex Dental Laboratory read the order');
    const { name: _, ...nameless } = by;
    expect(tell({ ...read, by: nameless }, telling).sentence).toBe('The laboratory read the order');
  });

  test('says discounts, pay and plans as people read them', () => {
    const reduced = accepted(setDiscount.decide(whole, { type: 'percentage', percent: 7.5 }, act()));
    expect(tell(entryOf(whole, reduced, 'setDiscount'), telling).sentence).toBe('Anna Weber set the discount to 7.5%');
    const task = { taskId: 'a', name: 'Mill', origin: 'manual' as const, quantity: 1, price: eur(500) };
    const planOf = (...tasks: Order['workPlan']['tasks']) => ({ ...whole, workPlan: { ...whole.workPlan, tasks } });
    const planned = planOf(task, { ...task, taskId: 'b', name: 'Glaze' });
    expect(tell(entryOf(whole, planned, 'planWork'), telling).sentence).toBe('Anna Weber added 2 tasks: Mill, Glaze');
    const moved = planOf({ ...task, employeeId: 'timo', dueDate: '2026-12-15', price: eur(600) });
    expect(tell(entryOf(planned, moved, 'editWorkPlan'), telling)).toEqual({
      sentence: 'Anna Weber changed the work plan',
      changes: [
        'removed the task Glaze',
        'set the technician of Mill to Timo Ceramist',
        'set the date of Mill to 2026-12-15',
        'changed the pay of a task',
      ],
    });
    // To somebody who may not know the technicians, their ids say nothing.
    const unnamed = { ...telling, employee: () => undefined };
    expect(tell(entryOf(planned, moved, 'editWorkPlan'), unnamed).changes).not.toContainEqual(
      expect.stringContaining('technician'),
    );
    const record = { recordId: 'r', employeeId: 'timo', amount: eur(119_50), at: whole.updatedAt, by: whole.updatedBy };
    const paid = { ...whole, payroll: { records: [record], finalized: true } };
    expect(tell(entryOf(whole, paid, 'addPayrollRecord'), telling).changes).toEqual([
      'added €119.50 to the pay of Timo Ceramist',
      'finalized the payroll',
    ]);
  });

  test('says what was changed of one task or service among many', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({
      ...{ taskId: `t-${index}`, name: `Task ${index}`, origin: 'manual' as const, quantity: 1 },
    }));
    const planOf = (tasks: Order['workPlan']['tasks']) => ({ ...whole, workPlan: { ...whole.workPlan, tasks } });
    const moved = many.map((task) => (task.taskId === 't-7' ? { ...task, dueDate: '2026-12-15' } : task));
    expect(tell(entryOf(planOf(many), planOf(moved), 'editWorkPlan'), telling).sentence).toBe(
      'Anna Weber set the date of Task 7 to 2026-12-15',
    );
    const lines = Array.from({ length: 8 }, () => ({ serviceId: 'zirconia-crown', teeth: ['11'], shade }));
    const long = draft({ ...complete, services: lines });
    const services = long.services.map((one, index) => ({
      lineId: one.lineId,
      serviceId: one.serviceId,
      ...(index === 7 && { note: 'Soon' }),
    }));
    expect(toldOf(long, { services }).sentence).toBe('Anna Weber set the note of The zirconia-crown (11) to “Soon”');
  });

  test('says what the laboratory and the clinic did with an order that was sent, with what they said', () => {
    const lab = { ...act(), caller: laboratory };
    const told = (before: Order, after: Order, action: Name) => tell(entryOf(before, after, action), telling);
    const sent = accepted(publish(whole));
    const accept = (order: Order, body: object) => accepted(acceptOrder.decide(order, body, lab));
    const taken = accept(sent, { promisedDate: '2026-12-18', laboratoryReference: 'Pan 118' });
    expect(told(whole, sent, 'publishOrder')).toEqual({ sentence: 'Anna Weber sent the order', changes: [] });
    expect(told(sent, taken, 'acceptOrder')).toEqual({
      sentence: 'Anna Weber accepted the order',
      changes: ['set the promised date to 2026-12-18', 'set its own number to Pan 118'],
    });
    expect(told(taken, accept(taken, { promisedDate: '2026-12-21' }), 'acceptOrder')).toEqual({
      sentence: 'Anna Weber changed the promised date from 2026-12-18 to 2026-12-21',
      changes: [],
    });
    const both = { promisedDate: '2026-12-21', laboratoryReference: 'Pan 119' };
    expect(told(taken, accept(taken, both), 'acceptOrder').sentence).toBe('Anna Weber corrected what it had promised');
    const moved = accepted(
      changeDueDate.decide(taken, { dueDate: '2026-12-23', reason: 'The scan comes later.' }, act()),
    );
    expect(told(taken, moved, 'changeDueDate')).toEqual({
      sentence: 'Anna Weber changed the due date from 2026-12-18 to 2026-12-23: “The scan comes later.”',
      changes: [],
    });
    const held = accepted(holdOrder.decide(taken, { reason: 'We wait for the scan.' }, lab));
    expect(told(taken, held, 'holdOrder').sentence).toBe('Anna Weber put the work on hold: “We wait for the scan.”');
    const resumed = accepted(holdOrder.decide(held, null, lab));
    expect(told(held, resumed, 'holdOrder').sentence).toBe('Anna Weber resumed the work');
    const shipment = { purpose: 'try-in', carrier: 'Courier', trackingNumber: 'CR-7' } as const;
    const shipped = accepted(shipOrder.decide(held, shipment, lab));
    expect(told(held, shipped, 'shipOrder')).toEqual({
      sentence: 'Anna Weber shipped the work',
      changes: ['set what is shipped to try-in', 'set the carrier to Courier', 'set the tracking number to CR-7'],
    });
    const delivered = accepted(receiveOrder.decide(shipped, {}, act()));
    expect(told(shipped, delivered, 'receiveOrder')).toEqual({
      sentence: 'Anna Weber received the work',
      changes: [],
    });
    const back = accepted(reopenOrder.decide(delivered, { reason: 'The bite is too high.' }, act()));
    expect(told(delivered, back, 'reopenOrder')).toEqual({
      sentence: 'Anna Weber sent the work back to the laboratory: “The bite is too high.”',
      changes: [],
    });
    const why = (...reasons: { message: string }[]) => accepted(returnOrder.decide(sent, { reasons }, lab));
    expect(told(sent, why({ message: 'No shade' }), 'returnOrder')).toEqual({
      sentence: 'Anna Weber returned the order: “No shade”',
      changes: [],
    });
    expect(told(sent, why({ message: 'No shade' }, { message: 'No bite' }), 'returnOrder')).toEqual({
      sentence: 'Anna Weber returned the order',
      changes: ['“No shade”', '“No bite”'],
    });
    expect(told(why({ message: 'No shade' }), sent, 'publishOrder').changes).toEqual([]);
  });

  test('says why the clinic took an order back, and why it is made again, in three languages', () => {
    const sent = accepted(publish(whole));
    const withdrawn = accepted(withdrawOrder.decide(sent, { reason: 'Wrong patient' }, act()));
    const remade = accepted(copy(whole, { remake: { reason: 'Too dark' } }));
    const told = ({ history: words }: typeof en) => {
      const inWords = { ...telling, words };
      return [
        tell(entryOf(sent, withdrawn, 'withdrawOrder'), inWords),
        tell(entryOf(null, remade, 'copyOrder'), inWords),
      ].map(({ sentence }) => sentence);
    };
    expect([en, de, uk].map(told)).toEqual([
      [
        'Anna Weber withdrew the order: “Wrong patient”',
        `Anna Weber made the order as a remake of #${whole.number}: “Too dark”`,
      ],
      [
        'Anna Weber nahm den Auftrag zurück: „Wrong patient“',
        `Anna Weber legte den Auftrag an, als Neuanfertigung von #${whole.number}: „Too dark“`,
      ],
      [
        'Anna Weber: замовлення відкликано: «Wrong patient»',
        `Anna Weber: замовлення створено як переробку #${whole.number}: «Too dark»`,
      ],
    ]);
    expect(tell(entryOf(null, remade, 'copyOrder'), telling).changes).not.toContainEqual(
      expect.stringContaining('remake'),
    );
  });

  test('says which task was marked as done, and that it was taken back', () => {
    const task = { taskId: 'a', name: 'Mill', origin: 'manual' as const, quantity: 1 };
    const planned = accepted(publish({ ...whole, workPlan: { ...whole.workPlan, tasks: [task] } }));
    const done = accepted(markTask.decide(planned, { taskId: 'a', done: true }, act()));
    const undone = accepted(markTask.decide(done, { taskId: 'a', done: false }, act()));
    expect(tell(entryOf(planned, done, 'markTask'), telling)).toEqual({
      sentence: 'Anna Weber marked Mill as done',
      changes: [],
    });
    expect(tell(entryOf(done, undone, 'markTask'), telling).sentence).toBe('Anna Weber took back that Mill was done');
  });

  test('names a field whose values are too long or not known, and leaves out what it knows no field for', () => {
    const by = { sub: 'maria', role: 'manager' as const };
    const at = '2026-12-11T09:30:00.000Z';
    const entry = { version: 2, action: 'editOrder', by, at };
    const one = (change: object) => tell({ ...entry, changes: [{ field: 'note', ...change }] }, telling).sentence;
    expect(one({ changed: true })).toBe('A manager changed the note');
    expect(one({ from: { strange: 1 }, to: null })).toBe('A manager changed the note');
    expect(one({ field: 'colourOfTheBox', changed: true })).toBe('A manager changed the order');
    const long = { ...entry, action: 'planWork', changes: [{ field: 'workPlan', changed: true }] };
    expect(tell(JSON.parse(JSON.stringify(long)), telling)).toEqual({
      sentence: 'A manager planned the work',
      changes: [],
    });
    const unknown = { ...entry, action: 'holdOrder', changes: [{ field: 'laboratoryWork', changed: true as const }] };
    expect(tell(unknown, telling).sentence).toBe('A manager put the work on hold, or resumed it');
    expect(tell({ ...entry, action: 'paintOrder', changes: [] }, telling).sentence).toBe('A manager changed the order');
  });

  test('has words for every field in every language', () => {
    for (const { history } of [en, de, uk])
      expect(Object.keys(history.fields).toSorted()).toEqual(trackedFields.toSorted());
  });
});
