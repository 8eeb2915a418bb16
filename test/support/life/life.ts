/**
 * What happens to an order, as domain/README.md and docs/architecture.md tell it: written out a second time on purpose, and
 * from nothing that the product computes.
 */
import type { Caller, Role } from '#domain/kernel/caller.ts';
import type { Answer } from '#test/support/functions/call-handler.ts';

const statuses = ['draft', 'published', 'production', 'produced', 'shipped', 'delivered', 'cancelled'] as const;
type Status = (typeof statuses)[number];

/** Somebody who may try to do something with the order. */
export type Person = { is: string; caller: Caller };

/** Somebody, and what they try. */
export type Choice = { person: Person; what: Name };

/** One attempt: what is tried, and in which of four ways. `at` is when, and `turn` is different each time. */
export type Try = { what: Name; way: number; at: string; turn: number };

type Task = { taskId: string; name: string; done: boolean };
type Work = { journeys: object[]; acceptedAt?: string; hold?: { at: string; reason: string }; [more: string]: unknown };

/** An order as its clinic and laboratories have left it. */
export type Life = {
  status: Status;
  customerId: string;
  laboratoryId: string;
  dueDate: string | null;
  note: string;
  discount: number;
  finalized: boolean;
  records: string[];
  tasks: Task[];
  work: Work | null;
  returned: string[];
  cancelReason: string | null;
  revision: number;
  /** The laboratory that it was sent to last, and those before; and why it left the hands of that one, if it has. */
  sentTo: string[];
  ended: 'withdrawn' | 'returned' | null;
};

/** What the order is when it has been created. */
export const born: Life = {
  status: 'draft',
  customerId: 'weber',
  laboratoryId: 'apex',
  dueDate: '2026-12-18',
  note: 'canary note',
  discount: 0,
  finalized: false,
  records: [],
  tasks: [],
  work: null,
  returned: [],
  cancelReason: null,
  revision: 0,
  sentTo: [],
  ended: null,
};

/** The laboratory that has the order in its hands. */
export const handsOf = ({ sentTo, ended }: Life) => (ended ? undefined : sentTo[0]);

/** What a try changes, the code of its refusal, or null where there is nothing to change. */
type Outcome = Partial<Life> | { refused: string } | null;
const refused = (code: string) => ({ refused: code });
const pick = <Thing>(things: readonly Thing[], way: number): Thing => things[way % things.length] as Thing;

type Rule = {
  roles: string;
  /** In each status: `yes`, the new status, `no` (409), `done` (200, nothing new), or `sent` (once it was published). */
  in: string;
  /** The route takes no If-Match. */
  anyVersion?: true;
  /** What it changes is read by the laboratory, too. */
  shown?: true;
  /** A route that is not one of the actions that a reply lists. */
  unlisted?: true;
  made?: true;
  /** What is not tried, because it prints. */
  untried?: true;
  body?: (life: Life, tried: Try) => unknown;
  params?: (life: Life) => Record<string, string>;
  does?: (life: Life, tried: Try, person: Person) => Outcome;
  /** What only the reply says of what has been changed. */
  fills?: (body: Answer['body'], life: Life) => Partial<Life>;
  /** The event that the other side hears. */
  tells?: (before: Life, after: Life) => string;
};

const always = 'yes yes yes yes yes yes yes';
const draftOnly = 'yes no no no no no no';
const untilCancelled = 'yes yes yes yes yes yes no';
const clinic = 'manager dentist technician';

const notes = [{}, { note: true }, { laboratoryId: true }, { dueDate: true }];
const dates = ['2026-12-21', '2026-12-22', null, '2026-12-10'];
const promises = [
  {},
  { promisedDate: '2026-12-17' },
  { laboratoryReference: 'Pan 7', promisedDate: null },
  { promisedDate: '2026-12-10' },
];
const holds = ['canary hold', 'canary other hold', null, null];
const shipments = [{}, { carrier: 'Courier' }, { purpose: 'try-in' }, { trackingNumber: '17' }];
const returns = [
  [{ message: 'canary return' }],
  [{ message: 'canary shade', pointer: '/services/0/shade' }],
  [{ message: 'canary one' }, { message: 'canary two', pointer: '/patient/dateOfBirth' }],
  [{ message: 'canary', pointer: '/workPlan' }],
];

const firstTask = ({ tasks }: Life) => tasks[0]?.taskId ?? 'none';

function edited({ laboratoryId }: Life, { way, turn }: Try) {
  const changed = pick(notes, way);
  if ('laboratoryId' in changed) return { laboratoryId: laboratoryId === 'apex' ? 'bright' : 'apex' };
  if ('dueDate' in changed) return { dueDate: turn % 3 === 0 ? null : '2026-12-18' };
  return 'note' in changed ? { note: `canary note ${turn}` } : {};
}

const reopened =
  (side: 'clinic' | 'laboratory') =>
  ({ work }: Life, { at }: Try): Partial<Life> => {
    const { acceptedAt, laboratoryReference, hold, rescheduled, journeys = [], ...journey } = work ?? { journeys: [] };
    const kept = { acceptedAt, laboratoryReference, hold, rescheduled };
    const stays = Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
    return {
      work: { ...stays, journeys: [...journeys, { ...journey, reopenedAt: at, side, reason: 'canary reopen' }] },
    };
  };

const working = ({ work }: Life, more: object): Partial<Life> => ({ work: { journeys: [], ...work, ...more } });

function without({ work }: Life, more: object): Partial<Life> {
  const { hold: _, ...rest } = work ?? { journeys: [] };
  return { work: { ...rest, ...more } };
}

const notHeld = (life: Life): Partial<Life> => (life.work ? without(life, {}) : {});

/** Every route about one order; a laboratory's prints aside. */
export const rules = {
  getOrder: { roles: clinic, in: always },
  printOrder: { roles: clinic, in: always, untried: true },
  getDocument: {
    roles: clinic,
    in: always,
    params: () => ({ documentId: '0'.repeat(64) }),
    anyVersion: true,
    does: () => refused('not_found'),
  },
  getHistory: { roles: clinic, in: always },
  getPayroll: { roles: 'manager technician', in: always },
  listMessages: { roles: clinic, in: always },
  getLabOrder: { roles: 'laboratory', in: always, unlisted: true },
  listLabMessages: { roles: 'laboratory', in: always, unlisted: true },
  editOrder: { roles: 'manager dentist', in: draftOnly, body: edited, does: (life, tried) => edited(life, tried) },
  changeCustomer: {
    roles: 'manager',
    in: draftOnly,
    body: (_, { way }) => ({ customerId: pick(['novak', 'weber', 'nobody'], way) }),
    does: (life, { way }) => {
      const customerId = pick(['novak', 'weber', 'nobody'], way);
      return customerId === 'nobody' ? refused('validation_failed') : { ...life, customerId };
    },
  },
  planWork: {
    roles: 'manager',
    in: untilCancelled,
    body: (_, { turn }) => ({ mode: 'manual', tasks: [{ name: `Step ${turn}`, employeeId: 'timo' }] }),
    does: ({ finalized, tasks }, { turn }) =>
      finalized
        ? refused('payroll_finalized')
        : { tasks: [...tasks, { taskId: '', name: `Step ${turn}`, done: false }] },
    fills: ({ workPlan }, { tasks }) => ({
      tasks: tasks.map((task, index) => ({ ...task, taskId: workPlan.tasks[index].taskId })),
    }),
  },
  editWorkPlan: {
    roles: 'manager',
    in: untilCancelled,
    body: ({ tasks }, { turn }) => ({
      tasks: tasks.map(({ taskId, name }, index) => ({ taskId, name: index === 0 ? `Other ${turn}` : name })),
    }),
    does: ({ tasks }, { turn }) => ({
      tasks: tasks.map((task, index) => (index === 0 ? { ...task, name: `Other ${turn}` } : task)),
    }),
  },
  addPayrollRecord: {
    roles: 'manager',
    in: untilCancelled,
    body: () => ({ employeeId: 'timo', amount: { amount: 500, currency: 'EUR' }, note: 'canary record' }),
    does: ({ finalized, records }) => (finalized ? refused('payroll_finalized') : { records: [...records, ''] }),
    fills: ({ payroll }) => ({ records: payroll.records.map(({ recordId }: { recordId: string }) => recordId) }),
  },
  removePayrollRecord: {
    roles: 'manager',
    in: untilCancelled,
    params: ({ records }) => ({ recordId: records[0] ?? 'none' }),
    does: ({ finalized, records: [first, ...records] }) => {
      if (first === undefined) return refused('not_found');
      return finalized ? refused('payroll_finalized') : { records };
    },
  },
  finalizePayroll: {
    roles: 'manager',
    in: untilCancelled,
    body: (_, { way }) => ({ finalized: way === 0 }),
    does: (_, { way }) => ({ finalized: way === 0 }),
  },
  setDiscount: {
    roles: 'manager',
    in: draftOnly,
    body: (_, { way }) => (way === 0 ? null : { type: 'percentage', percent: way }),
    does: (_, { way }) => ({ discount: way }),
  },
  copyOrder: { roles: 'manager dentist', in: always, anyVersion: true, made: true, body: () => ({}) },
  markTask: {
    roles: 'manager technician',
    in: 'no yes yes yes yes yes no',
    anyVersion: true,
    params: (life) => ({ taskId: firstTask(life) }),
    body: (_, { way }) => ({ done: way < 3 }),
    does: ({ tasks: [first, ...tasks] }, { way }, { is }) => {
      if (!first) return refused('not_found');
      return is === 'another technician' ? refused('forbidden') : { tasks: [{ ...first, done: way < 3 }, ...tasks] };
    },
  },
  publishOrder: {
    roles: 'manager dentist',
    in: 'published no no no no no no',
    shown: true,
    body: (_, { way, turn }) => (way === 3 ? { changes: { note: `canary last ${turn}` } } : {}),
    does: ({ dueDate, sentTo, laboratoryId, work, revision, note }, { way, turn }) => {
      if (dueDate === null) return refused('not_ready');
      const laboratoryReference = sentTo[0] === laboratoryId ? work?.['laboratoryReference'] : undefined;
      return {
        note: way === 3 ? `canary last ${turn}` : note,
        work: laboratoryReference === undefined ? null : { laboratoryReference, journeys: [] },
        sentTo: [laboratoryId, ...sentTo.filter((one) => one !== laboratoryId)],
        revision: revision + 1,
        ended: null,
        returned: [],
      };
    },
    tells: () => 'published',
  },
  cancelOrder: {
    roles: 'manager dentist',
    in: 'cancelled cancelled no no no no done',
    shown: true,
    body: (_, { way }) => (way === 0 ? {} : { reason: 'canary cancel' }),
    does: (life, { way }) => ({ ...notHeld(life), cancelReason: way === 0 ? null : 'canary cancel' }),
    tells: ({ status }) => (status === 'published' ? 'cancelled' : 'closed'),
  },
  withdrawOrder: {
    roles: 'manager dentist',
    in: 'no draft no no no no no',
    shown: true,
    body: (_, { way }) => (way === 0 ? {} : { reason: 'canary withdraw' }),
    does: (life) => ({ ...notHeld(life), ended: 'withdrawn' }),
    tells: () => 'withdrawn',
  },
  changeDueDate: {
    roles: 'manager dentist',
    in: 'no yes yes yes no no no',
    shown: true,
    // A draft may have none, and then any will do: it is refused.
    body: ({ dueDate }, { way }) => ({ dueDate: pick(dates, way) ?? dueDate ?? '2026-12-18', reason: 'canary date' }),
    does: (life, { way, at }) => {
      const dueDate = pick(dates, way);
      if (dueDate === '2026-12-10') return refused('validation_failed');
      if (dueDate === null || dueDate === life.dueDate) return null;
      return { dueDate, ...working(life, { rescheduled: { at, reason: 'canary date' } }) };
    },
    tells: () => 'rescheduled',
  },
  receiveOrder: {
    roles: 'manager dentist',
    in: 'no delivered delivered delivered delivered done no',
    shown: true,
    body: () => ({}),
    does: (life, { at }) => without(life, { deliveredAt: at }),
    tells: () => 'received',
  },
  reopenOrder: {
    roles: 'manager dentist',
    in: 'no no no no production production no',
    shown: true,
    body: () => ({ reason: 'canary reopen' }),
    does: reopened('clinic'),
    tells: () => 'reopened',
  },
  acceptOrder: {
    roles: 'laboratory',
    in: 'no production yes yes no no no',
    shown: true,
    body: (_, { way }) => pick(promises, way),
    does: (life, { way, at }) => {
      const said = pick(promises, way);
      if (said.promisedDate === '2026-12-10') return refused('validation_failed');
      const { promisedDate, ...rest } = life.work ?? { journeys: [] };
      const promised = said.promisedDate === undefined ? promisedDate : said.promisedDate;
      const { laboratoryReference = rest['laboratoryReference'] } = said;
      return {
        work: {
          ...rest,
          acceptedAt: rest.acceptedAt ?? at,
          ...(promised ? { promisedDate: promised } : {}),
          ...(laboratoryReference ? { laboratoryReference } : {}),
        },
      };
    },
    tells: () => 'accepted',
  },
  returnOrder: {
    roles: 'laboratory',
    in: 'no draft draft no no no no',
    shown: true,
    body: (_, { way }) => ({ reasons: pick(returns, way) }),
    does: (life, { way }) =>
      way === 3
        ? refused('validation_failed')
        : { ...notHeld(life), ended: 'returned', returned: pick(returns, way).map(({ message }) => message) },
    tells: () => 'returned',
  },
  holdOrder: {
    roles: 'laboratory',
    in: 'no yes yes yes no no no',
    anyVersion: true,
    shown: true,
    body: (_, { way }) => (pick(holds, way) === null ? null : { reason: pick(holds, way) }),
    does: (life, { way, at }) => {
      const reason = pick(holds, way);
      if (reason === (life.work?.hold?.reason ?? null)) return null;
      return reason === null ? without(life, {}) : working(life, { hold: { at, reason } });
    },
    tells: (_, { work }) => (work?.hold ? 'held' : 'resumed'),
  },
  produceOrder: {
    roles: 'laboratory',
    in: 'no no produced done no no no',
    shown: true,
    body: () => ({}),
    does: (life, { at }) => working(life, { producedAt: at }),
    tells: () => 'produced',
  },
  shipOrder: {
    roles: 'laboratory',
    in: 'no no shipped shipped yes no no',
    shown: true,
    body: (_, { way }) => pick(shipments, way),
    does: (life, { way, at }) => without(life, { ...pick(shipments, way), shippedAt: life.work?.['shippedAt'] ?? at }),
    tells: () => 'shipped',
  },
  reopenLabOrder: {
    roles: 'laboratory',
    in: 'no no no production production no no',
    shown: true,
    body: () => ({ reason: 'canary reopen' }),
    does: reopened('laboratory'),
    tells: () => 'reopened',
  },
  addMessage: {
    roles: 'manager dentist',
    in: 'sent yes yes yes yes yes sent',
    anyVersion: true,
    made: true,
    body: () => ({ text: 'canary question' }),
  },
  addLabMessage: {
    roles: 'laboratory',
    in: 'sent yes yes yes yes yes sent',
    anyVersion: true,
    made: true,
    body: () => ({ text: 'canary answer' }),
  },
} as const satisfies Record<string, Rule>;

export type Name = keyof typeof rules;
const names = Object.keys(rules) as Name[];
export const ruleOf = (name: Name): Rule => rules[name];
export const tried = names.filter((name) => !ruleOf(name).untried);

export const isWrite = (name: Name) => 'body' in rules[name] || 'params' in rules[name];
export const isMessage = (name: Name) => name === 'addMessage' || name === 'addLabMessage';
const isThread = (name: Name) => isMessage(name) || name === 'listMessages' || name === 'listLabMessages';
const isOfLaboratory = (name: Name) => rules[name].roles === 'laboratory';

const cellOf = (name: Name, { status, sentTo }: Life): string => {
  const cell = rules[name].in.split(' ')[statuses.indexOf(status)] ?? '';
  if (cell !== 'sent') return cell;
  return sentTo.length > 0 ? 'yes' : 'no';
};

/** Whether somebody reads the order. */
export function sees({ caller }: Person, life: Life): boolean {
  if (caller.role === 'laboratory') return handsOf(life) === caller.laboratoryId;
  if (caller.tenantId !== 'ours') return false;
  if (caller.role === 'dentist') return life.customerId === caller.customerId;
  return caller.role === 'manager' || !['draft', 'cancelled'].includes(life.status);
}

/** Whether somebody reads what has been written about the order. */
export const seesThread = (person: Person, life: Life): boolean =>
  person.caller.role === 'laboratory' ? life.sentTo.includes(person.caller.laboratoryId) : sees(person, life);

const may = (role: Role, name: Name) => rules[name].roles.split(' ').includes(role);

/** What somebody may do with the order now. */
export const listedFor = ({ caller: { role } }: Person, life: Life): string[] =>
  names.filter((name) => may(role, name) && !ruleOf(name).unlisted && !['no', 'done'].includes(cellOf(name, life)));

/** What follows from a try: the status of the reply, its code if it is refused, and the order afterwards. */
export type Following = { status: number; code?: string; life: Life };

const statusOf: Record<string, number> = {
  not_found: 404,
  forbidden: 403,
  payroll_finalized: 409,
  not_ready: 422,
  validation_failed: 422,
};

/** `upon` says which version the request names: the one of now, one of before, or none. */
export function following(person: Person, one: Try, upon: 'current' | 'stale' | 'none', life: Life): Following {
  const { what } = one;
  const rule = ruleOf(what);
  const refuse = (status: number, code: string) => ({ status, code, life });
  if ((person.caller.role === 'laboratory') !== isOfLaboratory(what)) return refuse(403, 'forbidden');
  if (!(isThread(what) ? seesThread(person, life) : sees(person, life))) return refuse(404, 'not_found');
  if (!may(person.caller.role, what)) return refuse(403, 'forbidden');
  const cell = cellOf(what, life);
  if (cell === 'done') return { status: 200, life };
  if (isWrite(what) && !rule.anyVersion && upon !== 'current')
    return upon === 'none' ? refuse(428, 'precondition_required') : refuse(412, 'version_conflict');
  if (cell === 'no') return refuse(409, 'invalid_status');
  const outcome = rule.does?.(life, one, person) ?? {};
  if ('refused' in outcome) return refuse(statusOf[outcome.refused] ?? 0, outcome.refused);
  const moved = cell === 'yes' ? {} : { status: cell as Status };
  return { status: rule.made ? 201 : 200, life: { ...life, ...outcome, ...moved } };
}

/** Tries that would lead to another status now, or by which the order is sent; each with somebody who may. */
export const moves = (people: readonly Person[], life: Life): Choice[] =>
  people.flatMap((person) =>
    names
      .filter((what) => what !== 'cancelOrder' && may(person.caller.role, what) && sees(person, life))
      .filter((what) => (statuses as readonly string[]).includes(cellOf(what, life)))
      .map((what) => ({ person, what })),
  );

/** Tries that would be accepted now, or at least are in the table. */
export const allowed = (people: readonly Person[], life: Life): Choice[] =>
  people.flatMap((person) =>
    tried
      .filter((what) => following(person, { what, way: 0, at: '', turn: 1 }, 'current', life).status < 300)
      .map((what) => ({ person, what })),
  );
