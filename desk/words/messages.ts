import { effect, signal } from '@preact/signals';
import { language } from '#desk/words/words.ts';
import type { Language } from '#domain/kernel/language.ts';
import type { Messages } from '#domain/kernel/messages/en.ts';

/** Each language is loaded when somebody reads it. */
const tables: Record<Language, () => Promise<Messages>> = {
  en: async () => (await import('#domain/kernel/messages/en.ts')).en,
  uk: async () => (await import('#domain/kernel/messages/uk.ts')).uk,
  de: async () => (await import('#domain/kernel/messages/de.ts')).de,
};

/** What the rules of the domain say, in the language of the page; null until it is loaded. */
export const messages = signal<Messages | null>(null);

effect(() => {
  const wanted = language.value;
  void tables[wanted]().then((table) => {
    if (language.peek() === wanted) messages.value = table;
  });
});

/** The same, once it is loaded. */
export const ruleMessages = (): Promise<Messages> => tables[language.peek()]();
