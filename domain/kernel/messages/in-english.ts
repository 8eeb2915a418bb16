import * as z from 'zod/mini';
import { en } from '#domain/kernel/messages/en.ts';
import { inWords, saidBy } from '#domain/kernel/messages/messages.ts';

// Without a language, zod's own issues say no more than that the input is invalid. Requests need none:
// `faults.ts` has words.
z.config(z.locales.en());

/** The message of a zod issue in English, for those who run the product. */
export function issueInEnglish(issue: z.core.$ZodIssue): string {
  const said = saidBy(issue);
  return said ? inWords(en.faults, said).message : issue.message;
}
