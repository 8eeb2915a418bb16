import type * as z from 'zod';
import { en } from '#domain/kernel/messages/en.ts';
import { inWords, saidBy } from '#domain/kernel/messages/messages.ts';

/** The message of a zod issue in English, for those who run the product. Zod's own issues are in English already. */
export function issueInEnglish(issue: z.core.$ZodIssue): string {
  const said = saidBy(issue);
  return said ? inWords(en.faults, said).message : issue.message;
}
