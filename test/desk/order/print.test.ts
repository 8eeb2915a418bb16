import { describe, expect, test } from 'vitest';
import { wholeOrder } from '#desk/laboratory/order/whole-order.ts';
import {
  type Printer,
  previewOf,
  printBody,
  sectionsFor,
  showsPrices,
  usualPrint,
} from '#desk/order/actions/print/print-typed.ts';
import { defaultSettings } from '#domain/catalog/settings.ts';
import type { Caller } from '#domain/kernel/caller.ts';
import { en } from '#domain/kernel/messages/en.ts';
import { toLabOrderReply, toOrderReply } from '#domain/order/projection.ts';
import { type PrintSheet, sheetOf } from '#domain/printing/print-sheet.ts';
import { PrintOrder } from '#domain/printing/requests/print-order.ts';
import {
  accepted,
  at,
  catalog,
  complete,
  dentist,
  draft,
  employee,
  laboratory,
  manager,
  publish,
  technician,
  today,
} from '#test/support/orders.ts';

const timo = employee('timo');
const settings = { ...defaultSettings, timeZone: 'Asia/Tokyo' };
const order = draft({
  ...complete,
  note: 'Call first',
  toothNotation: 'Universal',
  services: [{ ...complete.services[0], teeth: ['8'] }],
});
const task = {
  taskId: 'mill',
  name: 'Mill',
  origin: 'manual' as const,
  quantity: 1,
  price: { amount: 500, currency: 'EUR' },
  employeeId: 'timo',
  dueDate: '2026-12-15',
};
const planned = { ...order, workPlan: { ...order.workPlan, tasks: [task] } };

/** What the page has of an order, for this caller. */
function shownTo(caller: Caller, printed = planned) {
  const reader = { caller, settings, words: en };
  return JSON.parse(JSON.stringify(toOrderReply(printed, reader, () => today, { at })));
}

const printerOf = (caller: Caller): Printer => ({
  caller,
  settings: { timeZone: settings.timeZone, language: 'en' },
  employees: caller.role === 'manager' ? [JSON.parse(JSON.stringify(timo))] : [],
});

describe('the language of a print', () => {
  const languageFor = (caller: Caller, known: Printer['settings']) =>
    usualPrint(shownTo(caller), { ...printerOf(caller), settings: known }, 'de').language;

  test('is that which the organisation has set, whatever the person reads', () => {
    expect(languageFor(manager, { language: 'uk', version: 3 })).toBe('uk');
    expect(languageFor(dentist, { language: 'uk' })).toBe('uk');
  });

  test('is that which the person reads, where nobody has set one, and for a laboratory', () => {
    expect(languageFor(manager, { language: 'en', version: 0 })).toBe('de');
    expect(languageFor(manager, undefined)).toBe('de');
  });
});

describe('the preview of a print', () => {
  test('shows exactly what the paper will, in every kind and notation', () => {
    const printer = printerOf(manager);
    const shown = shownTo(manager);
    const usual = usualPrint(shown, printer, 'de');
    expect(usual).toMatchObject({
      language: 'en',
      toothNotation: 'Universal',
      sections: sectionsFor(shown, printer).slice(0, 4),
    });
    const all = { ...usual, sections: sectionsFor(shown, printer) };
    for (const typed of [
      usual,
      all,
      { ...all, toothNotation: 'Palmer' as const, language: 'uk' as const },
      { ...usual, kind: 'label' as const },
    ]) {
      const request = PrintOrder.parse(printBody(typed));
      const printed = sheetOf(planned, request, { caller: manager, settings, catalog: catalog({ employees: [timo] }) });
      expect(printed).toMatchObject({ kind: 'accepted', accepted: { sheet: previewOf(shown, typed, printer) } });
    }
  });

  test('leaves out what is empty unless it was chosen by name', () => {
    const bare = shownTo(manager, { ...planned, note: null });
    const usual = usualPrint(bare, printerOf(manager), 'en');
    expect(previewOf(bare, usual, printerOf(manager))).not.toHaveProperty('note');
    expect(printBody(usual)).not.toHaveProperty('sections');
    const named = { ...usual, sections: ['note' as const] };
    expect(previewOf(bare, named, printerOf(manager))).toHaveProperty('note');
    expect(previewOf(bare, { ...usual, sections: [] }, printerOf(manager))).toBeNull();
  });

  test('offers each person only what they may see', () => {
    const offered = (caller: Caller) => sectionsFor(shownTo(caller), printerOf(caller)).slice(4);
    expect(offered(manager)).toEqual(['prices', 'payroll']);
    expect(offered(dentist)).toEqual(['prices']);
    expect(offered(technician)).toEqual(['payroll']);
    expect(offered(laboratory)).toEqual([]);
  });

  test('stays while the number of copies is none', () => {
    const typed = { ...usualPrint(shownTo(manager), printerOf(manager), 'en'), copies: 'x' };
    expect(previewOf(shownTo(manager), typed, printerOf(manager))).not.toBeNull();
    expect(PrintOrder.safeParse(printBody(typed)).success).toBe(false);
  });

  test('of a laboratory never asks for the plan, whatever else is left out', () => {
    const reader = { caller: laboratory, settings, words: en };
    const reply = JSON.parse(JSON.stringify(toLabOrderReply(accepted(publish(planned)), reader, () => today, {})));
    const printer = printerOf(laboratory);
    const usual = usualPrint(wholeOrder(reply), printer, 'en');
    expect(printBody(usual)).not.toHaveProperty('sections');
    const fewer = { ...usual, sections: usual.sections.filter((section) => section !== 'note') };
    expect(printBody(fewer)).toHaveProperty('sections', ['services', 'dentalCard']);
    expect(previewOf(wholeOrder(reply), fewer, printer)).not.toBeNull();
  });

  test('says to a laboratory nothing that is not on the paper', () => {
    const made = '2026-11-02T08:00:00.000Z';
    const published = { ...accepted(publish(planned)), createdAt: made };
    const reader = { caller: laboratory, settings, words: en };
    const whole = wholeOrder(JSON.parse(JSON.stringify(toLabOrderReply(published, reader, () => today, {}))));
    const printer = printerOf(laboratory);
    const typed = usualPrint(whole, printer, 'en');
    const request = PrintOrder.parse(printBody(typed));
    const printed = sheetOf(published, request, { caller: laboratory, settings, catalog: catalog() });
    const factsOf = (sheet: PrintSheet | null) => (sheet?.kind === 'form' ? sheet.facts : null);
    if (printed.kind !== 'accepted') throw new Error('A form is printed.');
    const shown = factsOf(previewOf(whole, typed, printer));
    expect(factsOf(printed.accepted.sheet)).toEqual([['Created', 'Mon\u00A02026-11-02'], ...(shown ?? [])]);
  });

  test.each([true, false])(
    'has prices for a laboratory as its organisation shows them: %s',
    (laboratoriesSeePrices) => {
      const published = accepted(publish(order));
      const reader = { caller: laboratory, settings: { ...settings, laboratoriesSeePrices }, words: en };
      const reply = JSON.parse(JSON.stringify(toLabOrderReply(published, reader, () => today, {})));
      const whole = wholeOrder(reply);
      expect(showsPrices(whole)).toBe(laboratoriesSeePrices);
      expect(sectionsFor(whole, printerOf(laboratory)).includes('prices')).toBe(laboratoriesSeePrices);
    },
  );
});
