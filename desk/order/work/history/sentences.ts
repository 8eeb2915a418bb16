import * as z from 'zod/mini';
import type { components } from '#desk/api/schema.d.ts';
import { laboratoryChanges, waitOf } from '#desk/order/work/history/laboratory-changes.ts';
import { lineChanges } from '#desk/order/work/history/line-changes.ts';
import { PayrollThen, payChanges } from '#desk/order/work/history/pay-changes.ts';
import { taskChanges } from '#desk/order/work/history/task-changes.ts';
import { changeOf, type Telling, type Value } from '#desk/order/work/history/telling.ts';
import { fullName } from '#domain/kernel/full-name.ts';
import { isTracked, type TrackedField } from '#domain/order/changes.ts';
import { Discount, Order, Patient } from '#domain/order/order.ts';
import { LineReply, OrderReply } from '#domain/order/projection.ts';

/** An entry of an order's history, as the API gives it. */
export type Entry = components['schemas']['Change'];

/** What the history says: who did what, and if there is more to it, each change. */
export type Told = { sentence: string; changes: string[] };

/** Tells one entry: a sentence, or one with the list of its changes. */
export function tell({ action, by, reasons = [], changes }: Entry, telling: Telling): Told {
  const { words } = telling;
  const who = by.name ?? words.somebody[by.role];
  const clauses = [
    ...changes.flatMap((change) => clausesOf(change, action, telling)),
    ...laboratoryChanges(action, changes, telling),
  ];
  const [reason] = reasons.length === 1 ? reasons : [];
  const [only] = clauses;
  // What an action does that moves the order to no other status is just its change.
  const isPlain = !moves(changes) && clauses.length === 1;
  const source = changes.find(({ field }) => field === 'source')?.to;
  const what = [
    isPlain && only !== undefined ? only : verbOf(action, changes, telling),
    typeof source === 'string' && ` #${source}`,
    reason !== undefined && `: ${words.quoted(reason)}`,
  ];
  const listed = [...(isPlain ? [] : clauses), ...(reason === undefined ? reasons.map(words.quoted) : [])];
  return { sentence: words.sentence(who, what.filter(Boolean).join('')), changes: listed };
}

/** Whether an action has moved the order to another status. */
const moves = (changes: readonly Change[]) => changes.some(({ field }) => field === 'status');

/** What somebody did, in a few words; of an action that can mean two things, which one it was. */
function verbOf(action: string, changes: readonly Change[], { words }: Pick<Telling, 'words'>): string {
  const { actions, corrected } = words;
  const wait = waitOf(action, changes);
  if (wait) return words[wait];
  if (changes.some(({ field }) => field === 'remake')) return words.remade;
  const verb = (verbs: Record<string, string>) => new Map(Object.entries(verbs)).get(action);
  return (moves(changes) ? undefined : verb(corrected)) ?? verb(actions) ?? actions.editOrder;
}

type Change = Entry['changes'][number];
type Teller = (from: unknown, to: unknown, telling: Telling) => string[] | undefined;

/** Tells a change whose values fit a schema; undefined for values that do not. */
const told =
  <Shape extends z.ZodMiniType>(
    schema: Shape,
    tell: (from: z.output<Shape> | undefined, to: z.output<Shape> | undefined, telling: Telling) => string[],
  ): Teller =>
  (from, to, telling) => {
    const [was, is] = [z.nullish(schema).safeParse(from), z.nullish(schema).safeParse(to)];
    return was.success && is.success ? tell(was.data ?? undefined, is.data ?? undefined, telling) : undefined;
  };

/** Tells a change of one value, which people read as one text. */
const toldAs = <Shape extends z.ZodMiniType>(
  field: keyof Telling['words']['fields'],
  schema: Shape,
  text: (value: z.output<Shape>, telling: Telling) => Value,
): Teller =>
  told(schema, (from, to, telling) => {
    const read = (value: z.output<Shape> | undefined) => (value === undefined ? undefined : text(value, telling));
    return changeOf(telling.words.fields[field], read(from), read(to), telling);
  });

const { clinic, customer, laboratory, toothNotation, enclosures, dueDate, note } = Order.shape;

const patientMembers = ['lastName', 'firstName', 'dateOfBirth', 'reference'] as const;

/** Said by the sentence itself, or by another field in words instead of an id. */
const nothing: Teller = () => [];

const tellers: Record<TrackedField, Teller> = {
  status: nothing,
  source: nothing,
  remake: nothing,
  customerId: nothing,
  laboratoryId: nothing,
  cancelReason: nothing,
  customer: toldAs('customer', customer, fullName),
  clinic: toldAs('clinic', clinic, (name) => name),
  laboratory: toldAs('laboratory', laboratory.def.innerType, ({ name }) => name),
  patient: told(Patient, (from = {}, to = {}, telling) =>
    patientMembers.flatMap((member) => {
      const read = ({ [member]: value }: Patient) => value && (member === 'dateOfBirth' ? telling.day(value) : value);
      return changeOf(telling.words.patient[member], read(from), read(to), telling);
    }),
  ),
  toothNotation: toldAs('toothNotation', toothNotation.def.innerType, (notation) => notation),
  services: told(z.array(LineReply), (from = [], to = [], telling) => lineChanges(from, to, telling)),
  enclosures: told(enclosures, (from = [], to = [], { words }) => [
    ...from.filter((one) => !to.includes(one)).map((one) => words.unenclosed(one)),
    ...to.filter((one) => !from.includes(one)).map((one) => words.enclosed(one)),
  ]),
  dueDate: toldAs('dueDate', dueDate.def.innerType, (date, { date: write }) => write(date)),
  note: toldAs('note', note.def.innerType, (text, { words }) => words.quoted(text)),
  discount: toldAs('discount', Discount, (discount, { money, percent }) =>
    discount.type === 'fixed' ? money(discount.amount) : percent(discount.percent),
  ),
  workPlan: told(OrderReply.shape.workPlan, (from, to, telling) =>
    taskChanges(from?.tasks ?? [], to?.tasks ?? [], telling),
  ),
  payroll: told(PayrollThen, (from, to, telling) => payChanges(from, to, telling)),
  // What of these is told depends on the action.
  laboratoryWork: nothing,
  returned: nothing,
};

/** The fields that such an action is about: that they have changed is said by its sentence. */
const subjects: Record<string, readonly TrackedField[]> = {
  copyOrder: ['remake'],
  cancelOrder: ['cancelReason'],
  planWork: ['workPlan', 'payroll'],
  editWorkPlan: ['workPlan', 'payroll'],
  addPayrollRecord: ['payroll'],
  removePayrollRecord: ['payroll'],
  finalizePayroll: ['payroll'],
  markTask: ['workPlan'],
  changeDueDate: ['laboratoryWork'],
  receiveOrder: ['laboratoryWork'],
  reopenOrder: ['laboratoryWork'],
  acceptOrder: ['laboratoryWork'],
  returnOrder: ['returned'],
  holdOrder: ['laboratoryWork'],
  produceOrder: ['laboratoryWork'],
  shipOrder: ['laboratoryWork'],
  reopenLabOrder: ['laboratoryWork'],
  publishOrder: ['laboratoryWork', 'returned'],
};

/** One change in words: what has become of the field, or only that it has changed when its values are too long. */
function clausesOf({ field, from, to, changed }: Change, action: string, telling: Telling): string[] {
  if (!isTracked(field)) return [];
  const clauses = changed ? undefined : tellers[field](from, to, telling);
  const isSaid = new Map(Object.entries(subjects)).get(action)?.includes(field);
  return clauses ?? (isSaid ? [] : [telling.words.touched(telling.words.fields[field])]);
}
