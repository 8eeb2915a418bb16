import * as z from 'zod/mini';
import { type EntryKind, entryKinds } from '#domain/catalog/catalog.ts';
import { readAmount } from '#domain/catalog/import/amounts.ts';
import { PutCustomer } from '#domain/catalog/requests/put-customer.ts';
import { PutEmployee } from '#domain/catalog/requests/put-employee.ts';
import { PutLaboratory } from '#domain/catalog/requests/put-laboratory.ts';
import { PutService } from '#domain/catalog/requests/put-service.ts';
import { bare } from '#domain/kernel/expected.ts';
import { Id } from '#domain/kernel/identifiers.ts';
import { type Currency, Money } from '#domain/kernel/money.ts';

/** The kinds of entries in the sequence in which they are written: services name employees. */
export const kinds = ['employees', 'customers', 'laboratories', 'services'] as const satisfies EntryKind[];

/** What a table says of an entry of each kind: the body of its PUT, and its id. */
export const entriesInTables: { [Kind in EntryKind]: z.ZodMiniObject } = {
  employees: withId('employees', PutEmployee),
  customers: withId('customers', PutCustomer),
  laboratories: withId('laboratories', PutLaboratory),
  services: withId('services', PutService),
};

function withId(kind: EntryKind, body: z.ZodMiniObject): z.ZodMiniObject {
  return z.safeExtend(body, { [entryKinds[kind].id]: Id });
}

/** The lists that an entry of a kind must have, without elements. */
export const requiredLists = (kind: EntryKind): object =>
  Object.fromEntries(
    Object.entries(entriesInTables[kind].shape).flatMap(([member, part]) =>
      part instanceof z.ZodMiniArray ? [[member, []]] : [],
    ),
  );

/**
 * A column of a table. `path` leads to the member that it fills, from the entry or from an element of the list that is
 * named. `read` makes the value of a cell, or leaves the text for the schema to refuse; `holds` says what is written in
 * another way than in JSON.
 */
export type Column = {
  name: string;
  list: string | null;
  path: readonly string[];
  holds: 'amount' | 'flag' | null;
  read: (cell: string, currency: Currency) => unknown;
};

/** The columns of each kind of entry, drawn from its schema, its id first: `price`, `needs.teeth`, `tasks.name`. */
export function columnsOf(kind: EntryKind): Column[] {
  const columns = columnsIn(entriesInTables[kind], [], null);
  const isId = ({ name }: Column) => name === entryKinds[kind].id;
  return [...columns.filter(isId), ...columns.filter((column) => !isId(column))];
}

function columnsIn(schema: z.ZodMiniObject, path: readonly string[], list: string | null): Column[] {
  return Object.entries(schema.shape).flatMap(([member, part]) => {
    const inner = bare(part);
    if (inner instanceof z.ZodMiniArray) return columnsFor(bare(inner.def.element), [], member);
    return columnsFor(inner, [...path, member], list);
  });
}

function columnsFor(schema: z.core.$ZodType, path: readonly string[], list: string | null): Column[] {
  const isAmount = schema === Money;
  if (schema instanceof z.ZodMiniObject && !isAmount) return columnsIn(schema, path, list);
  const name = [...(list === null ? [] : [list]), ...path].join('.');
  return [{ name, list, path, ...(isAmount ? { holds: 'amount', read: amount } : readerOf(schema)) }];
}

function readerOf(schema: z.core.$ZodType): Pick<Column, 'holds' | 'read'> {
  if (schema instanceof z.ZodMiniBoolean) return { holds: 'flag', read: flag };
  return { holds: null, read: schema instanceof z.ZodMiniNumber ? wholeNumber : (cell) => cell };
}

/** What people and spreadsheets write for true and false, in English, German and Ukrainian. */
const flags = new Map([
  ...['true', 'yes', 'y', 'x', '1', 'wahr', 'ja', 'j', 'істина', 'так'].map((word) => [word, true] as const),
  ...['false', 'no', 'n', '0', 'falsch', 'nein', 'хибність', 'ні'].map((word) => [word, false] as const),
]);

const flag = (cell: string) => flags.get(cell.toLowerCase()) ?? cell;

const wholeNumber = (cell: string) => (/^\d+$/.test(cell) ? Number(cell) : cell);

function amount(cell: string, currency: Currency) {
  const amount = readAmount(cell, currency);
  return amount === undefined ? cell : { amount, currency };
}
