import type { ComponentType } from 'preact';
import type * as z from 'zod/mini';
import type { Shown } from '#desk/catalogue/kinds.ts';
import type { Part } from '#desk/editing/differences.ts';
import type { Editing } from '#desk/editing/editing.ts';
import type { EntryKind } from '#domain/catalog/catalog.ts';
import type { Currency } from '#domain/kernel/money.ts';

/** What is typed of any entry: its id, which is null while it is the one that is proposed. */
export type WithId = { id: string | null };

/** What the fields of an entry are given. The entry is null while it is new. */
export type FieldsProps<Kind extends EntryKind, Form extends object> = {
  editing: Editing<Form, Shown[Kind]>;
  entry: Shown[Kind] | null;
  currency: Currency;
};

/** How the entries of a kind are shown in a form, and what of it is sent. */
export type EntryForm<Kind extends EntryKind, Form extends WithId> = {
  kind: Kind;
  empty: Form;
  formOf: (entry: Shown[Kind]) => Form;
  /** The parts in words, in the language of the desk. */
  partsOf: (form: Form) => Part<Form>[];
  /** What a field within a part is called, if it is not called as the part is. */
  labelWithin?: (path: readonly string[]) => string | undefined;
  nameOf: (form: Form) => string;
  /** What an id can be made from; empty where it must be told. */
  idFrom: (form: Form) => string;
  /** The body of its PUT. What cannot be one is left as it is typed, for the schema to refuse. */
  bodyOf: (form: Form, currency: Currency) => object;
  schema: z.ZodMiniType;
  /** The amounts that are typed, by pointer. */
  amountsOf: (form: Form) => ReadonlyMap<string, string>;
  /** The pointer of the field that a new one begins with. */
  first: string;
  Fields: ComponentType<FieldsProps<Kind, Form>>;
};
