import type { components } from '#desk/api/schema.d.ts';
import { numberTyped } from '#desk/editing/check-body.ts';
import { notationOf, settingsFrom, storedOf } from '#desk/order/stored-order.ts';
import { Employee } from '#domain/catalog/employees.ts';
import type { Caller } from '#domain/kernel/caller.ts';
import type { Language } from '#domain/kernel/language.ts';
import { same } from '#domain/kernel/same.ts';
import type { ToothNotation } from '#domain/kernel/teeth.ts';
import { visibilityFor } from '#domain/order/visibility.ts';
import { seesSection } from '#domain/printing/document-visibility.ts';
import { type FormSheet, type PrintSheet, sheetOf } from '#domain/printing/print-sheet.ts';
import { printTexts } from '#domain/printing/print-texts.ts';
import { type LabelSize, type Paper, Section, usualSections } from '#domain/printing/printed-document.ts';
import { PrintOrder } from '#domain/printing/requests/print-order.ts';

type Schemas = components['schemas'];

/** What is to be printed, as it is chosen and typed. */
export type PrintTyped = {
  kind: 'form' | 'label';
  sections: readonly Section[];
  /** The sections that are printed when none are named. */
  usual: readonly Section[];
  paper: Paper;
  size: LabelSize;
  copies: string;
  toothNotation: ToothNotation;
  language: Language;
};

/** Who prints, and what the page knows of their organisation: its settings and its employees, as far as they see them. */
export type Printer = {
  caller: Caller;
  settings: Partial<Schemas['Settings']> | undefined;
  employees: readonly Schemas['Employee'][];
};

/** Whether a laboratory is shown what the work costs: then the lines of the order say it. */
export const showsPrices = ({ services }: Pick<Schemas['Order'], 'services'>): boolean =>
  services.some(({ amount }) => amount !== undefined);

/** The settings, with what the order itself tells of them: a laboratory that is shown prices sees them. */
const settingsOf = (order: Schemas['Order'], { settings }: Printer) => ({
  ...settingsFrom(settings),
  laboratoriesSeePrices: showsPrices(order),
});

/** The sections that this person may print. */
export function sectionsFor(order: Schemas['Order'], printer: Printer): Section[] {
  const visibility = visibilityFor(printer.caller, settingsOf(order, printer), storedOf(order));
  return Section.options.filter((section) => seesSection(section, visibility));
}

/**
 * The language in which the organisation prints, if it has said one: whoever may set it sees that it is not set yet. A
 * laboratory has none.
 */
const languageSet = ({ caller, settings }: Printer): Language | undefined =>
  caller.role === 'manager' && settings?.version === 0 ? undefined : settings?.language;

/** What is printed when nothing is chosen: in the language of the organisation, or else in that of the page. */
export function usualPrint(order: Schemas['Order'], printer: Printer, language: Language): PrintTyped {
  const usual = sectionsFor(order, printer).filter((section) => usualSections.includes(section));
  return {
    kind: 'form',
    sections: usual,
    usual,
    ...{ paper: 'A4', size: '100x50', copies: '1' },
    toothNotation: notationOf(order),
    language: languageSet(printer) ?? language,
  };
}

/** The request to print. Sections that are the usual ones are not named: then those that are empty are left out. */
export function printBody({ kind, sections, usual, paper, size, copies, toothNotation, language }: PrintTyped): object {
  const both = { copies: numberTyped(copies), language };
  if (kind === 'label') return { kind, size, ...both };
  const named = same(sections.toSorted(), usual.toSorted()) ? {} : { sections };
  return { kind, ...named, paper, toothNotation, ...both };
}

const none = { get: () => undefined };

/** What will be on the paper; null while the request cannot be printed. */
export function previewOf(order: Schemas['Order'], typed: PrintTyped, printer: Printer): PrintSheet | null {
  const request = PrintOrder.safeParse(printBody({ ...typed, copies: '1' }));
  if (!request.success) return null;
  const employees = new Map(printer.employees.map((one) => [one.employeeId, Employee.parse(one)]));
  const catalog = { customers: none, services: none, laboratories: none, profiles: none, employees };
  const settings = settingsOf(order, printer);
  const print = sheetOf(storedOf(order, settings.currency), request.data, {
    caller: printer.caller,
    settings,
    catalog,
  });
  if (print.kind !== 'accepted') return null;
  const { sheet } = print.accepted;
  return printer.caller.role === 'laboratory' && sheet.kind === 'form' ? withoutCreated(sheet) : sheet;
}

/** A form without the day on which the order was made: no reply tells a laboratory that. */
const withoutCreated = (sheet: FormSheet): FormSheet => ({
  ...sheet,
  facts: sheet.facts.filter(([caption]) => caption !== printTexts[sheet.language].created),
});
