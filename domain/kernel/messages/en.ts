import { fullName } from '#domain/kernel/full-name.ts';
import { teethLike } from '#domain/kernel/messages/teeth-like.ts';
import { dayAndTime, monthFirst } from '#domain/kernel/messages/written-dates.ts';
import type { ToothNotation } from '#domain/kernel/teeth.ts';

/** A number with commas: 9,999,999,999. Does not use Intl, whose first object takes 12 ms of a cold start. */
export const grouped = (number: number): string => String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');

const several = (number: number, thing: string) => `${grouped(number)} ${thing}${number === 1 ? '' : 's'}`;

const types = {
  text: 'text',
  number: 'a number',
  wholeNumber: 'a whole number',
  minorUnits: 'whole minor units (cents)',
  boolean: 'true or false',
  date: 'a date, written YYYY-MM-DD',
  object: 'an object',
};

/** What people write by hand; the rest is sent by programs. */
const typed: readonly string[] = ['text', 'number', 'wholeNumber', 'date'] satisfies (keyof typeof types)[];

/**
 * What a field expects: its type, the values that are allowed, the range of a number, and the forms of an object or of a
 * list's elements. A list without forms holds text.
 */
export type Expected = {
  type: keyof typeof types | 'list';
  values?: readonly string[] | undefined;
  least?: number;
  most?: number;
  forms?: string[];
};

const oneOf = (values: readonly string[]) =>
  values.length > 1 ? `Choose one of: ${values.join(', ')}.` : `Send ${values.join()}.`;

function send({ type, values, least, most, forms = [] }: Expected): string {
  if (values) return oneOf(values);
  const shape = forms.join(' or ');
  if (type === 'object' && shape) return `Send ${shape}.`;
  if (type === 'list') return `Send a list of ${shape || types.text}.`;
  const range = least === undefined || most === undefined ? '' : ` from ${grouped(least)} to ${grouped(most)}`;
  return `${typed.includes(type) ? 'Write' : 'Send'} ${types[type]}${range}.`;
}

const insteads = { null: ', or send null for none', nothing: ', or leave it out' };
export type Instead = keyof typeof insteads;

const formats = {
  id: 'Use 1-40 lower-case letters, digits or hyphens, and begin with no hyphen.',
  orderNumber: 'An order number has 10 digits or letters A to F.',
  documentId: 'A document id has 64 lower-case hex digits.',
  date: 'Use a real date, written YYYY-MM-DD.',
  time: 'Use a time from 00:00 to 23:59.',
  timeZone: 'Use an IANA zone, such as Europe/Kyiv.',
  currencyCode: 'Use 3 capital letters, such as EUR.',
  currency: 'Use a currency of ISO 4217.',
  email: 'Use an e-mail address, such as anna@example.com.',
  plainText: 'Leave out control characters.',
  visibleText: 'Write at least one visible character.',
  wellFormedText: 'Leave out broken characters.',
};
export type Format = keyof typeof formats;

const unreachable = {
  noUrl: 'Give a URL, such as https://example.com/orders.',
  notSecure: 'Use https on port 443 of a public address.',
  port: 'Use https on port 443, and leave the port out.',
  userOrFragment: 'Leave out user, password and fragment; deliveries are signed.',
  notPublic: 'Use a public address, with https on port 443; this one is not public.',
  neitherHereNorPublic: 'Use http or https, to this machine (http://127.0.0.1:4000/) or to a public address.',
  unknownHost: 'Check the host name; DNS does not know it.',
};
export type Unreachable = keyof typeof unreachable;

/** Things of a list that a person chooses or writes. */
export type Thing = 'reason' | 'section' | 'task';
type TooSmall = { of: 'number' | 'text' | 'list'; least: number; thing?: Thing; instead?: Instead };

/** Fields that a person has set by hand, which otherwise are counted, taken from the catalogue, or empty. */
const handSet = {
  unitPrice: 'price',
  price: 'price',
  quantity: 'quantity',
  employeeId: 'technician',
  dueDate: 'date',
  discount: 'discount',
};
export type HandSet = keyof typeof handSet;

const hidden = {
  unset: 'Leave it out; you may not set this.',
  unseen: 'Leave it out; you may not see this.',
  pricesUnseen: 'Leave it out; this organisation does not show you prices.',
};

/** What is too large: the order, also with all that has been answered, or the answer to it that was sent. */
const tooLarge = {
  order: 'Shorten notes or split the order; it',
  orderWithAnswers: 'Shorten notes or split the order; with the answers to it, it',
  answer: 'Write less; the order, with the answers to it,',
};
export type TooLarge = keyof typeof tooLarge;

/** Facts for messages about a person, a service or a laboratory; catalogue entries have these members. */
type Person = { firstName: string; lastName: string };
type Named = { name: string };

type TooEarly = {
  task: string | undefined;
  done: string | null;
  dueDate: string | null;
  earliest: string | undefined;
  cure?: 'date' | 'plan' | 'task' | undefined;
};

const personInactive = (person: Person) => `${fullName(person)} is no longer active.`;

type OtherCurrency = { currency: string; name?: string };
type TooManyTasks = { count: number; most: number };

const otherCurrency = ({ currency, name }: OtherCurrency) =>
  name ? `"${name}" is not priced in ${currency}.` : `Use ${currency}.`;
const tooManyTasks = ({ count, most }: TooManyTasks) =>
  `Split the order; it can have at most ${grouped(most)} tasks, and this plan would have ${grouped(count)}.`;

/** What a draft lacks before it can be published, as far as the draft itself shows it. */
export const readiness = {
  laboratory_missing: () => 'Choose the laboratory.',
  patient_missing: () => "Give the patient's last name, or a reference of your own.",
  services_missing: () => 'Order at least one service.',
  due_date_missing: () => 'Choose the due date: the day when the work must be in the clinic.',
  due_date_past: ({ date, today }: { date: string; today: string }) =>
    `Choose ${monthFirst(today)} or later; ${monthFirst(date)} has passed.`,
  discount_exceeds_subtotal: () => 'Lower or remove the discount; it is more than the subtotal.',
  teeth_missing: ({ name }: Named) => `${name}: name the teeth.`,
  arch_missing: ({ name }: Named) => `${name}: choose upper, lower or both.`,
  shade_missing: ({ name }: Named) => `${name}: give the shade.`,
  bridge_too_short: ({ name }: Named) => `${name}: name at least 2 units.`,
  one_jaw_a_line: ({ name }: Named) => `${name}: order each jaw on a line of its own.`,
  pontic_missing: ({ name }: Named) => `${name}: choose which units are pontics.`,
  abutment_missing: ({ name }: Named) => `${name}: at least one unit is an abutment, not a pontic.`,
  implant_system_missing: ({ name }: Named) => `${name}: name the implant system.`,
  implant_platform_missing: ({ name }: Named) => `${name}: name the implant platform.`,
  implant_retention_missing: ({ name }: Named) => `${name}: choose screw or cement.`,
};

/** Faults of a table that is imported, beside those of its entries. No function imports one, so none has these. */
export const tables = {
  unknown_table: ({ nearest, known }: { nearest?: string | undefined; known: readonly string[] }) =>
    nearest ? `Did you mean ${nearest}?` : `Move it away, or use one of these names: ${known.join(', ')}.`,
  not_utf8: () => 'Save the file as "CSV UTF-8"; letters of this line cannot be read.',
  no_columns: ({ known }: { known: readonly string[] }) =>
    `Begin the file with a line of column names, such as: ${known.join(', ')}.`,
  missing_column: () => 'Add this column; every entry needs it.',
  duplicate_column: () => 'Name each column once.',
  unclosed_quote: () => 'End the text with a quotation mark, and write each one inside it twice: "".',
  cell_without_column: () =>
    'Put a text that contains the separator in quotation marks; or name the column, if its name is missing.',
  duplicate_entry: ({ line }: { line: number }) => `Give each entry an id of its own; line ${line} has this one.`,
  contradicts_entry: ({ line }: { line: number }) =>
    `Leave it empty, or write what line ${line} says; both are one entry.`,
  invalid_flag: () => 'Write yes or no.',
  invalid_amount: ({ currency, example, most }: Record<'currency' | 'example' | 'most', string>) =>
    `Write an amount in ${currency} such as ${example}, up to ${most}.`,
  ambiguous_amount: ({ cell, meanings }: { cell: string; meanings: readonly string[] }) =>
    `${cell} may be ${meanings.join(' or ')}; write one of these.`,
  amount_in_other_currency: ({ currency, example }: Record<'currency' | 'example', string>) =>
    `Write an amount in ${currency}, the currency of your settings, such as ${example}.`,
};

/**
 * All messages in English, by code, made from facts. Another language is another file of type `Messages`. No message
 * names a patient.
 */
export const en = {
  faults: {
    // Any value: what its schema requires.
    required: (wanted: Expected) => `This field is required. ${send(wanted)}`,
    invalid_type: ({ quoted, ...wanted }: Expected & { quoted?: boolean }) =>
      quoted ? 'Send text; put the number in quotes.' : send(wanted),
    invalid_format: ({ format }: { format: Format }) => formats[format],
    invalid_value: ({ values }: { values: readonly string[] }) => oneOf(values),
    invalid_union: ({ forms }: { forms: string[] }) => `Send ${forms.join(' or ')}.`,
    /** `thing` is what a list has, `instead` what may be sent in place of an empty text or list. */
    too_small: ({ of, least, thing, instead }: TooSmall) => {
      if (of === 'number') return `Write ${grouped(least)} or more.`;
      const cure =
        of === 'text'
          ? least === 1
            ? 'Fill this in'
            : `Write at least ${several(least, 'character')}`
          : `Give at least ${several(least, thing ?? 'item')}`;
      return `${cure}${instead ? insteads[instead] : ''}.`;
    },
    too_big: ({ of, most }: { of: 'number' | 'text' | 'list'; most: number }) =>
      ({
        number: `Write at most ${grouped(most)}.`,
        text: `Write at most ${several(most, 'character')}.`,
        list: `Give at most ${several(most, 'item')}.`,
      })[of],
    not_multiple_of: ({ step }: { step: number }) => `Write a multiple of ${step}.`,
    /** `nearest` is the field that was probably meant, `known` are all fields. */
    unknown_field: ({ nearest, known }: { nearest?: string | undefined; known: readonly string[] }) => {
      const cure = known.length > 0 ? `leave it out, or use one of: ${known.join(', ')}.` : 'leave it out.';
      return `There is no such field here; ${nearest ? `did you mean ${nearest}?` : cure}`;
    },
    read_only: () => 'Leave it out, or send it as the last reply showed it; it cannot be set.',
    forbidden: ({ why }: { why: keyof typeof hidden }) => hidden[why],

    // Dates, times and the calendar.
    date_out_of_range: ({ first, last }: { first: number; last: number }) => `Use a year from ${first} to ${last}.`,
    not_later: () => 'Choose an end that is later than the beginning.',
    break_outside_hours: ({ from, to }: { from: string; to: string }) => `Choose a break between ${from} and ${to}.`,
    duplicate_day: () => 'Name each day of the week once.',
    until_before_date: () => 'Choose a last day that is not before the first.',
    until_too_late: () => 'Choose a last day less than a year after the first; the exception is yearly.',
    hours_incomplete: () => 'Give beginning and end, or neither for a closed day.',

    // The catalogue and the settings.
    duplicate_template: () => 'Give each task template a templateId of its own.',
    duplicate_tenant: () => 'Name each tenant once.',
    currency_fixed: ({ currency }: { currency: string }) => `Keep ${currency}; services are priced in it already.`,
    other_currency: otherCurrency,

    // The order and its customer.
    customer_required: () => 'Choose the dentist.',
    unknown_customer: () => 'You have no such dentist; choose another, or have them added first.',
    inactive_customer: personInactive,
    born_in_future: ({ today }: { today: string }) =>
      `Use a date of birth that is not after today, ${monthFirst(today)}.`,
    unknown_clinic: ({ clinics }: { clinics: string[] }) =>
      `Choose a clinic where the dentist works: ${clinics.join(', ')}.`,
    unknown_laboratory: () => 'You have no such laboratory; choose another, or have it added first.',
    inactive_laboratory: ({ name }: Named) => `${name} is no longer active.`,
    order_too_large: ({ kilobytes, by }: { kilobytes: number; by: TooLarge }) =>
      `${tooLarge[by]} can have at most ${grouped(kilobytes)} KB.`,
    invalid_discount: () =>
      'Send { "type": "percentage", "percent": ... } or { "type": "fixed", "amount": ... }, or null for none.',
    invalid_hold: () => 'Send { "reason": ... }, or null to go on.',
    awaiting_not_alone: () => 'Ask for awaiting alone, or list by status, customerId and due date.',
    patient_not_alone: () => 'Search by patient alone, or list by status, customerId and due date.',
    due_dates_without_sort: () => 'Send sort=due, too, or leave it out; other lists do not go by due date.',
    status_not_awaited: ({ statuses }: { statuses: readonly string[] }) =>
      `Ask for: ${statuses.join(', ')}; by due date there are only orders whose work is still to come.`,

    // Lines.
    unknown_line: () => 'Leave lineId out, or send the lineId of a line on this order.',
    duplicate_line: () => 'Name each line once.',
    unknown_service: () => 'The catalogue has no such service; choose another, or have it added first.',
    inactive_service: ({ name }: Named) => `${name} is no longer offered.`,
    tooth_notation_required: () => 'Choose the tooth notation: FDI, Universal or Palmer.',
    unknown_tooth: ({ tooth, notation }: { tooth: string; notation: ToothNotation }) =>
      `${tooth} is not a tooth in ${notation}; name teeth as in ${teethLike[notation]}.`,
    duplicate_tooth: ({ tooth }: { tooth: string }) => `Name tooth ${tooth} only once.`,
    pontic_not_in_teeth: () => 'Name the pontic among the teeth of its line, too.',
    contradicts_teeth: ({ arch }: { arch: 'upper' | 'lower' | 'both' }) =>
      `Leave arch out, or correct the teeth; they are in: ${arch}.`,
    stump_shade_only: () => 'Use Natural Die for the stump shade only.',
    unknown_shade: ({ system, values }: { system: string; values: readonly string[] | null }) =>
      values ? `Choose a shade of ${system}: ${values.join(', ')}.` : 'Write one line of 1 to 60 characters.',

    // Work plan and pay.
    unknown_task: () => 'Leave taskId out to add a task; the plan has none with this id.',
    duplicate_task: () => 'Name each task once.',
    too_many_tasks: tooManyTasks,
    unknown_employee: () => 'You have no such employee; choose another, or add this one first.',
    inactive_employee: personInactive,
    unknown_place: ({ places }: { places: readonly string[] }) =>
      `Leave the pointer out, or use one of: ${places.join(', ')}.`,
    too_many_records: ({ most }: { most: number }) =>
      `Remove a payroll record first; an order can have at most ${grouped(most)}.`,

    ...readiness,

    // Beside readiness: what publishing asks the catalogue.
    customer_inactive: () => 'Change the customer; the dentist is no longer active.',
    laboratory_inactive: () => 'Choose another laboratory; this one is no longer active.',
    laboratory_not_open: () => 'Choose another laboratory; this one takes no new orders from you.',
    service_inactive: ({ name }: Named) => `Remove the line; ${name} is no longer offered.`,

    // Feeds and subscriptions.
    range_reversed: ({ from }: { from: string }) => `Send the same as ${from}, or more.`,
    forbidden_url: ({ why }: { why: Unreachable }) => unreachable[why],
    secret_not_sent: () => 'Leave it out; rotateSecret: true makes a new secret.',
    too_many_secrets: ({ most, ends }: { most: number; ends: string }) => {
      const { day, time } = dayAndTime(ends);
      return `Rotate again on ${monthFirst(day)} at ${time} UTC, when the oldest of ${most} secrets stops signing.`;
    },
    too_many_subscriptions: ({ most }: { most: number }) =>
      `Delete a subscription first; there can be at most ${most}.`,
  },

  warnings: {
    service_dropped: ({ name }: Named) => `${name} is no longer offered and was left out of the copy.`,
    source_never_sent: ({ number }: { number: string }) =>
      `Check whether this is a remake; #${number} was never sent to a laboratory.`,
    /** `line` or `task` has lost something; without both it is the copy. */
    hand_set_dropped: ({ line, task, fields }: { line?: string; task?: string; fields: readonly HandSet[] }) => {
      const what = line ?? (task === undefined ? 'The copy' : `"${task}"`);
      return `${what} has lost what was set by hand: ${fields.map((field) => handSet[field]).join(', ')}.`;
    },
    laboratory_not_connected: ({ name, laboratoryId }: Named & { laboratoryId: string }) =>
      `Check with ${name} that "${laboratoryId}" is their id; nobody receives orders there yet.`,
    not_our_laboratory: ({ name }: Named) =>
      `${name} is not your own laboratory. Plan only what your own technicians do; they are paid for it.`,
    gap_in_bridge: () => 'Check the teeth; the bridge leaves a gap in the row.',
    quantity_differs: ({ set, counted }: { set: number; counted: number }) =>
      `Check the quantity; it was set to ${grouped(set)}, and the line counts ${grouped(counted)}.`,
    due_date_far: ({ date }: { date: string }) => `Check the year; ${monthFirst(date)} is more than a year ahead.`,
    due_on_day_off: ({ date }: { date: string }) => `${monthFirst(date)} is not one of your working days.`,
    /**
     * `done` is the day by which the task must be done; null when the calendar has no such day. Without a task it is the
     * work as a whole, whose plan is not made yet. What helps where the day stands in a plan: first another due date, then
     * the dates of the plan; those alone; or that of the task alone, which was added by hand.
     */
    due_date_too_early: ({ task, done, dueDate, earliest, cure }: TooEarly) => {
      const [what, must] =
        task === undefined ? ['the work', 'The work has to begin'] : [`"${task}"`, `"${task}" has to be done`];
      const blocked = done
        ? `${must} by ${monthFirst(done)}, which has passed.`
        : `The calendar leaves no working day for ${what} before ${dueDate && monthFirst(dueDate)}.`;
      if (cure === 'task') return `${blocked} Give it a later date in the work plan.`;
      if (cure === 'plan') return `${blocked} Set the dates of the work plan from the due date.`;
      const first = earliest ? `${blocked} The earliest possible due date is ${monthFirst(earliest)}.` : blocked;
      return cure ? `${first} Move the due date, then set the dates of the work plan from it.` : first;
    },
    plan_outdated: () => 'The services have changed since the work was planned.',
    /** Because of one of these; without both, because the payroll is finalized. */
    plan_not_made: ({ tasks, pay }: { tasks?: TooManyTasks; pay?: OtherCurrency }) => {
      const why = (tasks && tooManyTasks(tasks)) ?? (pay && otherCurrency(pay)) ?? 'The payroll is finalized.';
      return `The order was sent without a work plan. ${why}`;
    },
    task_after_due_date: ({ task, date }: { task: string; date: string }) =>
      `"${task}" is done on ${monthFirst(date)}, after the order is due.`,
    task_outdated: ({ task }: { task: string }) =>
      `Change or remove "${task}" in the work plan; it no longer fits the services.`,
    done_task_removed: ({ task }: { task: string }) =>
      `"${task}" was marked as done and is no longer in the work plan; add it again if that was a mistake.`,
    returned_by_laboratory: ({ message }: { message: string }) => `The laboratory has returned the order: ${message}`,
    on_hold: ({ reason }: { reason: string }) => `The order is on hold: ${reason}`,
    overdue: ({ date }: { date: string }) => `The work was due in the clinic on ${monthFirst(date)}.`,
    promised_after_due: ({ promised, dueDate }: Record<'promised' | 'dueDate', string>) =>
      `The work is promised for ${monthFirst(promised)}; it is due on ${monthFirst(dueDate)}.`,
    task_overdue: ({ task, date }: { task: string; date: string }) =>
      `"${task}" was due on ${monthFirst(date)} and is not done.`,
    unassigned_tasks: ({ count }: { count: number }) =>
      `Tasks without a technician, for which nobody is paid yet: ${grouped(count)}.`,
    negative_margin: () => 'Technicians would earn more than the order brings in.',
  },

  effects: {
    customer_changes: ({ from, to }: Record<'from' | 'to', Person>) =>
      `${fullName(to)} becomes the dentist of the order in place of ${fullName(from)}.`,
    reader_changes: ({ from, to }: Record<'from' | 'to', Person>) =>
      `${fullName(from)} no longer sees the order; ${fullName(to)} does.`,
    clinic_changes: ({ from, to }: Record<'from' | 'to', string>) => `The work is delivered to ${to}, not ${from}.`,
    task_added: ({
      task,
      date,
      employeeId,
    }: {
      task: string;
      date?: string | undefined;
      employeeId?: string | undefined;
    }) => [`"${task}"`, date && `on ${monthFirst(date)}`, employeeId && `by ${employeeId}`].filter(Boolean).join(' '),
  },

  /** Why a subscription was disabled. */
  endings: {
    gone: () => 'The endpoint replied 410: it wants no more events.',
    gave_up: ({ attempts, last }: { attempts: number; last: string | number | null }) =>
      `All ${attempts} attempts failed, the last one with: ${last}.`,
  },
};

export type Messages = typeof en;
export type Tables = typeof tables;
/** All messages of the rules, for those who also import tables. */
export type AllMessages = Messages & { tables: Tables };
