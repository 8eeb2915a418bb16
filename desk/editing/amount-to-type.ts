import { language } from '#desk/words/words.ts';
import { writeAmount } from '#domain/catalog/import/amounts.ts';
import type { Amount } from '#domain/kernel/money.ts';

/** An amount as people type it in the language of the desk, without its currency. */
export const amountToType = (amount: Amount): string =>
  language.value === 'en' ? writeAmount(amount) : writeAmount(amount).replace('.', ',');
