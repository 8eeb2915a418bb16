import fc from 'fast-check';
import type { Customer } from '#domain/catalog/customers.ts';
import type { Employee } from '#domain/catalog/employees.ts';
import type { Laboratory, LaboratoryProfile } from '#domain/catalog/laboratories.ts';
import { isNothing, type Known, lookup, together } from '#domain/catalog/lookup.ts';
import type { Needs, Service, Unit } from '#domain/catalog/services.ts';
import { defaultSettings, type Settings } from '#domain/catalog/settings.ts';
import type { CalendarDate } from '#domain/kernel/calendar.ts';
import type { Caller, ClinicCaller } from '#domain/kernel/caller.ts';
import type { Decision } from '#domain/kernel/decision.ts';
import { en } from '#domain/kernel/messages/en.ts';
import { inWords, type Said } from '#domain/kernel/messages/messages.ts';
import { shadeValues } from '#domain/kernel/shade.ts';
import { Tooth, ToothNotation, writeTooth } from '#domain/kernel/teeth.ts';
import { eventsMadeBy } from '#domain/listening/event-table.ts';
import { eventsOf, numbered, type OrderEvent } from '#domain/listening/order-event.ts';
import type { NewOrderAct } from '#domain/order/act.ts';
import type { Action } from '#domain/order/actions.ts';
import { nextVersion } from '#domain/order/changes.ts';
import { cancelOrder } from '#domain/order/decisions/cancel-order.ts';
import { copyOrder } from '#domain/order/decisions/copy-order.ts';
import { createOrder } from '#domain/order/decisions/create-order.ts';
import { editOrder } from '#domain/order/decisions/edit-order.ts';
import { publishOrder } from '#domain/order/decisions/publish-order.ts';
import type { Line, Order } from '#domain/order/order.ts';
import { toOrderReply } from '#domain/order/projection.ts';
import { CopyOrder } from '#domain/order/requests/copy-order.ts';
import { CreateOrder } from '#domain/order/requests/create-order.ts';
import { OrderPatch } from '#domain/order/requests/edit-order.ts';
import { PublishOrder } from '#domain/order/requests/publish-order.ts';

/** A Friday. */
export const today = '2026-12-11';
export const at = '2026-12-11T09:30:00.000Z';

export const manager = { role: 'manager', sub: 'maria', tenantId: 'northside' } as const;
export const dentist = { role: 'dentist', sub: 'weber-login', tenantId: 'northside', customerId: 'weber' } as const;
export const technician = { role: 'technician', sub: 'timo', tenantId: 'northside', employeeId: 'timo' } as const;
export const laboratory = { role: 'laboratory', sub: 'apex-system', laboratoryId: 'apex-lab' } as const;

export const eur = (amount: number) => ({ amount, currency: 'EUR' });

const revision = { version: 1, updatedAt: at, updatedBy: { sub: 'maria', role: 'manager' as const } };

export const weber: Customer = {
  customerId: 'weber',
  firstName: 'Anna',
  lastName: 'Weber',
  clinic: 'Weber Practice',
  clinics: ['Harbour Clinic'],
  registrationNumber: 'Z-100',
  address: '1 Mill Lane',
  active: true,
  ...revision,
};
export const novak: Customer = {
  customerId: 'novak',
  firstName: 'Petr',
  lastName: 'Novák',
  clinic: 'Old Town Dental',
  active: true,
  ...revision,
};
export const employee = (employeeId: string, active = true): Employee => ({
  employeeId,
  firstName: employeeId,
  lastName: 'Tech',
  active,
  ...revision,
});

export const apex: Laboratory = {
  laboratoryId: 'apex-lab',
  name: 'Apex',
  active: true,
  address: '2 Quay',
  ...revision,
};
/** apex-lab, as an organisation has it that runs it itself. */
export const ownApex: Laboratory = { ...apex, own: true };
export const bright: Laboratory = { laboratoryId: 'bright-lab', name: 'Bright', active: true, ...revision };

/** The profile of apex-lab, or one with other members. */
export const profile = (other: Partial<LaboratoryProfile> = {}): LaboratoryProfile => ({
  laboratoryId: 'apex-lab',
  name: 'Apex',
  ...revision,
  ...other,
});

/** A service without task templates. */
export function service(serviceId: string, unit: Unit, amount: number, needs: Needs = {}): Service {
  const name = `The ${serviceId}`;
  return { serviceId, name, group: 'Fixed', unit, price: eur(amount), active: true, needs, tasks: [], ...revision };
}
export const crown = service('zirconia-crown', 'tooth', 119_00, { teeth: true, shade: true });
export const bridge = service('zirconia-bridge', 'tooth', 125_00, { teeth: true, shade: true, pontics: true });
export const implantCrown = service('implant-crown', 'tooth', 235_00, { teeth: true, shade: true, implant: true });
export const bar = service('implant-bar', 'arch', 890_00, { teeth: true, arch: true, implant: true });
export const denture = service('full-denture', 'arch', 395_00, { arch: true, shade: true });
export const partial = service('cast-partial', 'arch', 440_00, { teeth: true, shade: true });
export const courier = service('express-courier', 'piece', 18_00);
const services = [crown, bridge, implantCrown, bar, denture, partial, courier];

type Entries = {
  customers: Customer[];
  employees: Employee[];
  services: Service[];
  laboratories: Laboratory[];
  profiles: LaboratoryProfile[];
};

/** The catalogue of the tests. `other` replaces all entries of a kind. */
export function catalog(other: Partial<Entries> = {}) {
  const profiles = [profile(), profile({ laboratoryId: 'bright-lab', name: 'Bright' })];
  const usual = { customers: [weber, novak], employees: [], services, laboratories: [apex, bright], profiles };
  const entries = { ...usual, ...other };
  return {
    customers: new Map(entries.customers.map((entry) => [entry.customerId, entry])),
    employees: new Map(entries.employees.map((entry) => [entry.employeeId, entry])),
    services: new Map(entries.services.map((entry) => [entry.serviceId, entry])),
    laboratories: new Map(entries.laboratories.map((entry) => [entry.laboratoryId, entry])),
    profiles: new Map(entries.profiles.map((entry) => [entry.laboratoryId, entry])),
  };
}

/** The ids that a decision looks up in the catalogue: by kind, for each round of reads until it needs no more. */
export function asked(decide: (act: NewOrderAct) => unknown, how: Partial<NewOrderAct> = {}, entries = catalog()) {
  const rounds: Record<string, string[]>[] = [];
  let known: Known = catalog({ customers: [], employees: [], services: [], laboratories: [], profiles: [] });
  for (let round = 0; round < 5; round++) {
    const { catalog: asking, missed } = lookup(known);
    decide(act({ ...how, catalog: asking }));
    if (isNothing(missed)) return rounds;
    const ids = Object.entries(missed).filter(([, wanted]) => wanted.size > 0);
    rounds.push(Object.fromEntries(ids.map(([kind, wanted]) => [kind, [...wanted]])));
    known = together(known, {
      customers: found(missed.customers, entries.customers),
      employees: found(missed.employees, entries.employees),
      services: found(missed.services, entries.services),
      laboratories: found(missed.laboratories, entries.laboratories),
      profiles: found(missed.profiles, entries.profiles),
    });
  }
  throw new Error('The decision still looks up entries in the fifth round.');
}

const found = <Entry>(ids: Set<string>, entries: ReadonlyMap<string, Entry>) =>
  new Map([...ids].map((id) => [id, entries.get(id) ?? null]));

let ids = 0;

/** The arguments of a decision: who acts, when, with which settings and catalogue. By default the manager. */
export function act(other: Partial<NewOrderAct> = {}): NewOrderAct {
  const newId = () => `new-${++ids}`;
  const usual = { caller: manager, at, today, settings: defaultSettings, catalog: catalog(), newId };
  return { ...usual, number: 'E33E1B813D', ...other };
}
export const by = (caller: ClinicCaller, other: Partial<NewOrderAct> = {}) => act({ ...other, caller });

/** The accepted result of a decision. Throws if it was refused. */
export function accepted<Thing>(decision: Decision<Thing>): Thing {
  if (decision.kind === 'refused') throw new Error(`Refused: ${JSON.stringify(decision.refused)}`);
  return decision.accepted;
}
/** The refusal of a decision. Throws if it was accepted. */
export function refusal<Thing>(decision: Decision<Thing>) {
  if (decision.kind !== 'refused') throw new Error(`Accepted: ${JSON.stringify(decision.accepted)}`);
  return decision.refused;
}

/** The faults of a refusal, each as `pointer code`. A refusal without faults is its code alone. */
export function faultsIn(decision: Decision<unknown>): string[] {
  const refused = refusal(decision);
  const errors = 'errors' in refused ? refused.errors : undefined;
  return errors?.map(({ pointer, code }) => `${pointer} ${code}`) ?? [refused.code];
}

/** Something said, in English. */
const english = { ...en.faults, ...en.warnings, ...en.effects };
export const messageOf = (said: Said<typeof english>): string => inWords(english, said).message;

/** An order as a reply shows it, in English. */
export const replyTo = (
  order: Order,
  caller: Caller,
  settings: Settings,
  day: () => CalendarDate,
  done: Parameters<typeof toOrderReply>[3],
) => toOrderReply(order, { caller, settings, words: en }, day, done);

/** The faults of a refusal, each as `pointer: message`. */
export function messagesIn(decision: Decision<unknown>): string[] {
  const refused = refusal(decision);
  const errors = 'errors' in refused ? refused.errors : undefined;
  return errors?.map((fault) => `${fault.pointer}: ${messageOf(fault)}`) ?? [];
}

/** Decisions with request bodies that are parsed by their schemas first. */
export const create = (body: object, how = act()) =>
  createOrder.decide(
    null,
    CreateOrder.parse({ ...(how.caller.role !== 'dentist' && { customerId: 'weber' }), ...body }),
    how,
  );
export const edit = (order: Order, patch: object, how = act()) => editOrder.decide(order, OrderPatch.parse(patch), how);
export const copy = (order: Order, body: object = {}, how = act()) =>
  copyOrder.decide(order, CopyOrder.parse(body), how);
export const publish = (order: Order, body: object = {}, how = act()) =>
  publishOrder.decide(order, PublishOrder.parse(body), how);

/** The next version of an order, with its history, as it is written to the table. */
export function saved(
  before: Order | null,
  after: Order,
  action: Action | 'createOrder' = 'editOrder',
  traceparent: string | null = null,
): Order {
  return accepted(
    nextVersion(before, after, {
      action,
      caller: manager,
      at,
      requestId: `request-${++ids}`,
      retryKey: null,
      traceparent,
      events: eventsMadeBy(action, before, after),
    }),
  );
}

/** A published order, as if it had been published to another laboratory. */
export function sentTo(laboratoryId: string, order: Order): Order {
  const recent = order.recent.map((change) => ({
    ...change,
    ...(change.events && { events: change.events.map((event) => ({ ...event, laboratoryId })) }),
  }));
  return { ...order, laboratoryId, publication: order.publication && { ...order.publication, laboratoryId }, recent };
}

/** An order whose changes with an event also tell its tenant, as if the table of events had such a row. */
export function tellingTenant(order: Order): Order {
  const recent = order.recent.map((change) => ({
    ...change,
    ...(change.events && {
      events: change.events.flatMap((event) => [event, { ...event, to: 'tenant' as const }]),
    }),
  }));
  return { ...order, recent };
}

/** The event of an order's last publication. Throws if there is none. */
export function publishedEvent(order: Order, feedSequence = 1): OrderEvent {
  const change = order.recent.find(({ version }) => version === order.publication?.version);
  const [event] = change ? eventsOf(order, change) : [];
  if (!event) throw new Error('Not published.');
  return numbered(event, feedSequence);
}

/** The place of a request in a trace, as the header `traceparent` gives it. */
export const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

/** A new draft in version 1. */
export const draft = (body: object = {}, how = act()): Order => saved(null, accepted(create(body, how)), 'createOrder');

/** A line of an order, by default the first. Throws if there is none. */
export function lineOf({ services }: Order, index = 0): Line {
  const line = services[index];
  if (!line) throw new Error(`No line ${index}.`);
  return line;
}

export const shade = { system: 'VITA Classical', value: 'A2' };

/** The body of an order that can be published. */
export const complete = {
  laboratoryId: 'apex-lab',
  patient: { lastName: 'Ferrari' },
  toothNotation: 'FDI',
  services: [{ serviceId: 'zirconia-crown', teeth: ['11'], shade }],
  dueDate: '2026-12-18',
};

/** Generates one line of any text between `q~` and `z`, so that it can be found again. */
const words = fc
  .string({ unit: 'grapheme-composite', maxLength: 8 })
  .map((text) => `q~${text.replace(/[\p{Cc}\uFFFD]/gu, '')}z`);
const shades = fc.oneof(
  fc.constantFrom(...shadeValues.Ivoclar).map((value) => ({ system: 'Ivoclar', value })),
  fc.constantFrom(...shadeValues['VITA 3D-Master']).map((value) => ({ system: 'VITA 3D-Master', value })),
  words.map((value) => ({ system: 'other', value })),
);

/** Generates a line of a request, with teeth and pontics in FDI. */
const anyLine = fc
  .record({
    serviceId: fc.constantFrom(...services.map(({ serviceId }) => serviceId)),
    teeth: fc.uniqueArray(fc.constantFrom(...Tooth.options), { maxLength: 6 }),
    hanging: fc.nat(3),
    arch: fc.constantFrom('upper', 'lower', 'both', undefined),
    said: fc.record(
      {
        quantity: fc.integer({ min: 1, max: 999 }),
        unitPrice: fc.integer({ min: 0, max: 9_999_999_999 }).map(eur),
        shade: shades,
        stumpShade: fc.constant({ system: 'Natural Die', value: 'ND3' }),
        material: words,
        implant: fc.record(
          { system: words, platform: words, retention: fc.constantFrom('screw', 'cement') },
          { requiredKeys: [] },
        ),
        note: words,
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ serviceId, teeth, hanging, arch, said }) => ({
    serviceId,
    teeth,
    pontics: teeth.slice(0, hanging),
    ...(teeth.length === 0 && arch && { arch }),
    ...said,
  }));

/** Generates the body of a new order, from almost empty to complete. */
export const anyBody = fc
  .record({
    toothNotation: fc.constantFrom(...ToothNotation.options),
    lines: fc.array(anyLine, { maxLength: 5 }),
    rest: fc.record(
      {
        clinic: fc.constantFrom('Weber Practice', 'Harbour Clinic'),
        laboratoryId: fc.constantFrom('apex-lab', 'bright-lab'),
        patient: fc.record(
          { firstName: words, lastName: words, dateOfBirth: fc.constant('1961-07-23'), reference: words },
          { requiredKeys: [] },
        ),
        enclosures: fc.array(words, { maxLength: 4 }),
        dueDate: fc.constantFrom('2026-12-10', '2026-12-18', '2027-02-28'),
        note: words,
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ toothNotation, lines, rest }) => {
    const written = (teeth: Tooth[]) => teeth.map((tooth) => writeTooth(tooth, toothNotation));
    const services = lines.map((line) => ({ ...line, teeth: written(line.teeth), pontics: written(line.pontics) }));
    return { toothNotation, services, ...rest };
  });

export const anyDraft = anyBody.map((body) => draft(body));

/** Generates a published order. */
export const anyPublished = anyDraft.map((order) =>
  saved(
    order,
    {
      ...order,
      status: 'published',
      laboratoryId: 'apex-lab',
      laboratory: { name: apex.name },
      dueDate: '2026-12-18',
      publishedAt: at,
      publishedBy: { sub: 'maria', role: 'manager' },
      publication: { version: order.version + 1, revision: 1, laboratoryId: 'apex-lab', changed: null },
    },
    'publishOrder',
  ),
);

export const anyCancelled = anyDraft.map((order) =>
  saved(order, accepted(cancelOrder.decide(order, { reason: 'Twice' }, act())), 'cancelOrder'),
);

export const anyOrder = fc.oneof(anyDraft, anyPublished, anyCancelled);
