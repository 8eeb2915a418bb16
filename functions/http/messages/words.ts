import type { Language } from '#domain/kernel/language.ts';
import { en as ofRules, type Messages as RuleMessages } from '#domain/kernel/messages/en.ts';
import { preferred } from '#functions/http/messages/accept-language.ts';
import { type Messages as HttpMessages, en as ofHttp } from '#functions/http/messages/en.ts';

/** All messages of a language: of the rules and of the HTTP layer. */
export type Words = Omit<RuleMessages & HttpMessages, 'faults'> & {
  language: Language;
  faults: RuleMessages['faults'] & HttpMessages['faults'];
};

const together = (language: Language, rules: RuleMessages, http: HttpMessages): Words => ({
  ...rules,
  ...http,
  language,
  faults: { ...rules.faults, ...http.faults },
});

const english = together('en', ofRules, ofHttp);

/** The words of each language. Only English is there from the start: the others are read when somebody asks for them. */
const words: Record<Language, () => Words | Promise<Words>> = {
  en: () => english,
  async de() {
    const [rules, http] = await Promise.all([
      import('#domain/kernel/messages/de.ts'),
      import('#functions/http/messages/de.ts'),
    ]);
    return together('de', rules.de, http.de);
  },
  async uk() {
    const [rules, http] = await Promise.all([
      import('#domain/kernel/messages/uk.ts'),
      import('#functions/http/messages/uk.ts'),
    ]);
    return together('uk', rules.uk, http.uk);
  },
};

/** The words in the language that a request prefers (`Accept-Language`). */
export const wordsFor = (accepted: string | undefined) => words[preferred(accepted)]();
