import { signal } from '@preact/signals';
import { browserStore, note } from '#desk/kept/store.ts';
import { en, type Words } from '#desk/words/en.ts';
import { type Language, languages } from '#domain/kernel/language.ts';

/** The words that are on the screen, and their language. */
export const words = signal<Words>(en);
export const language = signal<Language>('en');

/** The languages by the names that their speakers give them. */
export const languageNames: Record<Language, string> = { en: 'English', uk: 'Українська', de: 'Deutsch' };

/** Each language is loaded when somebody reads it. */
const tables: Record<Language, () => Promise<Words>> = {
  en: async () => en,
  uk: async () => (await import('#desk/words/uk.ts')).uk,
  de: async () => (await import('#desk/words/de.ts')).de,
};

const chosen = 'language';

/** Shows the desk in this language. */
export async function showIn(next: Language): Promise<void> {
  words.value = await tables[next]();
  language.value = next;
  document.documentElement.lang = next;
}

/** Shows the desk in this language, now and next time in this browser. */
export async function chooseLanguage(next: Language): Promise<void> {
  note('localStorage', chosen, next);
  await showIn(next);
}

/** The language that was chosen in this browser, or the first that the browser asks for and we have. */
export function usualLanguage(): Language {
  const wanted = [browserStore('localStorage')?.getItem(chosen), ...navigator.languages];
  const known = wanted.map((one) => languages.find((have) => one?.toLowerCase().split('-')[0] === have));
  return known.find((one) => one !== undefined) ?? 'en';
}
