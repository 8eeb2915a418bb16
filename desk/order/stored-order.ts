import type { components } from '#desk/api/schema.d.ts';
import { defaultSettings, Settings } from '#domain/catalog/settings.ts';
import type { Currency } from '#domain/kernel/money.ts';
import { readTooth, type ToothNotation } from '#domain/kernel/teeth.ts';
import { bound } from '#domain/order/laboratory/returned.ts';
import { noPayroll, Order } from '#domain/order/order.ts';

type Schemas = components['schemas'];
type Reply = Schemas['Order'];

/** The currency of an order's amounts; undefined when the reply shows none, because the caller sees no money. */
function currencyOf({ price, workPlan, payroll }: Reply): Currency | undefined {
  const amounts = [price?.total, ...workPlan.tasks.map((task) => task.price), payroll?.records[0]?.amount];
  return amounts.find((amount) => amount !== undefined)?.currency;
}

/**
 * The order of a reply, as the rules of the domain take it. What this caller may not see is empty or 0; so are retry keys,
 * the memory of changes and lead days, which no reply shows. `otherwise` is the currency when it shows no amount.
 */
export function storedOf(reply: Reply, otherwise: Currency = defaultSettings.currency): Order {
  const currency = currencyOf(reply) ?? otherwise;
  const inFdi = (teeth: readonly string[]) => teeth.map((tooth) => readTooth(tooth, notationOf(reply)));
  const order = Order.parse({
    ...reply,
    services: reply.services.map(({ amount: _, service, ...line }) => ({
      ...line,
      service: { ...service, price: service.price ?? { amount: 0, currency } },
      teeth: inFdi(line.teeth),
      ...(line.pontics && { pontics: inFdi(line.pontics) }),
    })),
    currency,
    discount: reply.discount ?? null,
    payroll: reply.payroll ?? noPayroll,
    publication: publicationOf(reply),
    // The reply shows no source that this reader does not know.
    sourceSentTo: reply.laboratoryId === null ? [] : [reply.laboratoryId],
    laboratoryVersion: reply.version,
    createdWith: null,
    recent: [],
  });
  return { ...order, returned: order.returned && { ...order.returned, reasons: reasonsOf(order.returned, order) } };
}

/** The reasons of a return, each bound to its line again: it stays with that, wherever the line goes. */
const reasonsOf = ({ reasons }: NonNullable<Order['returned']>, order: Order) =>
  reasons.map((reason) => bound(reason, order));

/** The last publication. Why it is over, if it is, stands in no reply of an order, and no rule of the page asks. */
function publicationOf({ publication }: Reply) {
  if (!publication) return null;
  const { at, by: _by, inHands, ...known } = publication;
  return { ...known, ...(!inHands && { ended: { how: 'withdrawn', at } }) };
}

/** An order with the lead of each line, which replies do not show: as the catalogue has it today. */
export function withLeads(order: Order, services: readonly Schemas['Service'][]): Order {
  const leads = new Map(services.map(({ serviceId, leadDays }) => [serviceId, leadDays]));
  return {
    ...order,
    services: order.services.map((line) => {
      const leadDays = leads.get(line.serviceId);
      return { ...line, service: { ...line.service, ...(leadDays !== undefined && { leadDays }) } };
    }),
  };
}

/** The notation in which a reply writes teeth. */
export const notationOf = ({ toothNotation }: Pick<Reply, 'toothNotation'>): ToothNotation => toothNotation ?? 'FDI';

/**
 * The settings as the rules take them. Until they are there the defaults stand in, on the clock of this computer; so they
 * do for a laboratory, which reads none.
 */
export const settingsFrom = (known: Partial<Schemas['Settings']> | undefined): Settings =>
  Settings.parse({ ...defaultSettings, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, ...known });
