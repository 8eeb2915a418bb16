import type { Language } from '#domain/kernel/language.ts';
import { folded } from '#domain/kernel/text.ts';

/** What usually travels with an order. It is the same thing in each language. */
const usualEnclosures: readonly Record<Language, string>[] = [
  { en: 'Impression', de: 'Abformung', uk: 'Відбиток' },
  { en: 'Bite record', de: 'Bissregistrat', uk: 'Реєстрат прикусу' },
  { en: 'Models', de: 'Modelle', uk: 'Моделі' },
  { en: 'Photographs', de: 'Fotos', uk: 'Фото' },
  { en: 'Scan', de: 'Scan', uk: 'Скан' },
];

/** The usual enclosures, in a language, that are not listed yet in any. */
export function usualLeft(listed: readonly string[], language: Language): string[] {
  const there = new Set(listed.map(folded));
  return usualEnclosures
    .filter((one) => !Object.values(one).some((name) => there.has(folded(name))))
    .map((one) => one[language]);
}
