import { language, words } from '#desk/words/words.ts';
import { writeAmount } from '#domain/catalog/import/amounts.ts';
import type { Amount } from '#domain/kernel/money.ts';

export const yesOrNo = (value: boolean): string => (value ? words.value.catalogue.yes : words.value.catalogue.no);

/** A text, or that there is none. */
export const orNone = (text: string): string => text || words.value.catalogue.none;

/** An amount as people type it in the language of the desk, without its currency. */
export const amountToType = (amount: Amount): string =>
  language.value === 'en' ? writeAmount(amount) : writeAmount(amount).replace('.', ',');
