import { en as ofRules, readiness } from '#domain/kernel/messages/en.ts';
import type { FaultCode, WarningCode } from '#domain/kernel/messages/messages.ts';
import { problemStatuses } from '#functions/contract/problems.ts';
import { en as ofHttp } from '#functions/http/messages/en.ts';
import type { HttpFaultCode } from '#functions/http/messages/messages.ts';
import type { Refusal } from '#functions/http/refusal.ts';

/** Every code that a reply may carry. */
export type Code = Refusal['code'] | HttpFaultCode | FaultCode | WarningCode;

/** The codes of each place of a reply: of a problem itself, of its `errors`, and of what an order lacks or warns of. */
export const codesIn = {
  problem: Object.keys(problemStatuses),
  errors: Object.keys({ ...ofRules.faults, ...ofHttp.faults }),
  readiness: Object.keys(readiness),
  warnings: Object.keys(ofRules.warnings),
};

/** Where a code stands in a reply: a problem's code by its status, all others by the member that lists them. */
export function placesOf(code: string): string[] {
  const { problem, ...lists } = codesIn;
  const status = Object.entries(problemStatuses).flatMap(([known, of]) => (known === code ? `${of}` : []));
  return [...status, ...Object.entries(lists).flatMap(([list, known]) => (known.includes(code) ? list : []))];
}

/**
 * The meaning and the cure of every code: docs/errors.md is drawn from it. A code without a row does not compile. No
 * function loads this file.
 */
export const codes: Record<Code, { meaning: string; cure: string }> = {
  // Refusals, in the order of their status.
  malformed_body: { meaning: 'The body is not JSON in UTF-8.', cure: 'Send JSON in UTF-8.' },
  invalid_header: { meaning: 'A header cannot be read.', cure: 'Correct it as errors says.' },
  unauthorized: {
    meaning: 'The claims of the token do not fit a role: one is missing, or there is one too many.',
    cure: 'Get a new token; if that does not help, have the operator check the grant.',
  },
  forbidden: {
    meaning: 'The action, or a field that was sent, is not for this caller.',
    cure: 'Leave the field out, or let somebody with the right role do it.',
  },
  not_found: {
    meaning: 'There is nothing here that the caller may see.',
    cure: 'Check the number or the id; of an order that a laboratory no longer has, the messages say why.',
  },
  method_not_allowed: {
    meaning: 'The path exists, but it does not take this method.',
    cure: 'Use a method that the header Allow lists.',
  },
  invalid_status: {
    meaning: 'The order does not allow this in its status.',
    cure: 'Do what the detail says, use one of its actions, or read it again by GET /orders/{number}, as a laboratory by GET /lab/orders/{tenantId}/{number}.',
  },
  payroll_finalized: {
    meaning: 'The payroll is finalized, and this would change what technicians earn.',
    cure: 'Reopen the payroll first: PUT /orders/{number}/payroll/finalized with "finalized": false (managers).',
  },
  feed_expired: {
    meaning: 'The events after this number are no longer kept.',
    cure: 'Continue after the number before oldest, and read the orders that were missed by GET /orders, as a laboratory by GET /lab/orders.',
  },
  version_conflict: {
    meaning: 'Somebody has changed it since it was read; fields says what, if that is still known.',
    cure: 'Read it again, then repeat the change.',
  },
  body_too_large: { meaning: 'The body is over 1 MiB.', cure: 'Send less at once.' },
  unsupported_media_type: {
    meaning: 'The route does not take the media type of this body.',
    cure: 'Send a media type that expected lists, and name it in Content-Type.',
  },
  validation_failed: { meaning: 'The request has faults.', cure: 'Correct every fault that errors lists.' },
  not_ready: { meaning: 'The draft cannot be published yet.', cure: 'Correct what errors lists.' },
  idempotency_key_reused: {
    meaning: 'The Idempotency-Key has been used for another request.',
    cure: 'Send a new key with a new request.',
  },
  precondition_required: {
    meaning: 'A write does not say which version it changes.',
    cure: 'Send If-Match with the ETag of the version that was read.',
  },
  internal_error: {
    meaning: 'A fault of ours.',
    cure: 'Repeat the request later; name its requestId when you ask about it.',
  },
  try_again: { meaning: 'It could not be done just now.', cure: 'Repeat the request after Retry-After.' },

  // Faults that the HTTP layer finds.
  unknown_field: {
    meaning: 'The route has no field or parameter with this name.',
    cure: 'Use the name that the message gives, or leave it out.',
  },
  bad_cursor: {
    meaning: 'The cursor is from another list, another filter or another caller.',
    cure: 'Leave it out to start again.',
  },
  search_too_wide: { meaning: 'Too many names begin like this.', cure: 'Type more of the name.' },
  key_reused: { meaning: 'The Idempotency-Key has been used for another request.', cure: 'Send a new key.' },
  past_the_end: {
    meaning: 'The feed does not have this number yet.',
    cure: 'Continue after the last number that was seen.',
  },
  inactive_subscription: {
    meaning: 'The subscription is off.',
    cure: 'Turn it on by PUT /subscriptions/{id}, as a laboratory by PUT /lab/subscriptions/{id}, of the whole of it with "active": true, then ask for the replay.',
  },
  catching_up: {
    meaning: 'The subscription is catching up: what waits for it comes by itself, in the order of the feed.',
    cure: 'Wait; catchingUp in GET /subscriptions/{id}, for a laboratory in GET /lab/subscriptions/{id}, says how far it is.',
  },
  replay_runs: {
    meaning: 'Another replay to the subscription has not ended.',
    cure: 'Wait; replaying in GET /subscriptions/{id}, for a laboratory in GET /lab/subscriptions/{id}, says how far it is. To end it, turn the subscription off and on.',
  },

  // Any value: what its schema requires.
  required: { meaning: 'A field is missing.', cure: 'Send it.' },
  invalid_type: { meaning: 'A value has the wrong type.', cure: 'Send the type or the object that the message shows.' },
  invalid_format: { meaning: 'A text does not have the format of its field.', cure: 'Write it as the message says.' },
  invalid_value: { meaning: 'A value is not one of those allowed.', cure: 'Send one that the message lists.' },
  invalid_union: {
    meaning: 'A value has none of the forms allowed.',
    cure: 'Send one that the message shows.',
  },
  too_small: {
    meaning: 'A number is too low, or a text or list too short.',
    cure: 'Keep to the bound in the message.',
  },
  too_big: { meaning: 'A number is too high, or a text or list too long.', cure: 'Keep to the bound in the message.' },
  not_multiple_of: {
    meaning: 'A number has more decimals than its field allows.',
    cure: 'Round it to the step in the message.',
  },
  read_only: {
    meaning: 'A read-only member was sent with another value.',
    cure: 'Leave it out, or send it as the last reply showed it.',
  },

  // Dates, times and the calendar.
  date_out_of_range: { meaning: 'The year of a date is out of range.', cure: 'Check the year.' },
  not_later: { meaning: 'A time span ends before it begins.', cure: 'Send a later end, or swap the two.' },
  break_outside_hours: { meaning: 'A break is not within the hours of its day.', cure: 'Move or shorten the break.' },
  duplicate_day: { meaning: 'A day of the week is named twice.', cure: 'Name it once, with its breaks.' },
  until_before_date: { meaning: 'An exception ends before it begins.', cure: 'Swap date and until.' },
  until_too_late: {
    meaning: 'A yearly exception is a year or longer.',
    cure: 'Shorten it, or set annually to false.',
  },
  hours_incomplete: {
    meaning: 'A shorter day has only one of from and to.',
    cure: 'Give both, or neither for a closed day.',
  },

  // The catalogue and the settings.
  duplicate_template: {
    meaning: 'Two task templates of a service have the same templateId.',
    cure: 'Give each its own.',
  },
  duplicate_tenant: { meaning: 'A tenant is named twice.', cure: 'Name it once.' },
  currency_fixed: {
    meaning: 'The currency can no longer change, because services are priced in it.',
    cure: 'Keep the currency.',
  },
  other_currency: {
    meaning: 'A sum is in another currency than the order, or than the tenant.',
    cure: 'Send the currency that the message names, or price the service in it.',
  },

  // The order and its customer.
  customer_required: { meaning: 'The customer is missing.', cure: 'Send customerId.' },
  unknown_customer: {
    meaning: 'There is no such customer.',
    cure: 'Use a customerId from GET /customers, or have a manager add it: PUT /customers/{id}.',
  },
  inactive_customer: {
    meaning: 'The customer is no longer active.',
    cure: 'Choose another, or have a manager make them active: PUT /customers/{id}.',
  },
  born_in_future: {
    meaning: 'A date of birth is after today in your time zone.',
    cure: 'Correct it, or leave it out.',
  },
  unknown_clinic: { meaning: 'The dentist does not work at this clinic.', cure: 'Send one that the message names.' },
  unknown_laboratory: {
    meaning: 'There is no such laboratory.',
    cure: 'Use a laboratoryId from GET /laboratories, or have a manager add it: PUT /laboratories/{id}.',
  },
  inactive_laboratory: {
    meaning: 'The laboratory is no longer active.',
    cure: 'Choose another, or have a manager make it active: PUT /laboratories/{id}.',
  },
  order_too_large: {
    meaning: 'The order would be too large.',
    cure: 'Write less, or split the order; the message names the bound.',
  },
  invalid_discount: {
    meaning: 'The discount has none of the forms allowed.',
    cure: 'Send a form that the message shows, or null for none.',
  },
  invalid_hold: {
    meaning: 'What was sent says neither what the laboratory waits for, nor that it goes on.',
    cure: 'Send the reason as the message shows, or null to go on.',
  },
  awaiting_not_alone: {
    meaning: 'A list of what awaits an answer cannot be combined with another filter.',
    cure: 'Send awaiting alone, or list by status, customerId and due date.',
  },
  patient_not_alone: {
    meaning: 'A search by patient cannot be combined with another filter.',
    cure: 'Send patient alone, or list by status, customerId and due date.',
  },
  due_dates_without_sort: {
    meaning: 'Due dates bound a list that is not sorted by them.',
    cure: 'Send sort=due, too, or leave dueFrom and dueTo out.',
  },
  status_not_awaited: {
    meaning: 'A list by due date has only orders whose work is still to come.',
    cure: 'Ask for the statuses that the message names, or leave sort out.',
  },

  // Lines.
  unknown_line: { meaning: 'The order has no line with this lineId.', cure: 'Send one that it has, or leave it out.' },
  duplicate_line: { meaning: 'A line is named twice.', cure: 'Name it once; leave lineId out for a new line.' },
  unknown_service: {
    meaning: 'There is no such service.',
    cure: 'Use a serviceId from GET /services, or have a manager add it: PUT /services/{id}.',
  },
  inactive_service: {
    meaning: 'The service is no longer offered.',
    cure: 'Choose another, or have a manager make it active: PUT /services/{id}.',
  },
  tooth_notation_required: {
    meaning: 'Teeth are named, but not their notation.',
    cure: 'Send toothNotation.',
  },
  unknown_tooth: {
    meaning: 'The text is not a tooth in this notation.',
    cure: 'Correct the tooth or toothNotation; extra teeth go into the note.',
  },
  duplicate_tooth: { meaning: 'A tooth is named twice in one line.', cure: 'Name it once.' },
  pontic_not_in_teeth: { meaning: 'A pontic is not among the teeth of its line.', cure: 'Add it to teeth as well.' },
  contradicts_teeth: { meaning: 'The jaw is not that of the teeth.', cure: 'Leave arch out, or correct the teeth.' },
  stump_shade_only: {
    meaning: 'A shade guide for stumps was sent for the shade of a tooth.',
    cure: 'Send it as stumpShade.',
  },
  unknown_shade: {
    meaning: 'The shade guide has no such value.',
    cure: 'Send one that the message lists, or describe the shade under "other".',
  },

  // Work plan and pay.
  unknown_task: { meaning: 'The plan has no task with this taskId.', cure: 'Leave taskId out to add a task.' },
  unknown_place: {
    meaning:
      'A pointer leads to no field of the order, to one that the clinic has not said, or to a line that is not there.',
    cure: 'Use one of the places that the message names, or leave the pointer out.',
  },
  duplicate_task: { meaning: 'A task is named twice.', cure: 'Name it once.' },
  too_many_tasks: { meaning: 'The plan would have more tasks than an order can have.', cure: 'Split the order.' },
  unknown_employee: {
    meaning: 'There is no such employee.',
    cure: 'Use an employeeId from GET /employees, or add it first: PUT /employees/{id}. A task needs none.',
  },
  inactive_employee: {
    meaning: 'The employee is no longer active.',
    cure: 'Choose another, or make them active: PUT /employees/{id}.',
  },
  too_many_records: {
    meaning: 'The order has as many payroll records as it can have.',
    cure: 'Remove one first: DELETE /orders/{number}/payroll-records/{recordId}.',
  },

  // Publishing: what a draft lacks, or what the catalogue no longer has.
  customer_inactive: {
    meaning: 'The dentist is no longer active.',
    cure: 'Have a manager change the customer: POST /orders/{number}/change-customer.',
  },
  laboratory_missing: { meaning: 'No laboratory is chosen.', cure: 'Send laboratoryId.' },
  laboratory_inactive: {
    meaning: 'The laboratory is no longer active.',
    cure: 'Send the laboratoryId of another from GET /laboratories.',
  },
  laboratory_not_open: { meaning: 'The laboratory takes no new orders from you.', cure: 'Ask it, or choose another.' },
  patient_missing: {
    meaning: 'The patient has neither a last name nor a reference.',
    cure: 'Send lastName or reference.',
  },
  services_missing: { meaning: 'Nothing is ordered.', cure: 'Add a service.' },
  due_date_missing: { meaning: 'There is no due date.', cure: 'Send dueDate; proposedDueDate is a good one.' },
  due_date_past: {
    meaning: 'The due date, or the day that a laboratory promises, has passed.',
    cure: 'Send one of today or later.',
  },
  discount_exceeds_subtotal: {
    meaning: 'The discount is more than what is ordered.',
    cure: 'Have a manager lower or remove it: PUT /orders/{number}/discount.',
  },
  service_inactive: { meaning: 'A service of the order is no longer offered.', cure: 'Remove its line.' },
  teeth_missing: { meaning: 'A line does not name its teeth.', cure: 'Send teeth.' },
  arch_missing: { meaning: 'A line does not say for which jaw.', cure: 'Send arch.' },
  shade_missing: { meaning: 'A line has no shade.', cure: 'Send shade.' },
  bridge_too_short: { meaning: 'A bridge has one unit.', cure: 'Name all of its units, or order a crown.' },
  one_jaw_a_line: {
    meaning: 'A line that must be in one jaw is in both.',
    cure: 'Order each jaw on a line of its own.',
  },
  pontic_missing: { meaning: 'A bridge does not say which units are pontics.', cure: 'Send pontics.' },
  abutment_missing: { meaning: 'All units of a bridge are pontics.', cure: 'Take an abutment out of pontics.' },
  implant_system_missing: { meaning: 'An implant has no system.', cure: 'Send implant.system.' },
  implant_platform_missing: { meaning: 'An implant has no platform.', cure: 'Send implant.platform.' },
  implant_retention_missing: {
    meaning: 'An implant has no retention.',
    cure: 'Send implant.retention: screw or cement.',
  },

  // Feeds and subscriptions.
  range_reversed: { meaning: 'A range ends before it begins.', cure: 'Swap its bounds.' },
  forbidden_url: {
    meaning: 'Webhooks are not sent to this address.',
    cure: 'Use a public address, with https on port 443, without user, password or fragment.',
  },
  secret_not_sent: {
    meaning: 'Secrets are made by us and cannot be set.',
    cure: 'Leave it out; rotateSecret: true makes a new one.',
  },
  too_many_secrets: {
    meaning: 'As many secrets sign already as can sign at once.',
    cure: 'Rotate again when one has ended, a day after it was rotated.',
  },
  too_many_subscriptions: {
    meaning: 'There are as many subscriptions as a laboratory or an organisation can have.',
    cure: 'Delete one first: DELETE /subscriptions/{id}, as a laboratory DELETE /lab/subscriptions/{id}.',
  },

  // Warnings: the action was accepted.
  service_dropped: { meaning: 'A service is no longer offered and was left out.', cure: 'Add another in its place.' },
  source_never_sent: {
    meaning: 'The copy is a remake of an order that was never sent, whose work no laboratory can have made.',
    cure: 'If it is no remake, cancel the copy and copy the order without remake.',
  },
  hand_set_dropped: {
    meaning: 'A value that was set by hand is missing on the line, task or copy that replaces the old one.',
    cure: 'Set it again if it still applies. Lines keep it when sent with their lineId, tasks with their taskId.',
  },
  laboratory_not_connected: {
    meaning: 'No laboratory has connected under this id yet.',
    cure: 'Check the id with the laboratory; published orders wait for it until it connects.',
  },
  done_task_removed: {
    meaning: 'A task that was marked as done is not in the new list of tasks.',
    cure: 'If that was not meant, add it again and mark it done. Tasks stay when they are sent with their taskId.',
  },
  returned_by_laboratory: {
    meaning: 'The laboratory has returned the order, for this reason.',
    cure: 'Correct what it says and publish again, or write to the laboratory.',
  },
  on_hold: {
    meaning: 'The laboratory waits for something.',
    cure: 'Give it what it waits for: write a message, or move the due date. The laboratory ends it by null as hold.',
  },
  overdue: {
    meaning: 'The due date has passed, and the work is not in the clinic.',
    cure: 'Ask the laboratory; move the due date, or receive the work if it is there. As the laboratory, ship the work, or write when it comes.',
  },
  promised_after_due: {
    meaning: 'The laboratory promises the work for a day after the due date.',
    cure: 'Move the due date, or write to the laboratory. As the laboratory, promise another day, or write to the clinic.',
  },
  task_overdue: {
    meaning: 'A task had to be done before today, and is not marked as done.',
    cure: 'Mark it done, or give it another date.',
  },
  not_our_laboratory: {
    meaning: "Work was planned that a laboratory does which is not the tenant's own.",
    cure: 'Take out the tasks that your technicians do not do, or mark the laboratory as your own: PUT /laboratories/{id} with own.',
  },
  gap_in_bridge: { meaning: 'A bridge leaves a gap in the row.', cure: 'Check the teeth; the gap may be intended.' },
  quantity_differs: {
    meaning: 'The quantity set by hand differs from the counted one.',
    cure: 'Check it; null counts it again.',
  },
  due_date_far: { meaning: 'The due date is more than a year ahead.', cure: 'Check the year; it may be intended.' },
  due_on_day_off: {
    meaning: 'The due date is not a working day of the tenant.',
    cure: 'Check it; it may be intended.',
  },
  due_date_too_early: {
    meaning: 'A task had to be done before today; or the work had to begin, where publishing makes the plan.',
    cure: 'While it is a draft: move the due date to earliestDueDate or later; and have a manager give the task that taskId names a later dueDate, which does not move with it: PUT /orders/{number}/work-plan.',
  },
  plan_outdated: {
    meaning: 'The services have changed since the work was planned.',
    cure: 'Plan the work again: POST /orders/{number}/plan-work (managers).',
  },
  plan_not_made: {
    meaning: 'The order was published without a work plan.',
    cure: 'Correct what the message names before the next order.',
  },
  task_after_due_date: {
    meaning: 'A task is due after its order.',
    cure: 'Move the task by PUT /orders/{number}/work-plan (managers), or the due date.',
  },
  task_outdated: {
    meaning: 'A task no longer fits the services.',
    cure: 'Change or remove it: PUT /orders/{number}/work-plan (managers).',
  },
  unassigned_tasks: {
    meaning: 'Tasks have no technician.',
    cure: 'Give each an employeeId: PUT /orders/{number}/work-plan.',
  },
  negative_margin: {
    meaning: 'Technicians would earn more than the order brings in.',
    cure: 'Check prices and pay: GET /orders/{number}/payroll.',
  },
};
