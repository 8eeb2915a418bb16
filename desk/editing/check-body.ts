import * as z from 'zod/mini';
import type { Said } from '#desk/parts/said.ts';
import { readAmount, whyNoAmount } from '#domain/catalog/import/amounts.ts';
import { faultsOf, parseContext } from '#domain/kernel/faults.ts';
import type { AllMessages } from '#domain/kernel/messages/en.ts';
import { inWords } from '#domain/kernel/messages/messages.ts';
import type { Amount, Currency } from '#domain/kernel/money.ts';

/** An amount as it was typed. It is left as text when it is none, for `faultsIn` to say why. */
export function amountTyped(text: string, currency: Currency): Amount | string {
  const amount = readAmount(text, currency);
  return amount === undefined ? text : { amount, currency };
}

/** A whole number as it was typed; the text when it is none, for the schema to refuse. */
export const numberTyped = (text: string): number | string => (/^\d+$/.test(text.trim()) ? Number(text) : text);

/** A text as it was typed; absent when nothing was. */
export const textTyped = (text: string): string | undefined => (text.trim() === '' ? undefined : text);

/** The amounts of a body, as they were typed, by pointer; and their currency. */
export type Amounts = { currency: Currency; typed: ReadonlyMap<string, string> };

/** What is wrong with a body, by the schema of its request, in words. What is no amount is told as that. */
export function faultsIn(schema: z.ZodMiniType, body: object, amounts: Amounts | null, messages: AllMessages): Said[] {
  const { error } = z.object({ body: schema }).safeParse({ body }, parseContext);
  if (!error) return [];
  return faultsOf(error).map((fault) => {
    const typed = amounts?.typed.get(fault.pointer);
    const said =
      amounts && typed !== undefined
        ? inWords(messages.tables, whyNoAmount(typed, amounts.currency))
        : inWords(messages.faults, fault);
    return { pointer: fault.pointer, message: said.message };
  });
}
