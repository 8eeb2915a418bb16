import type { FaultCode, WarningCode } from '#domain/kernel/messages/messages.ts';
import type { HttpFaultCode } from '#functions/http/messages/messages.ts';
import type { Refusal } from '#functions/http/refusal.ts';

/** Every code that a reply may carry. */
type Code = Refusal['code'] | HttpFaultCode | FaultCode | WarningCode;

/**
 * The meaning and the cure of every code, for docs/errors.md. A code without a row does not compile. No function loads
 * this file.
 */
export const codes: Record<Code, { meaning: string; cure: string }> = {
  // Refusals, in the order of their status.
  malformed_body: { meaning: 'The body is not JSON in UTF-8.', cure: 'Send JSON in UTF-8.' },
  invalid_header: { meaning: 'A header cannot be read.', cure: 'Write it as errors says.' },
  unauthorized: {
    meaning: 'The token does not say who is calling, or says too much.',
    cure: 'Take a new token; if it stays so, have the operator look at the grant.',
  },
  forbidden: {
    meaning: 'The action, or a field that was sent, is not for this caller.',
    cure: 'Leave the field out, or let somebody do it whose role may.',
  },
  not_found: { meaning: 'There is nothing here, or nothing of yours.', cure: 'Check the number or the id.' },
  method_not_allowed: {
    meaning: 'There is something at this address, and it takes other methods.',
    cure: 'Use a method that the header Allow names.',
  },
  invalid_status: {
    meaning: 'The order does not allow this in its status.',
    cure: 'Do what actions names, or read the order again.',
  },
  payroll_finalized: {
    meaning: 'The payroll is finalized, and this would change what technicians earn.',
    cure: 'Reopen the payroll first.',
  },
  feed_expired: {
    meaning: 'What follows this number of the feed is no longer kept.',
    cure: 'Go on after the number before oldest, and read the orders that were missed.',
  },
  version_conflict: {
    meaning: 'Somebody has changed it since it was read; fields says what, where that is still known.',
    cure: 'Read it again, then repeat the change.',
  },
  body_too_large: { meaning: 'The body is over 1 MiB.', cure: 'Send less at once.' },
  unsupported_media_type: {
    meaning: 'The body is of a type that is not read here.',
    cure: 'Send what expected names, and say so in Content-Type.',
  },
  validation_failed: { meaning: 'Something in the request is wrong.', cure: 'Mend every fault under errors.' },
  not_ready: { meaning: 'The draft lacks something without which it cannot be sent.', cure: 'Add what errors names.' },
  idempotency_key_reused: {
    meaning: 'The Idempotency-Key has been used for another request.',
    cure: 'Take a new key for a new request.',
  },
  precondition_required: {
    meaning: 'A write does not say upon which version it was made.',
    cure: 'Send If-Match with the ETag of the version that was read.',
  },
  internal_error: {
    meaning: 'Something broke here.',
    cure: 'Repeat the request later; name its requestId when you ask about it.',
  },
  try_again: { meaning: 'It could not be done just now.', cure: 'Repeat the request after Retry-After.' },

  // Faults that the HTTP layer finds.
  unknown_field: {
    meaning: 'There is no field or parameter of this name here.',
    cure: 'Use the name that the message gives, or leave it out.',
  },
  bad_cursor: {
    meaning: 'The cursor is not one of this list, this filter and this caller.',
    cure: 'Leave it out to start again.',
  },
  search_too_wide: { meaning: 'Too many names begin like this.', cure: 'Type more of the name.' },
  key_reused: { meaning: 'The Idempotency-Key has been used for another request.', cure: 'Take a new key.' },
  past_the_end: {
    meaning: 'The feed has not come to this number yet.',
    cure: 'Go on after the last number that was seen.',
  },
  inactive_subscription: { meaning: 'The subscription is off.', cure: 'Turn it on, then ask for the replay.' },

  // Any value: what its schema requires.
  required: { meaning: 'A field is missing.', cure: 'Send it.' },
  invalid_type: { meaning: 'A value is of another type.', cure: 'Send the type or the object that the message shows.' },
  invalid_format: { meaning: 'A text is not written as its field takes it.', cure: 'Write it as the message says.' },
  invalid_value: { meaning: 'A value is none of those that there are.', cure: 'Send one that the message lists.' },
  invalid_union: {
    meaning: 'The body has none of the forms that there are.',
    cure: 'Send one that the message shows.',
  },
  too_small: {
    meaning: 'A number is too low, or a text or list too short.',
    cure: 'Keep to the bound in the message.',
  },
  too_big: { meaning: 'A number is too high, or a text or list too long.', cure: 'Keep to the bound in the message.' },
  not_multiple_of: {
    meaning: 'A number is finer than its field takes it.',
    cure: 'Round it to the step in the message.',
  },
  read_only: {
    meaning: 'A member that is only shown was sent changed.',
    cure: 'Leave it out, or send it as the last reply showed it.',
  },

  // Dates, times and the calendar.
  date_out_of_range: { meaning: 'A date is in a year that nobody means.', cure: 'Check the year.' },
  not_later: { meaning: 'A time span ends before it begins.', cure: 'Send a later end, or exchange the two.' },
  break_outside_hours: { meaning: 'A break is not within the hours of its day.', cure: 'Move or shorten the break.' },
  duplicate_day: { meaning: 'A day of the week is named twice.', cure: 'Name it once, with breaks where it pauses.' },
  until_before_date: { meaning: 'An exception ends before it begins.', cure: 'Exchange date and until.' },
  until_too_late: {
    meaning: 'An exception of every year takes a year or longer.',
    cure: 'Shorten it, or let it come once.',
  },
  hours_incomplete: {
    meaning: 'A shorter day has only one of from and to.',
    cure: 'Give both, or neither for a closed day.',
  },

  // The catalogue and the settings.
  duplicate_template: { meaning: 'Two task templates of a service have one templateId.', cure: 'Give each its own.' },
  duplicate_tenant: { meaning: 'A tenant is named twice.', cure: 'Name it once.' },
  currency_fixed: {
    meaning: 'The currency can no longer change, for services are priced in it.',
    cure: 'Keep the currency.',
  },
  other_currency: {
    meaning: 'A sum is in another currency than the order, or than the tenant.',
    cure: 'Send the currency that the message names, or price the service in it.',
  },

  // The order and its customer.
  customer_required: { meaning: 'It is not said which dentist orders.', cure: 'Send customerId.' },
  unknown_customer: { meaning: 'There is no such customer.', cure: 'Take a customerId of GET /customers.' },
  inactive_customer: { meaning: 'The customer is no longer active.', cure: 'Choose another, or make them active.' },
  born_in_future: {
    meaning: 'A date of birth is after today in your time zone.',
    cure: 'Correct it, or leave it out.',
  },
  unknown_clinic: { meaning: 'The dentist does not work at this clinic.', cure: 'Send one that the message names.' },
  unknown_laboratory: { meaning: 'There is no such laboratory.', cure: 'Take a laboratoryId of GET /laboratories.' },
  inactive_laboratory: { meaning: 'The laboratory is no longer active.', cure: 'Choose another.' },
  order_too_large: { meaning: 'The order would be larger than an order can be.', cure: 'Shorten notes or split it.' },
  invalid_discount: { meaning: 'This is no discount.', cure: 'Send a form that the message shows, or null for none.' },
  patient_not_alone: {
    meaning: 'A search by patient goes over all statuses and customers.',
    cure: 'Send patient alone, or list by status and customerId.',
  },

  // Lines.
  unknown_line: { meaning: 'The order has no line of this lineId.', cure: 'Name one that it has, or leave it out.' },
  duplicate_line: { meaning: 'A line is named twice.', cure: 'Name it once; leave lineId out for a new line.' },
  unknown_service: { meaning: 'There is no such service.', cure: 'Take a serviceId of GET /services.' },
  inactive_service: { meaning: 'The service is no longer offered.', cure: 'Choose another.' },
  tooth_notation_required: {
    meaning: 'Teeth are named, and it is not said how they are written.',
    cure: 'Send toothNotation.',
  },
  unknown_tooth: {
    meaning: 'The text names no tooth in this notation.',
    cure: 'Correct the tooth or toothNotation; extra teeth go into the note.',
  },
  duplicate_tooth: { meaning: 'A tooth stands twice in one line.', cure: 'Name it once.' },
  pontic_not_in_teeth: { meaning: 'A pontic is not among the teeth of its line.', cure: 'Add it to teeth as well.' },
  contradicts_teeth: { meaning: 'The jaw is not that of the teeth.', cure: 'Leave arch out, or correct the teeth.' },
  stump_shade_only: {
    meaning: 'A system that is only for stumps was sent as the shade of a tooth.',
    cure: 'Send it as stumpShade.',
  },
  unknown_shade: {
    meaning: 'The system has no such value.',
    cure: 'Send one that the message lists, or describe the shade under "other".',
  },

  // Work plan and pay.
  unknown_task: { meaning: 'The plan has no task of this taskId.', cure: 'Leave taskId out to add a task.' },
  duplicate_task: { meaning: 'A task is named twice.', cure: 'Name it once.' },
  too_many_tasks: { meaning: 'The plan would have more tasks than an order takes.', cure: 'Split the order.' },
  unknown_employee: { meaning: 'There is no such employee.', cure: 'Take an employeeId of GET /employees.' },
  inactive_employee: { meaning: 'The employee is no longer active.', cure: 'Choose another.' },
  too_many_records: {
    meaning: 'The order has as many payroll records as it takes.',
    cure: 'Remove one, or add the sum to one.',
  },

  // Readiness: what a draft lacks before it can be published.
  customer_inactive: { meaning: 'The dentist is no longer active.', cure: 'Change the customer.' },
  laboratory_missing: { meaning: 'No laboratory is chosen.', cure: 'Send laboratoryId.' },
  laboratory_inactive: { meaning: 'The laboratory is no longer active.', cure: 'Choose another.' },
  laboratory_not_open: { meaning: 'The laboratory does not take orders from you.', cure: 'Ask it, or choose another.' },
  patient_missing: {
    meaning: 'It is not said for whom the work is.',
    cure: 'Send lastName or reference of the patient.',
  },
  services_missing: { meaning: 'Nothing is ordered.', cure: 'Add a service.' },
  due_date_missing: { meaning: 'There is no due date.', cure: 'Send dueDate; proposedDueDate is a good one.' },
  due_date_past: { meaning: 'The due date has passed.', cure: 'Send one of today or later.' },
  discount_exceeds_subtotal: { meaning: 'The discount is more than what is ordered.', cure: 'Lower or remove it.' },
  service_inactive: { meaning: 'A service of the order is no longer offered.', cure: 'Remove its line.' },
  teeth_missing: { meaning: 'A line does not name its teeth.', cure: 'Send teeth.' },
  arch_missing: { meaning: 'A line does not say for which jaw.', cure: 'Send arch.' },
  shade_missing: { meaning: 'A line has no shade.', cure: 'Send shade.' },
  bridge_too_short: { meaning: 'A bridge has one unit.', cure: 'Name all of its units, or order a crown.' },
  one_jaw_a_line: { meaning: 'A line goes over both jaws.', cure: 'Order each jaw on a line of its own.' },
  pontic_missing: { meaning: 'A bridge does not say which units are pontics.', cure: 'Send pontics.' },
  abutment_missing: { meaning: 'All units of a bridge are pontics.', cure: 'Take an abutment out of pontics.' },
  implant_system_missing: { meaning: 'An implant has no system.', cure: 'Send implant.system.' },
  implant_platform_missing: { meaning: 'An implant has no platform.', cure: 'Send implant.platform.' },
  implant_retention_missing: {
    meaning: 'It is not said how the work is held on its implant.',
    cure: 'Send implant.retention: screw or cement.',
  },

  // Feeds and subscriptions.
  range_reversed: { meaning: 'A range ends before it begins.', cure: 'Exchange from and to.' },
  forbidden_url: {
    meaning: 'Nothing is sent to this address.',
    cure: 'Name one that is public, by https on port 443, without user, password and fragment.',
  },
  secret_not_sent: { meaning: 'Secrets are made here.', cure: 'Leave it out; rotateSecret: true makes a new one.' },
  too_many_secrets: {
    meaning: 'As many secrets sign already as can at once.',
    cure: 'Rotate again when one has ended, a day after it was rotated away.',
  },
  too_many_subscriptions: { meaning: 'There are as many subscriptions as there can be.', cure: 'Delete one first.' },

  // Warnings: the action was accepted.
  service_dropped: { meaning: 'A service is no longer offered and was left out.', cure: 'Add another in its place.' },
  hand_set_dropped: {
    meaning: 'A line, a task or a copy has come without what had been set by hand on what it replaces.',
    cure: 'Set it again where it still holds. Lines keep it by their lineId, tasks by their taskId.',
  },
  laboratory_not_connected: {
    meaning: 'Nobody answers to the id of the laboratory yet.',
    cure: 'Check the id with the laboratory; what is sent waits there until it connects.',
  },
  gap_in_bridge: { meaning: 'A bridge leaves out a tooth of its row.', cure: 'Check the teeth; it may be meant.' },
  quantity_differs: {
    meaning: 'The quantity set by hand is not what the line counts.',
    cure: 'Check it; null counts again.',
  },
  due_date_far: { meaning: 'The due date is more than a year ahead.', cure: 'Check the year; it may be meant.' },
  due_on_day_off: { meaning: 'The due date is no working day of yours.', cure: 'Check it; it may be meant.' },
  due_date_too_early: {
    meaning: 'A task had to be done before today.',
    cure: 'Move the due date to earliestDueDate or later, or hurry the task that taskId names.',
  },
  plan_outdated: { meaning: 'The services have changed since the work was planned.', cure: 'Plan the work again.' },
  plan_not_made: {
    meaning: 'The order was sent without its work plan.',
    cure: 'Mend what the message names, then plan.',
  },
  task_after_due_date: { meaning: 'A task is due after its order.', cure: 'Move the task or the due date.' },
  task_outdated: { meaning: 'A task no longer fits the services.', cure: 'Change or remove it.' },
  unassigned_tasks: { meaning: 'Tasks have no technician.', cure: 'Give each an employeeId.' },
  negative_margin: { meaning: 'Technicians would earn more than the order brings in.', cure: 'Check prices and pay.' },
};
