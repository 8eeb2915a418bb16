import { catalogue } from '#desk/api/catalogue.ts';
import {
  type Answer,
  api,
  ask,
  type Customer,
  type Employee,
  type Laboratory,
  type Service,
} from '#desk/api/client.ts';
import type { Loaded } from '#desk/api/loaded.ts';
import type { Condition } from '#desk/editing/editing.ts';
import { type EntryKind, entryKinds } from '#domain/catalog/catalog.ts';

/** The entries of the catalogue as the API shows them to a manager, by kind. */
export type Shown = { services: Service; customers: Customer; employees: Employee; laboratories: Laboratory };

/** The kinds in the sequence of their tabs. */
export const kinds = ['services', 'customers', 'employees', 'laboratories'] as const satisfies EntryKind[];

/** How the entries of a kind are read and written. A body is checked by the API. */
export type Access<Entry> = {
  list: () => Loaded<Entry[]>;
  read: (id: string) => Promise<Answer<Entry>>;
  write: (id: string, body: object, header: Condition) => Promise<Answer<Entry>>;
};

const at = (id: string) => ({ params: { path: { id } } });
const to = (id: string, body: object, header: Condition) => ({
  params: { path: { id }, header },
  // What the type of a body says, its schema says as well, when it is checked.
  body: Object(body),
});

/** The answer to a PUT. It has a body, because nobody asked for one without. */
async function written<Value>(asked: Parameters<typeof ask<Value | undefined>>[0]): Promise<Answer<Value>> {
  const answer = await ask(asked);
  if (answer.kind !== 'answered') return answer;
  const { value } = answer;
  if (value === undefined) throw new Error('A PUT was answered without what was written.');
  return { ...answer, value };
}

export const access: { [Kind in EntryKind]: Access<Shown[Kind]> } = {
  services: {
    list: catalogue.services,
    read: (id) => ask(api.GET('/v1/services/{id}', at(id))),
    write: (...sent) => written(api.PUT('/v1/services/{id}', to(...sent))),
  },
  customers: {
    list: catalogue.customers,
    read: (id) => ask(api.GET('/v1/customers/{id}', at(id))),
    write: (...sent) => written(api.PUT('/v1/customers/{id}', to(...sent))),
  },
  employees: {
    list: catalogue.employees,
    read: (id) => ask(api.GET('/v1/employees/{id}', at(id))),
    write: (...sent) => written(api.PUT('/v1/employees/{id}', to(...sent))),
  },
  laboratories: {
    list: catalogue.laboratories,
    read: (id) => ask(api.GET('/v1/laboratories/{id}', at(id))),
    write: (...sent) => written(api.PUT('/v1/laboratories/{id}', to(...sent))),
  },
};

/** The id of an entry. */
export const idOf = (kind: EntryKind, entry: object): string => String(Reflect.get(entry, entryKinds[kind].id));

/** Puts an entry into its list, in the place of the one that was there. */
export function keepInList<Kind extends EntryKind>(kind: Kind, entry: Shown[Kind]): void {
  const { value: list } = access[kind].list();
  const others = list.peek()?.filter((one) => idOf(kind, one) !== idOf(kind, entry));
  if (others) list.value = [...others, entry];
}

/** The address of the list of a kind, of an entry, and of the form for a new one. */
export const listPath = (kind: EntryKind): string => `/catalogue/${kind}`;
export const entryPath = (kind: EntryKind, id: string): string => `/catalogue/${kind}/${id}`;
export const addPath = (kind: EntryKind): string => `/catalogue/add/${kind}`;
