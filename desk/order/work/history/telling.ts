import type { Words } from '#desk/words/en.ts';
import type { Amount } from '#domain/kernel/money.ts';
import type { PrintTexts } from '#domain/printing/print-texts.ts';

/** How values are told: in which words, and how dates, money, percentages and employees are written. */
export type Telling = {
  words: Words['history'];
  texts: Pick<PrintTexts, 'arch' | 'retention'>;
  /** A date that people plan by, and one of birth. */
  date: (date: string) => string;
  day: (date: string) => string;
  money: (amount: Amount) => string;
  percent: (percent: number) => string;
  /** Undefined for those who may not know who it is: what only says that is left out. */
  employee: (employeeId: string) => Value;
};

/** A value as people read it; undefined when there is none. */
export type Value = string | undefined;

/** That one value has become another; nothing when people read the same. */
export function changeOf(what: string, from: Value, to: Value, { words }: Pick<Telling, 'words'>): string[] {
  if (from === to) return [];
  if (to === undefined) return [words.cleared(what, from ?? '')];
  return [from === undefined ? words.set(what, to) : words.changed(what, from, to)];
}
