import * as z from 'zod/mini';
import type { Customer, Laboratory, Order as Reply, Service, Settings } from '#desk/api/client.ts';
import type { Form } from '#desk/order/form/model/form.ts';
import { type Patch, patchOf } from '#desk/order/form/model/patch.ts';
import { settingsFrom, storedOf, withLeads } from '#desk/order/stored-order.ts';
import type { Reason, Said } from '#desk/parts/said.ts';
import type { Catalog } from '#domain/catalog/catalog.ts';
import { readAmount, whyNoAmount } from '#domain/catalog/import/amounts.ts';
import { orderingCustomer, placeholderCustomer } from '#domain/catalog/ordering-customer.ts';
import { dateIn } from '#domain/kernel/calendar.ts';
import type { ClinicCaller } from '#domain/kernel/caller.ts';
import type { Fault } from '#domain/kernel/decision.ts';
import { faultsOf, parseContext } from '#domain/kernel/faults.ts';
import type { AllMessages } from '#domain/kernel/messages/en.ts';
import { inWords } from '#domain/kernel/messages/messages.ts';
import { type Amount, Money } from '#domain/kernel/money.ts';
import type { Act } from '#domain/order/act.ts';
import { patched } from '#domain/order/decisions/edit-order.ts';
import { dueDateWarnings, proposedDueDate } from '#domain/order/due-date.ts';
import { connectionWarnings } from '#domain/order/laboratory/connection.ts';
import { placeOf } from '#domain/order/laboratory/returned.ts';
import { lineWarnings } from '#domain/order/lines.ts';
import { newDraft } from '#domain/order/new-draft.ts';
import type { Order } from '#domain/order/order.ts';
import { priceOf } from '#domain/order/price.ts';
import { readinessOf } from '#domain/order/readiness.ts';
import { OrderPatch } from '#domain/order/requests/edit-order.ts';
import { taskWarnings } from '#domain/order/tasks.ts';

/** What the page knows of the organisation; undefined while it is not read, and partly for those who see only a part. */
export type Known = {
  services: readonly Service[] | undefined;
  customers: readonly Customer[] | undefined;
  laboratories: readonly Laboratory[] | undefined;
  settings: Partial<Settings> | undefined;
};

/** What is typed, and all that it is judged by. `base` is the order as it was read; null for a new one. */
export type Typed = {
  base: Reply | null;
  form: Form;
  known: Known;
  person: ClinicCaller;
  words: AllMessages;
  now: Date;
};

/** What the rules of the domain say of an order as it is typed, before it is saved. */
export type Preview = {
  /** The order as it would be saved. */
  order: Order;
  /** What saving changes; it has no member when nothing is typed. */
  patch: Patch;
  /** What saving would be refused for. */
  faults: Said[];
  /** What the draft still lacks before it can be sent. */
  readiness: Said[];
  /** What is unusual, and accepted all the same. */
  warnings: Said[];
  /** Why the laboratory has returned the order, each reason with the field that it is about. */
  returned: Reason[];
  price: { subtotal: Amount; discount: Amount; total: Amount };
  /** The due date that is proposed; undefined while the calendar is not read. */
  proposed: string | undefined;
};

const Body = z.object({ body: OrderPatch });

/** The first fault at each place: what the schema refuses, the rules refuse as well. */
const firstAtEach = (faults: readonly Fault[]) =>
  faults.filter(({ pointer }, index) => faults.findIndex((one) => one.pointer === pointer) === index);

/** Says what the rules of the domain say of an order as it is typed. */
export function preview({ base, form, known, person, words, now }: Typed): Preview {
  const settings = settingsFrom(known.settings);
  const act = actOf({ known, person, now }, settings);
  const stored = base ? withLeads(storedOf(base), known.services ?? []) : newOrderOf(form, known, act);
  const patch = patchOf(base, form, stored.currency);
  const { data, error } = Body.safeParse({ body: patch }, parseContext);
  const customer = () => act.catalog.customers.get(stored.customerId);
  const { edited, faults, warnings } = patched(stored, data?.body ?? patch, { customer, shown: stored.services }, act);
  const unusual = (order: Order) => [
    ...lineWarnings(order),
    ...taskWarnings(order),
    ...(knowsCalendar(known) ? dueDateWarnings(order, act.today, settings) : []),
    ...(known.laboratories ? connectionWarnings(order, act.catalog) : []),
  ];
  const inPlace = ({ pointer = '', message }: { pointer?: string; message: string }): Said => ({ pointer, message });
  const inWordsHere = (fault: Fault) => inPlace(inWords(words.faults, fault));
  const ordering = base ? [] : orderingFaults(form, known, act);
  const isSaid = (place: string) => ordering.some(({ pointer }) => pointer === place);
  const missing = readinessOf(edited, act.today, isRead(known) ? act.catalog : undefined);
  const own = unusual(stored).map((warning) => inWords(words.warnings, warning));
  return {
    order: edited,
    patch,
    faults: [
      ...ordering.map(inWordsHere),
      ...firstAtEach([...(error ? faultsOf(error) : []), ...faults])
        .filter(({ pointer }) => !pointer.endsWith('/unitPrice/amount'))
        .map(inWordsHere),
      ...priceFaults(form, stored.currency, words),
    ],
    readiness: [...ordering, ...missing.filter(({ pointer }) => !isSaid(pointer))].map(inWordsHere),
    warnings: [
      ...[...unusual(edited), ...warnings].map((warning) => inPlace(inWords(words.warnings, warning))),
      ...(base?.warnings ?? [])
        .filter((warning) => !isOf(own, warning) && !isTouched(patch, warning) && warning.code !== returnWarning)
        .map(inPlace),
    ],
    returned: (edited.returned?.reasons ?? []).map((reason) => ({
      pointer: fieldOf(placeOf(reason, edited), edited),
      message: reason.message,
    })),
    price: priceOf(edited),
    proposed: knowsCalendar(known) ? proposedDueDate(edited, act.today, settings) : base?.proposedDueDate,
  };
}

/** A reason of a return is told apart from warnings, because it leads. */
const returnWarning = 'returned_by_laboratory';

/**
 * Where the page shows what it knows by another name: dentist and laboratory are chosen, a remake stands beside its source.
 */
const shownAt: Record<string, string> = { customer: 'customerId', laboratory: 'laboratoryId', remake: 'source' };

/** The field for a part of the order; undefined for what the page does not show. */
function fieldOf(pointer: string | undefined, { source }: Order): string | undefined {
  const [, member = '', ...rest] = pointer?.split('/') ?? [];
  const path = Object.hasOwn(shownAt, member) ? [shownAt[member]] : [member, ...rest];
  const [field = ''] = path;
  const isShown =
    field === 'source' ? source !== null : field === 'customerId' || Object.hasOwn(OrderPatch.shape, field);
  return isShown ? `/${path.join('/')}` : undefined;
}

const isRead = ({ services, customers, laboratories }: Known) => services && customers && laboratories;

/** Whether the working week and the holidays are read. */
const knowsCalendar = ({ settings }: Known) => settings?.workingWeek !== undefined;

/** A warning of the API that the page finds by itself, and so knows when it is over. */
const isOf = (own: readonly { code: string; pointer?: string }[], { code, pointer }: Reply['warnings'][number]) =>
  own.some((one) => one.code === code && one.pointer === pointer);

/** A warning about a field that is typed into: whether it still holds is known when that is saved. */
const isTouched = (patch: Patch, { pointer = '' }: Reply['warnings'][number]) =>
  Object.hasOwn(patch, pointer.split('/')[1] ?? '');

function actOf({ known, person, now }: Pick<Typed, 'known' | 'person' | 'now'>, settings: Act['settings']): Act {
  let ids = 0;
  return {
    caller: person,
    at: now.toISOString(),
    today: dateIn(settings.timeZone, now),
    settings,
    catalog: catalogOf(known, settings.currency),
    newId: () => {
      ids += 1;
      return `new-${ids}`;
    },
  };
}

/** Stands for the tasks of a service that this person does not see: how long they take is all that is known of them. */
const unseenTask = { templateId: 'unseen', name: '', per: 'order' as const };

/** The catalogue as far as it is read. */
function catalogOf({ services = [], customers = [], laboratories = [] }: Known, currency: string): Catalog {
  const connected = laboratories.flatMap(({ laboratoryId, connected }) =>
    connected ? { laboratoryId, name: connected.name, version: 0, updatedAt: null, updatedBy: null } : [],
  );
  const free = { amount: 0, currency };
  return {
    services: new Map(
      services.map((one) => {
        const { leadDays, tasks = [{ ...unseenTask, price: free, leadDays }], price = free, ...rest } = one;
        return [one.serviceId, { ...rest, price, tasks }];
      }),
    ),
    customers: new Map(customers.map((one) => [one.customerId, one])),
    laboratories: new Map(laboratories.map((one) => [one.laboratoryId, one])),
    profiles: new Map(connected.map((one) => [one.laboratoryId, one])),
    employees: new Map(),
  };
}

const customerIdOf = ({ customerId }: Form, { caller }: Act) =>
  caller.role === 'dentist' ? caller.customerId : customerId || undefined;

/** Why no order can be made for this dentist. */
const orderingFaults = (form: Form, { customers }: Known, act: Act) =>
  customers ? orderingCustomer(customerIdOf(form, act), act.catalog).faults : [];

/** The unit prices that are no sums, said to somebody who types sums and not minor units. */
const priceFaults = ({ lines }: Form, currency: string, { tables }: AllMessages): Said[] =>
  lines.flatMap(({ unitPrice }, index) => {
    if (unitPrice.trim() === '' || isPrice(unitPrice, currency)) return [];
    const { message } = inWords(tables, whyNoAmount(unitPrice, currency));
    return { pointer: `/services/${index}/unitPrice`, message };
  });

const isPrice = (text: string, currency: string) =>
  Money.safeParse({ amount: readAmount(text, currency), currency }).success;

/** An empty draft of the dentist who orders. The currency that only managers are told is that of the services. */
function newOrderOf(form: Form, { services, settings }: Known, act: Act): Order {
  const customer = act.catalog.customers.get(customerIdOf(form, act) ?? '');
  const draft = newDraft(customer ?? placeholderCustomer, { ...act, number: '0000000000' });
  return { ...draft, currency: settings?.currency ?? services?.[0]?.price?.currency ?? draft.currency };
}
