import { effect, signal } from '@preact/signals';
import { language } from '#desk/words/words.ts';
import type { Language } from '#domain/kernel/language.ts';
import type { AllMessages } from '#domain/kernel/messages/en.ts';

/** Each language is loaded when somebody reads it. */
const tables: Record<Language, () => Promise<AllMessages>> = {
  en: () => import('#domain/kernel/messages/en.ts').then(({ en, tables }) => ({ ...en, tables })),
  uk: () => import('#domain/kernel/messages/uk.ts').then(({ uk, tables }) => ({ ...uk, tables })),
  de: () => import('#domain/kernel/messages/de.ts').then(({ de, tables }) => ({ ...de, tables })),
};

/** What the rules of the domain say, in the language of the page; null until it is loaded. */
export const messages = signal<AllMessages | null>(null);

effect(() => {
  const wanted = language.value;
  void tables[wanted]().then((table) => {
    if (language.peek() === wanted) messages.value = table;
  });
});

/** The same, once it is loaded. */
export const ruleMessages = (): Promise<AllMessages> => tables[language.peek()]();
