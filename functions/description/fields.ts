import { shadeValues } from '#domain/kernel/shade.ts';
import { orderEvents } from '#domain/listening/events.ts';

const listed = (guides: Record<string, readonly string[]>) =>
  [
    ...Object.entries(guides).map(([system, values]) => `${system}: ${values.join(', ')}`),
    'under `other`, any line of text up to 60 characters.',
  ].join('; ');

const { 'Natural Die': _forStumps, ...guidesOfTeeth } = shadeValues;
const typedShade = 'The value as the shade guide prints it; case, spaces and a decimal comma do not matter.';
const patchOfShade =
  'A new one needs `system` and `value`; of one that the line has, what you leave out stays. Null removes it.';
const patchOfPrice = 'A new price needs `amount` and `currency`.';

/**
 * Words for members whose name does not say it all: units, formats, who sets it, what null means, what happens without it. A
 * key is a name, or the end of a path to it: of several that fit, the longest counts. A path begins with the name of a schema
 * in lower case, where `PutServiceBody` is `service`, `LineRequest` is `line`, every problem document is `problem` and every event about an order `orderEvent`; or with
 * `path` or `query`. A key that begins with `sent.` is for requests, where a member means another thing than in a reply.
 */
export const words: Record<string, string> = {
  // Parameters.
  'path.number': 'The number of the order, in any case, with or without `#` (which is `%23` in an address).',
  'path.tenantId': 'The organisation that has sent the order, as the event names it in `data.tenantId`.',
  'path.id': 'The id, as it was chosen when the entry was added.',
  'path.documentId': 'The id of the document, as the reply to its print says it.',
  'path.recordId': 'The id of the record, as the order shows it in `payroll.records`.',
  'query.status':
    'Orders in this status; repeat the parameter for several, which come in one list. Without it: drafts, and published orders for those who see no drafts.',
  'query.customerId': 'Orders of this dentist alone. A dentist may send only their own id.',
  'query.patient':
    'The beginning of the last name of the patient, or of the reference where there is no name. Case, accents and the spelling of umlauts do not matter. It takes no other filter.',
  'query.sort':
    '`due`: by due date, the soonest first; only orders that have one and whose work is still to come. Without it: by the time when the order got its status, the newest first.',
  'query.awaiting':
    '`clinic`: orders of which the last message is a laboratory’s, the newest first. It takes no other filter.',
  'query.dueFrom': 'The first due date. Together with `sort=due`.',
  'query.dueTo': 'The last due date, which may be the same as the first. Together with `sort=due`.',
  'query.limit': 'The most entries in the reply.',
  'query.cursor': 'Where to go on: `nextCursor` of the page before. It belongs to its caller, its list and its filter.',
  'query.after': 'The number of the last entry that you have: only later ones are given. 0 begins at the first.',
  'query.wait': 'How many seconds to wait for a new entry where there is none.',
  dryRun: '`true` shows what the action would do, and writes nothing.',

  // Every thing that is stored.
  version: 'How often it has been written. Between quotes it is an ETag for If-Match.',
  'labOrder.version':
    'Grows with each change that you can see, also by more than one. Between quotes it is an ETag for If-Match.',
  updatedAt: 'When it was written last.',
  'subscription.updatedAt': 'When it was set last. Where it was turned off since, only the version has grown.',
  updatedBy: 'Who wrote it last.',
  'settings.updatedAt': 'When they were written last; null while these are the defaults.',
  'settings.updatedBy': 'Who wrote them last; null while these are the defaults.',
  'settings.version': 'How often they have been written. 0 while these are the defaults.',
  sub: 'Who it was, as the `sub` of their token says.',
  role: 'The role of the token.',
  'actor.name': 'What they were called then. Absent where the token did not say it.',
  active: 'Whether it can be chosen for something new. What refers to it already stays as it is.',

  // Money.
  'amount.amount':
    'Whole minor units of the currency (ISO 4217): 12000 is 120.00 EUR, and 12000 JPY. Negative for a loss.',
  'price.amount': 'Whole minor units of the currency (ISO 4217): 12000 is 120.00 EUR, and 12000 JPY.',
  'money.amount': 'Whole minor units of the currency (ISO 4217): 12000 is 120.00 EUR, and 12000 JPY.',
  'payment.amount': 'Whole minor units of the currency (ISO 4217): 12000 is 120.00 EUR, and 12000 JPY.',
  currency: 'A code of ISO 4217, such as EUR. It must be that of the organisation.',
  'settings.currency': 'A code of ISO 4217, such as EUR. It can no longer change once a service has a price.',

  // The order.
  tenantId: 'The organisation that the order belongs to.',
  number: 'The number of the order: 10 hex digits, which people write with a # before them. It is never used again.',
  status:
    'A draft can be changed and is seen by the clinic alone. A published order has been sent to its laboratory. A cancelled one has been given up, as a draft or before its laboratory has accepted it.',
  statusSince: 'When it got its status.',
  source: 'The number of the order that it was copied from; null if it is no copy.',
  'labOrder.source':
    'The number of the order that it was copied from, if that had been sent to this laboratory; else null.',
  remake: 'That it is made because the work of the source has failed; null if it is not.',
  'copyOrder.remake': 'That the copy is made because the work of the order has failed.',
  'remake.reason': 'Why the work has to be made again, for the laboratory.',
  'remake.source': 'The number of the order whose work has failed; null if that had not been sent to this laboratory.',
  root: 'The number of the first order in a chain of copies; null if it is no copy.',
  customerId: 'The dentist who orders.',
  'createOrder.customerId': 'The dentist who orders. A dentist may leave it out, and is their own customer.',
  'customer.customerId': 'The id that was chosen when the customer was added.',
  customer: 'The dentist as they were called when the order was saved or published.',
  clinic: 'The clinic that the work is delivered to: one where the dentist works.',
  'sent.clinic':
    'The clinic that the work is delivered to: one where the dentist works. Unless one is sent, their home clinic.',
  laboratoryId: 'The laboratory that makes the work. Null in a draft that has none yet.',
  'sent.laboratoryId': 'The laboratory that makes the work. Null removes it.',
  laboratory: 'The laboratory as it was called when it was chosen. Null in a draft that has none yet.',
  patient: 'Who the work is for. A draft can be published when there is a last name or a reference.',
  reference: 'Your own code for the patient, in place of a name or beside it.',
  dateOfBirth: 'A day, which is not after today in the time zone of the organisation.',
  toothNotation: 'How teeth are written in requests and replies. Null while no teeth have been named.',
  'sent.toothNotation':
    'How teeth are written in requests and replies. The first request that names teeth must say it, and the order keeps it until another is sent.',
  'printOrder.toothNotation': 'How teeth are written on the paper. Unless it is sent, as in the order.',
  services: 'The lines of the order.',
  'sent.services': 'The lines of the order. An edit replaces the whole list: send every line that is to stay.',
  enclosures: 'What is sent along, such as impressions, a bite record, or the number of a scan.',
  dueDate:
    'The day when the work must be in the clinic, in the time zone of the organisation. Null if there is none yet.',
  'sent.dueDate': 'The day when the work must be in the clinic, in the time zone of the organisation. Null removes it.',
  proposedDueDate:
    'A good due date: today and the production days of the settings, in working days, and late enough for the task with the most lead days. Only while a draft has none.',
  note: 'For the laboratory; it is printed on the form.',
  'order.discount': 'The discount; null if there is none. Absent for those who may not see prices.',
  'order.price': 'What the order costs. Absent for those who may not see prices. No tax is computed.',
  'price.subtotal': 'The sum of all lines.',
  'price.discount': 'What the discount takes off: never more than the subtotal.',
  'price.total': 'The subtotal less the discount.',
  percent: 'More than 0, up to 100, with at most two decimals: 12.5 or 33.33. Half a minor unit is rounded up.',
  'discount.type': 'In percent of the subtotal, or a fixed amount.',
  'discount.amount': 'The amount, in the currency of the order.',
  readiness:
    'What this draft lacks before it can be published, each with its place. Empty if it is ready, and in every other status.',
  'readiness.pointer': 'A JSON pointer (RFC 6901) into the order, such as `/services/0/shade`.',
  'readiness.code': 'What is missing, for programs.',
  'readiness.message': 'What is missing, for people.',
  warnings: 'What is unusual and was accepted all the same.',
  actions:
    'The operations that the status of the order and the role of this caller allow now. A finalized payroll can still refuse one.',
  'labOrder.actions':
    'The operations that the status of the order allows you now. Reading it, its messages and its documents and printing it is always allowed, and not listed.',
  createdAt: 'When it was saved first.',
  createdBy: 'Who saved it first.',
  publishedAt: 'When it was published; null before.',
  publishedBy: 'Who published it; null before.',
  cancelledAt: 'When it was cancelled; null if it is not.',
  cancelledBy: 'Who cancelled it; null if nobody has.',
  cancelReason: 'Why it was cancelled, as they gave it; null if they gave no reason.',
  'cancelOrder.reason': 'Why the order is given up. It keeps that.',
  publish: '`true` publishes the order in the same step; what it lacks then is refused, and nothing is saved.',
  'createOrder.workPlan': 'Plans the work in the same step. For managers.',
  'publishOrder.changes': 'A last edit in the same step, as by editOrder.',
  'copyOrder.changes': 'An edit of the copy in the same step, as by editOrder.',

  // Lines.
  lineId: 'The id of the line.',
  'sent.lineId': 'The line that is to stay. Leave it out for a new one.',
  'task.lineId': 'The line that the task is for. Absent or null if it is for the whole order.',
  'sent.task.lineId': 'The line that the task is for; null for the whole order.',
  'warning.lineId': 'The line that was lost.',
  serviceId: 'The service, as the catalogue has it. With another one, a line counts as new.',
  'service.serviceId': 'The id that was chosen when the service was added.',
  'task.serviceId': 'The service that it was planned for. Absent on a task that was added by hand.',
  'source.serviceId': 'The service that the task was planned for. Absent on a task that was added by hand.',
  'unplannedServices.serviceId': 'The service.',
  'line.service': 'The service as it was when the line was added, or when the order was published.',
  teeth:
    'The teeth, in the notation of the order: every restored tooth, all units of a bridge, the teeth that a denture replaces.',
  'sent.teeth':
    'The teeth, in the notation of the order: every restored tooth, all units of a bridge, the teeth that a denture replaces. Null or an empty list removes them.',
  arch: 'The jaw. It follows from the teeth where there are any; a service without teeth needs it.',
  pontics: 'Those of the teeth of a bridge that hang between the abutments.',
  'sent.pontics': 'Those of the teeth of a bridge that hang between the abutments. Null removes them.',
  quantity: 'How many units. It follows from teeth or jaw until it is set by hand.',
  'sent.quantity': 'How many units. It follows from teeth or jaw unless it is set here; null counts it again.',
  'payLine.quantity': 'How many units are paid.',
  'lines.quantity': 'How many units are paid.',
  'task.quantity': 'How many units the technician is paid for.',
  'sent.task.quantity': 'How many units the technician is paid for; 1 for a new task that does not say it.',
  quantityByHand: 'Whether the quantity was set by hand, and no longer follows teeth and jaw.',
  unitPrice:
    'A price of one unit that a manager has set by hand, in place of that of the service. Absent where none is set, and for those who may not see prices.',
  'sent.unitPrice': `A price of one unit in place of that of the service. For managers. ${patchOfPrice} Null takes it away.`,
  'line.amount': 'The price of one unit times the quantity. Absent for those who may not see prices.',
  shade: 'The shade of the tooth.',
  'sent.shade': `The shade of the tooth. ${patchOfShade}`,
  stumpShade: 'The shade of the prepared tooth, which shows through translucent ceramic.',
  'sent.stumpShade': `The shade of the prepared tooth, which shows through translucent ceramic. ${patchOfShade}`,
  'stumpShade.system': 'The shade guide. `other` is for everything that is in none of them.',
  'shade.system': 'The shade guide. `other` is for everything that is in none of them.',
  value: `The value as the shade guide prints it. ${listed(shadeValues)}`,
  'sent.shade.value': `${typedShade} ${listed(guidesOfTeeth)}`,
  'sent.stumpShade.value': `${typedShade} ${listed(shadeValues)}`,
  material: 'What it is to be made of, if that matters.',
  implant: 'The implant that the work sits on.',
  'sent.implant': 'The implant that the work sits on. What you leave out stays as the line has it. Null removes it.',
  'implant.system': 'The make of the implant, such as Straumann BLX.',
  platform: 'The platform or the diameter of the implant, such as RB.',
  retention: 'Whether the crown or bridge is held by a screw or by cement.',
  'line.note': 'For the laboratory, about this line.',
  'sent.line.note': 'For the laboratory, about this line. Null removes it.',

  // Work plan and pay.
  'order.workPlan': 'The tasks that the order takes.',
  'workPlan.tasks': 'The tasks, in the sequence of the work.',
  outdated: 'Whether the services have changed since the tasks were planned. Plan again to add what is missing.',
  unplannedServices: 'The services of the order that have no task templates, so that nothing is planned for them.',
  mode: 'Whether the tasks follow from the services, or are named here.',
  'planWork.tasks': 'The tasks to add.',
  'editWorkPlan.tasks': 'All tasks of the plan, in the sequence of the work. A task that is not here is removed.',
  taskId: 'The id of the task.',
  'sent.taskId': 'The task that is to stay. Leave it out for a new one.',
  'warning.taskId': 'The task that the warning is about. Absent while there is none: publishing will make the plan.',
  'task.name': 'What is to be done.',
  origin: 'Whether the task was planned from a service, or added by hand.',
  templateId: 'The task template of the service. Absent on a task that was added by hand.',
  'taskTemplate.templateId': 'An id of your choice, which no other template of the service has.',
  'task.price':
    'What the technician earns for each unit of `quantity`. Absent or null if nothing is paid for it; absent, too, for those who may not see it.',
  'sent.task.price': `What the technician earns for each unit of \`quantity\`; null for nothing. ${patchOfPrice}`,
  employeeId: 'The technician.',
  'employee.employeeId': 'The id that was chosen when the employee was added.',
  'task.employeeId': 'The technician who does it. Absent or null while nobody does.',
  'sent.task.employeeId': 'The technician who does it; null for nobody.',
  'taskTemplate.employeeId': 'The technician who gets the task unless another is named. Without it, nobody.',
  'payLine.employeeId': 'The technician; null while nobody does the task.',
  'task.dueDate': 'The day by which it is to be done. Absent or null if there is none.',
  'sent.task.dueDate': 'The day by which it is to be done; null for none.',
  'order.payroll':
    'What is paid beside the tasks. Absent for those who see no pay; a technician sees their own records.',
  records: 'The sums that were added by hand.',
  recordId: 'The record, for removePayrollRecord.',
  'payrollRecord.amount': 'What is paid.',
  'addPayrollRecord.amount': 'What is paid, in the currency of the order.',
  'payrollRecord.note': 'What it is paid for.',
  'addPayrollRecord.note': 'What it is paid for.',
  'source.note': 'What it is paid for.',
  'payrollRecord.at': 'When it was added.',
  'payrollRecord.by': 'Who added it.',
  finalized: 'Whether everything that changes pay is locked.',
  'payroll.byEmployee': 'What each technician earns, with what it is made of.',
  'byEmployee.name': 'Their first and last name. Absent if the catalogue no longer has them.',
  'byEmployee.total': 'The sum of their lines.',
  'byEmployee.lines': 'What their pay is made of.',
  'payroll.byTask': 'The pay of each task, in the sequence of the plan.',
  'payroll.unassigned': 'The tasks without a technician, whose pay is not in the total. For managers.',
  'payroll.total': 'What all technicians together earn.',
  'payroll.orderTotal': 'What the order costs, less the discount. For managers.',
  margin: 'The total of the order less the pay; negative for a loss. For managers.',
  'payLine.source': 'What is paid for: a task of the plan, or a payroll record.',
  'lines.source': 'What is paid for: a task of the plan, or a payroll record.',
  'source.taskId': 'The task, as the work plan has it.',
  'source.kind': 'A task of the plan, or a payroll record.',
  'source.name': 'What is done.',
  'payLine.price': 'The pay for one unit; null for a task without a price.',
  'lines.price': 'The pay for one unit; null for a task without a price.',
  'payLine.amount': 'The price times the quantity.',
  'lines.amount': 'The price times the quantity.',

  // Dry runs, history, warnings.
  effects: 'What the action would change.',
  'effects.field': 'The member of the order that would change.',
  'effects.message': 'What would change, for people.',
  'effects.from': 'The value now.',
  'effects.to': 'The value then.',
  'dryRun.order': 'The order as it would be. It is not stored.',
  'change.version':
    'The version that the change led to. Absent where the order was not changed: it was printed, or read by its laboratory.',
  'change.action': 'The operation that was used.',
  'change.by': 'Who it was.',
  'change.at': 'When it was.',
  'change.reasons': 'Why, in the words of whoever did it. Absent where no reason was given.',
  'change.changes': 'The members of the order that were changed, of those that you may see.',
  'changes.field': 'The member of the order.',
  'changes.from': 'The value before; null if there was none.',
  'changes.to': 'The value after.',
  changed: '`true`, in place of the two values, where what differs is over 1 KB.',
  partial:
    '`true` where a value is over 1 KB: its lists have only the elements that were added, removed or changed, in `from` as they were and in `to` as they are.',
  'change.documentId': 'The document that was printed or opened.',
  'warning.pointer': 'A JSON pointer (RFC 6901) into the order. Absent if the warning is about the whole order.',
  'warning.code': 'What it is, for programs.',
  'warning.message': 'What it is and what to do, for people.',
  earliestDueDate: 'The earliest due date for which no task falls before today. Absent if there is none.',
  'warning.fields': 'The fields of the line or task that were set by hand and are lost.',

  // After sending.
  revision: 'How often the order has been sent to a laboratory; 0 before the first time.',
  publication: 'The last time that it was sent to a laboratory; null before the first time.',
  'labOrder.revision': 'How often the order has been sent to a laboratory.',
  'labOrderRow.dueDate': 'The day when the work must be in the clinic, in the time zone of the organisation.',
  'publication.version': 'The version that was sent.',
  'publication.revision': 'Which sending of the order it was: 1 is the first.',
  'publication.at': 'When it was sent.',
  'publication.by': 'Who sent it.',
  inHands:
    'Whether the laboratory has the order: from its sending until it is withdrawn or returned. It reads no order that it does not have.',
  'publication.changed':
    'The members of the order that are prescribed differently from the sending before; null where there is none to compare with.',
  returned: 'That the laboratory has given the order back, until it is sent again; null otherwise.',
  'returned.at': 'When it gave the order back.',
  'returned.by': 'Who did.',
  reasons: 'Why, each where it belongs.',
  'reasons.pointer':
    'A JSON pointer (RFC 6901) to the member of the order that it is about, which may be empty. Absent for the whole order, or if its line was removed.',
  'sent.reasons.pointer':
    'A JSON pointer (RFC 6901) to what the clinic has said in the order, such as `/services/0/shade` or `/remake`, which may be empty; without it, the whole order.',
  'reasons.message': 'What is wrong or missing.',
  laboratoryWork: 'What the laboratory has said and done since the order was sent; null before.',
  acceptedAt: 'When the laboratory accepted it.',
  promisedDate: 'The day on which the work will be in the clinic, by the laboratory.',
  'acceptOrder.promisedDate':
    'The day on which the work will be in the clinic. What is left out stays as it is; null takes it back.',
  laboratoryReference: 'The number of the laboratory’s own: of its case or pan.',
  'acceptOrder.laboratoryReference':
    'Your own number of its case or pan. What is left out stays as it is; null takes it back.',
  hold: 'That the laboratory waits for something of the clinic. Absent while it does not.',
  'hold.at': 'Since when it waits.',
  'hold.reason': 'What it waits for.',
  rescheduled: 'The last time that the clinic moved the due date.',
  'rescheduled.at': 'When it did.',
  'rescheduled.reason': 'Why.',
  producedAt: 'When the work was finished.',
  shippedAt: 'When it was shipped.',
  purpose: 'Whether it is shipped for good, or for a try-in.',
  carrier: 'Who carries it.',
  trackingNumber: 'The number by which the carrier knows it.',
  'shipOrder.trackingNumber':
    'The number by which the carrier knows it. What is left out stays as it is; null takes it back.',
  'shipOrder.carrier': 'Who carries it. What is left out stays as it is; null takes it back.',
  deliveredAt: 'When the clinic had it in hand.',
  journeys: 'Earlier journeys of the work to the clinic, the oldest first; up to 20.',
  reopenedAt: 'When it went into production again, which ended this journey.',
  'journeys.side': 'Which side has reopened it. Absent where it was reopened before this was kept.',
  'journeys.reason': 'Why.',
  doneAt: 'When the task was done; absent until then.',
  doneBy: 'Who marked it done.',
  done: '`false` takes back that the task is done.',
  'withdrawOrder.reason': 'Why it is taken back, for the laboratory.',
  'reopenOrder.reason': 'Why it goes into production again, for the other side.',
  'reopenLabOrder.reason': 'Why it goes into production again, for the clinic.',
  'changeDueDate.dueDate': 'The day by which the work is to be in the clinic. Not before today.',
  'changeDueDate.reason': 'Why it is moved, for the laboratory.',
  'holdOrder.reason': 'What the laboratory waits for.',
  'path.taskId': 'The task, as the work plan has it.',
  left: 'Why the laboratory no longer has the order to work on; null while it has.',
  'left.how':
    'The clinic took it back, the laboratory gave it back, or it was cancelled or sent to another laboratory.',
  'left.at': 'When that was.',
  'left.reason': 'The reason that was given for it; of several the first. Absent if none was.',
  'left.reasons': 'All reasons of a return. Absent otherwise.',
  'left.reasons.pointer':
    'A JSON pointer (RFC 6901) to the member of the order that it is about, as the laboratory has sent it. Absent for the whole order.',
  corrected: 'Whether it had been said before, and is now said differently.',
  'data.reasons': 'How many reasons it has.',
  'data.changed': 'As `publication.changed` of the order.',

  'orderRow.hold': 'How the reason begins for which the laboratory waits; null while it does not.',
  'orderRow.returned':
    'How the first reason begins for which the laboratory has returned the draft; null otherwise. Returned drafts come first in lists by time.',
  'labOrderRow.hold': 'How the reason begins for which you wait; null while you do not.',
  'labOrderRow.sentBack':
    'How the reason begins for which the clinic has sent the work back; null otherwise, and once it is shipped or received again.',
  'labOrderRow.laboratoryReference': 'Your own number of it; null if there is none.',

  // Messages.
  'data.messageId': 'The message, as it is called in the thread.',
  'message.messageId': 'Which message about the order it is: m1 is the first.',
  'message.laboratoryId': 'The laboratory that wrote it, or to which the clinic wrote.',
  'message.side': 'Who wrote it: somebody of the clinics, or of the laboratory.',
  'message.by': 'Who it was.',
  'message.at': 'When it was written.',
  'message.text': 'What it says.',
  'addMessage.text': 'What the message says. It may have several lines.',

  // Prints.
  'printOrder.kind': 'The order form, or a label for the box of the work.',
  sections:
    'What the form shows beside its header. Without it: services, dentalCard, note and workPlan. A section that you may not see is refused.',
  paper: 'The size of the paper.',
  size: 'Width x height of the label in millimetres.',
  copies: 'How often it stands in the PDF.',
  'printOrder.language': 'The language of the paper. Unless it is sent, that of the settings.',
  documentId: 'The id of the document. To print the same thing again gives the same id.',
  'document.url': 'Opens the PDF until `expiresAt`, without a token. Never store it: ask for a fresh one.',
  expiresAt: 'When the link ends: 15 minutes after it was made.',
  sha256: 'The SHA-256 of the PDF in hex.',
  bytes: 'The size of the PDF.',
  'document.version':
    'The version of the order that was printed, as its `ETag` has it: of a laboratory’s print its own.',

  // The catalogue and the settings.
  'customer.clinic': 'The home clinic, where their work is delivered unless the order says otherwise.',
  clinics: 'Further clinics where they work.',
  registrationNumber: 'The number that the register of dentists knows them by. It is printed on the form.',
  address: 'One line, as it is printed on the form.',
  own: "Whether it is the organisation's own, whose technicians are its employees. Only for such a laboratory does `planOnPublish` plan, and planning for another one warns.",
  'service.name': 'What the service is called on orders and paper.',
  group: 'A heading under which the service is listed, such as Fixed or Removable.',
  unit: 'What the price is for, and what is counted: each tooth, each jaw (`arch`), or each piece.',
  'sent.unit':
    'What the price is for, and what is counted: each tooth, each jaw (`arch`), or each piece. Unless it is sent: tooth.',
  'service.price':
    'The price of one unit. On an order it stays as it was when the line was added, until the order is published. Absent for those who may not see prices.',
  'sent.service.price':
    'The price of one unit. On an order it stays as it was when the line was added, until the order is published.',
  needs: 'What a line with this service must state before its order can be published. Absent means no.',
  'needs.teeth': 'It must name its teeth.',
  'needs.arch': 'It must name its jaw.',
  'needs.shade': 'It must name its shade.',
  'needs.pontics': 'It is a bridge: it must say which of its teeth are pontics.',
  'needs.implant': 'It must name system, platform and, for a crown or bridge, the retention of the implant.',
  'service.tasks': 'The tasks that every line or order with this service takes. For managers.',
  'taskTemplate.name': 'What is to be done.',
  'taskTemplate.price':
    'What the technician earns: for each unit of the line with `per: unit`, for the whole task with `per: order`.',
  'service.leadDays':
    'How many working days before the due date the work begins: the most of its tasks. Computed; 0 without tasks.',
  'taskTemplate.leadDays': 'How many working days before the due date it must be done. 0 is the due date itself.',
  per: '`unit`: each line gets a task of its own, paid for each of its units. `order`: all lines of the service together get one, paid once.',
  'laboratory.laboratoryId': 'The id that the operator has given the laboratory.',
  'labProfile.laboratoryId': 'Your id, which the operator has given you.',
  'laboratory.name': 'What you call the laboratory. The paper shows it.',
  'labOrder.laboratory.name': 'What the organisation calls you. The paper shows it.',
  connected: 'Who receives orders under this id; null if nobody does yet.',
  'connected.name': 'What they call themselves.',
  timeZone: 'A time zone of IANA, such as Europe/Berlin. Due dates are days in it.',
  language: 'The language of what is printed.',
  productionDays:
    'How many working days an order usually takes: `proposedDueDate` is at least that many working days after today.',
  workingWeek: 'The days on which work is done, each once. All others are days off.',
  'workingDay.from': 'When it begins, on the 24-hour clock.',
  'workingDay.to': 'When it ends, after it begins.',
  breaks: 'Breaks within these hours.',
  'breaks.from': 'When it begins, on the 24-hour clock.',
  'breaks.to': 'When it ends, after it begins.',
  exceptions: 'Days that differ from the working week.',
  'calendarException.date': 'The day, or the first of several.',
  'calendarException.until': 'The last of several days. Without it, one day.',
  'calendarException.reason': 'What it is, such as the name of a holiday.',
  'calendarException.from': 'With `to`: shorter hours. Without both, the day is closed.',
  'calendarException.to': 'With `from`: shorter hours. Without both, the day is closed.',
  annually: 'Whether it is the same every year. 29 February is then only in leap years.',
  planOnPublish:
    "Whether publishing an order without tasks to the organisation's own laboratory makes its automatic plan in the same step.",
  laboratoriesSeePrices: 'Whether laboratories see the prices of orders that are sent to them.',
  paymentInstructions: 'How invoices are paid, for all people of the organisation. An empty text is none.',
  'labProfile.tenants': 'The organisations that may send orders to the laboratory. Absent: all may. Empty: none.',
  'labProfile.name': 'What the laboratory calls itself.',

  // Lists and feeds.
  items: 'The entries of this page.',
  servicesInBrief: 'What is ordered, in a few words. The order itself has the lines.',
  'servicesInBrief.services': 'The first three services, each with all of its lines together.',
  'servicesInBrief.services.quantity': 'How many units.',
  'servicesInBrief.services.teeth': 'The teeth of these lines, in the notation of the order.',
  'servicesInBrief.services.arch': 'The jaw, where no tooth is named.',
  more: 'How many other services are ordered.',
  missing:
    'The codes of what this draft lacks before it can be published, each once, when it was last saved. Compare the due date with today yourself; whether customer, laboratory and services are still active is asked when it is published. Empty in every other status.',
  patientOnLabel: 'The patient as a label names them: initials or, without a name, the reference.',
  nextCursor: 'Send it as `cursor` for the next page; null on the last one.',
  'feed.items': 'The entries after the number that was asked for, in their sequence.',
  'feed.next': 'Keep it, and send it as `after` the next time.',
  'feed.last': 'The number of the last entry that there is. The feed goes on after the reply while `next` is less.',
  'items.sequence': 'The number of the entry in this feed.',
  event: 'The event, the same as webhooks carry.',

  // Events (CloudEvents 1.0).
  specversion: 'The version of CloudEvents.',
  'orderEvent.id':
    '`<tenant>_<number>_<version>`, with `_c` at its end where the same change tells a second listener, or `<tenant>_<number>_<message>` of a message: the same each time the event is sent. Do nothing twice for it.',
  'subscriptionTested.id': '`test_<request>`: different for every test.',
  'orderEvent.source': 'The system that it comes from.',
  'subscriptionTested.source': 'The system that it comes from.',
  'orderEvent.type': 'What has happened.',
  'subscriptionTested.type': 'What has happened.',
  'orderEvent.subject': 'The number of the order. With `data.tenantId` it names the order.',
  'subscriptionTested.subject': 'The id of the subscription.',
  time: 'When it happened.',
  datacontenttype: 'The media type of `data`.',
  traceparent: 'The trace of the request that led to the event (W3C Trace Context). Absent if it had none.',
  partitionkey: 'The same for all events of an order.',
  'orderEvent.sequence': 'The version of the order, padded with zeros: it sorts the events of an order.',
  data: 'What has happened. It names no person.',
  'data.tenantId': 'The organisation that has sent the order.',
  'data.number': 'The number of the order.',
  'data.version': 'The version of the order when it happened.',
  'data.revision':
    'How often the order had been published by then. Where it is closed at a laboratory, the last one that this laboratory had.',
  'data.laboratoryId': 'The laboratory that it was sent to.',
  'data.to': 'Whom the event tells: the laboratory, or the organisation (`tenant`).',
  'subscriptionTested.data.laboratoryId': 'The laboratory that tests its endpoint.',
  'subscriptionTested.data.tenantId': 'The organisation that tests its endpoint.',
  'data.dueDate':
    'The day when the work must be in the clinic, in the time zone of the organisation. Absent where the event was made late, when the order was no longer as it had been sent.',
  'data.remake': 'That it is made because the work of another order has failed. Absent if it is not.',
  feedSequence: 'The number of the event in the feed of whom it tells, without gap or repeat.',
  'data.lines': 'What is ordered. Absent where the due date is.',
  'data.lines.service': 'What the service is called.',
  'data.lines.teeth': 'The teeth in FDI, whatever the notation of the order is.',
  'data.lines.arch': 'The jaw.',
  'data.lines.pontics': 'Those of the teeth that hang between the abutments, in FDI.',
  'data.lines.quantity': 'How many units.',
  'data.lines.shade.value': 'The value, as the shade guide prints it.',

  // Subscriptions and deliveries.
  subscriptionId: 'The id that was chosen when the subscription was added.',
  'subscription.url':
    'Where webhooks are sent: https on port 443 of a public address, without user, password and fragment.',
  'subscription.active':
    'Whether webhooks are sent. To turn it on again does not send what was missed: ask for a replay.',
  types: 'The types of events that are sent. Without it: all, also those of later releases.',
  'subscription.tenants': 'The organisations whose events are sent. Without it: all.',
  rotateSecret: '`true` makes a new secret, which the reply shows. The one before signs beside it for a day.',
  secret: 'Signs webhooks, as Standard Webhooks says it: `whsec_` and base64. Only in the reply that has made it.',
  disabled: 'Why we have turned the subscription off. Absent if we have not.',
  'disabled.at': 'When it was turned off.',
  'disabled.eventId': 'The event that could not be delivered.',
  'disabled.reason': 'What the endpoint answered, for people.',
  catchingUp:
    'Where the subscription is while it catches up: too much waits, and what is missing comes by itself, in the order of the feed. Absent otherwise.',
  replaying: 'Where the replay is that runs. Absent if none does.',
  startedAt: 'When it began.',
  'catchingUp.after': 'What is up to this number of the feed has been sent.',
  'replaying.after': 'What is up to this number of the feed has been sent.',
  'replaying.to': 'The last number to send.',
  failedAttempts: 'How often the next event has failed.',
  nextAttempt: 'When the next event is tried again. Absent if it has not failed.',
  eventId: 'The id of the event.',
  attempt: 'Which attempt it was, counted from 1.',
  'delivery.at': 'When it was made.',
  'delivery.status': 'The HTTP status that the endpoint answered; null if it did not answer.',
  ms: 'Milliseconds until the answer, or until there was none.',
  error: 'Why there was no answer, or that a redirect was not followed. Absent otherwise.',
  replay: 'Whether it was asked for by a replay.',
  'replay.after': 'All events after this number of the feed.',
  'replay.from': 'The first number of a range.',
  'replay.to': 'The last number of the range.',
  'replay.eventId': 'One event, if it was sent to this subscription before.',
  'replayed.after': 'The events after this number are sent again; none if it is `to`.',
  'replayed.to': 'The last number that is sent again.',

  // Problem documents (RFC 9457).
  'problem.type': 'Leads to the page that explains the code.',
  'problem.title': 'What has happened, in a few words; the same for every problem with this code.',
  'problem.status': 'The status of the reply.',
  'problem.code': 'What has happened, for programs.',
  'problem.detail': 'What to do, for people.',
  requestId: 'The id of the request in our log. Name it when you ask about it.',
  errors: 'Every fault that was found, up to 100.',
  in: 'The part of the request that the fault is in.',
  'fault.pointer': 'A JSON pointer (RFC 6901) to the field in that part; empty for the whole of it.',
  'fault.code': 'What is wrong, for programs.',
  'fault.message': 'How to correct it, for people.',
  roles: 'The roles that may use the operation, where the role is why it was refused.',
  'problem.role': 'Your role, where it is why the request was refused.',
  because: 'Why, where the same code has several reasons.',
  orderStatus: 'The status that the order is in.',
  'problem.actions': 'The operations that the status of the order and the role of this caller allow now.',
  oldest: 'The oldest number that the feed still has.',
  'problem.version': 'The current version.',
  'problem.fields':
    'The members of the order that were changed since the version that you have named; null where that is not known.',
  expected: 'What the route takes: media types, or `identity` for a body that is not compressed.',
  'gatewayAnswer.message': 'What has happened, in a word or two.',
};

/** Names that say it all. */
export const plain = ['firstName', 'lastName', 'email', 'phone', 'day', 'name'];

/** The key with the words for the member that a path leads to: the longest end of it that there is, of requests first. */
export function keyFor([schema = '', ...members]: readonly string[]): string | undefined {
  const path = [placeOf(schema), ...members];
  const ends = path.map((_, start) => path.slice(start).join('.'));
  const keys = isSent(schema) ? ends.flatMap((end) => [`sent.${end}`, end]) : ends;
  return keys.find((key) => Object.hasOwn(words, key));
}

/** Whether a schema is for requests, as its name says. */
const isSent = (schema: string) => /^New[A-Z]|(?:Body|Request|Patch)$/.test(schema);

function placeOf(schema: string): string {
  if (schema.endsWith('Problem')) return 'problem';
  if (Object.hasOwn(orderEvents, schema)) return 'orderEvent';
  return schema
    .replaceAll(/^(?:Get|Put|New|Set)(?=[A-Z])|Lab(?=Subscription)|(?:Body|Reply|Request|Patch)$/g, '')
    .replace(/^[A-Z]/, (letter) => letter.toLowerCase());
}
