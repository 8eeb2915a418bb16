import type { Catalog } from '#domain/catalog/catalog.ts';
import type { Settings } from '#domain/catalog/settings.ts';
import { type CalendarDate, dateIn } from '#domain/kernel/calendar.ts';
import type { Caller } from '#domain/kernel/caller.ts';
import { accept, type Decision, fault, refuse } from '#domain/kernel/decision.ts';
import { fullName } from '#domain/kernel/full-name.ts';
import type { Instant } from '#domain/kernel/identifiers.ts';
import type { Language } from '#domain/kernel/language.ts';
import type { ToothNotation } from '#domain/kernel/teeth.ts';
import { patientOnLabel } from '#domain/order/lists/patient-on-label.ts';
import type { Order } from '#domain/order/order.ts';
import { sourceKnownTo, visibleSource } from '#domain/order/source.ts';
import { laboratoryWith, statuses } from '#domain/order/statuses.ts';
import { type Visibility, visibilityFor } from '#domain/order/visibility.ts';
import { type DentalCard, dentalCardOf } from '#domain/printing/dental-card.ts';
import { seesSection } from '#domain/printing/document-visibility.ts';
import { paperCodeOf, revisionOnPaper } from '#domain/printing/paper-code.ts';
import { payrollTable, planTable, priceTable, serviceTable, type Table } from '#domain/printing/print-tables.ts';
import { formatText, type PrintTexts, printTexts } from '#domain/printing/print-texts.ts';
import {
  type LabelSize,
  type Paper,
  type PrintedDocument,
  Section,
  usualSections,
} from '#domain/printing/printed-document.ts';
import type { PrintOrder } from '#domain/printing/requests/print-order.ts';

/** A caption and its value. */
export type Fact = [caption: string, value: string];

/**
 * What form and label share: `code` is the text of the QR code, `at` when the order was sent, or made before that: the time
 * of a later change could be of one that its laboratory does not read. `revision` is there from the second one on; `remake`
 * and `laboratoryReference` where the order has them.
 */
type Sheet = {
  language: Language;
  title: string;
  number: string;
  code: string;
  at: Instant;
  revision: string | null;
  mark: string | null;
  remake: string | null;
  laboratoryReference: string | null;
  due: Fact;
  copies: number;
};

/** Everything on an order form, in its language. The layout adds nothing. */
export type FormSheet = Sheet & {
  kind: 'form';
  paper: Paper;
  form: string;
  version: string;
  replaces: string | null;
  parties: { caption: string; lines: string[] }[];
  facts: Fact[];
  notation: string | null;
  services?: Table;
  dentalCard?: DentalCard;
  note?: { title: string; text: string };
  workPlan?: Table;
  prices?: Table;
  payroll?: Table;
  signature: { dentist: string; date: string };
  prescription: string | null;
  page: string;
};

/**
 * Everything on a label. Never the patient's full name, a date of birth, a service or a price (domain/README.md, "Label").
 */
export type LabelSheet = Sheet & { kind: 'label'; size: LabelSize; bars: string; patient: string; places: string[] };

export type PrintSheet = FormSheet | LabelSheet;

/**
 * A sheet, the version of the order that it shows, and what decides who may open its document: the sections, whose pay, and
 * whether only clinics.
 */
export type Print = { sheet: PrintSheet } & Pick<PrintedDocument, 'version' | 'sections' | 'pay' | 'clinicOnly'>;

/** Who prints, the tenant's settings, and the catalogue with the technicians' names. */
export type Printing = { caller: Caller; settings: Settings; catalog: Catalog };

/** The sections of a form: those that were asked for or, of the usual ones, those that the caller sees. */
const sectionsOf = (request: PrintOrder, visibility: Visibility): readonly Section[] =>
  request.kind === 'label'
    ? []
    : (request.sections ?? usualSections.filter((section) => seesSection(section, visibility)));

/** A laboratory would see prices if the organisation showed them, so its message says that. */
const whyHidden = (section: Section, { clinic }: Visibility) =>
  section === 'prices' && !clinic ? 'pricesUnseen' : 'unseen';

/**
 * The sheet for a print request. Refuses sections that the caller may not see; a technician's payroll shows only their
 * own pay.
 */
export function sheetOf(order: Order, request: PrintOrder, printing: Printing): Decision<Print> {
  const visibility = visibilityFor(printing.caller, printing.settings, order);
  const asked = sectionsOf(request, visibility);
  const hidden = [...asked.entries()].filter(([, section]) => !seesSection(section, visibility));
  if (hidden.length > 0)
    return refuse({
      code: 'forbidden',
      errors: hidden.map(([index, section]) => ({
        in: 'body',
        ...fault(`/sections/${index}`, 'forbidden', { why: whyHidden(section, visibility) }),
      })),
    });
  const { laboratoryVersion } = order;
  const shown: Order = visibility.clinic
    ? order
    : { ...order, version: laboratoryVersion, discount: null, source: visibleSource(order, printing.caller) };
  const { version } = shown;
  // Where a laboratory knows version and source, its own print is the same document.
  const known = sourceKnownTo(laboratoryWith(order), order);
  const namesSource = visibility.clinic && shown.source !== known;
  const ofClinic = version !== laboratoryVersion;
  if (request.kind === 'label') {
    const clinicOnly = ofClinic || (namesSource && shown.remake !== null);
    return accept({ sheet: labelSheet(shown, request, printing), version, sections: [], pay: null, clinicOnly });
  }
  const sheet = formSheet(shown, request, printing, visibility);
  // Not what was asked for: equal papers are one document, whoever asked for which of their empty sections.
  const sections = Section.options.filter((section) => section in sheet);
  const pay = sections.includes('payroll') ? visibility.pay : null;
  const clinicOnly = ofClinic || namesSource || (sections.includes('prices') && shown.discount !== null);
  return accept({ sheet, version, sections, pay, clinicOnly });
}

/** A date with its weekday, which prevents misreading it. The space between them never breaks. */
const withWeekday = (date: CalendarDate, language: Language) =>
  `${new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(new Date(date))}\u00A0${date}`;

const none = '–';

/** Whether a paper says of which revision it is: from the second one on. */
const isRevised = (revision: number | null): revision is number => revision !== null && revision > 1;

/** What a paper replaces: the revision before, and what is different there. Null if its laboratory has none before. */
function replacedBy(order: Order): { revision: number; changed: string[] } | null {
  const revision = revisionOnPaper(order);
  const changed = order.publication?.changed;
  return isRevised(revision) && changed ? { revision: revision - 1, changed } : null;
}

/** Fields by the captions under which a form has them, in its sequence. */
function captionsOf(fields: readonly string[], texts: PrintTexts): string {
  const captions = {
    customer: texts.clinic,
    clinic: texts.clinic,
    patient: texts.patient,
    toothNotation: texts.services,
    services: texts.services,
    enclosures: texts.enclosures,
    dueDate: texts.due,
    note: texts.note,
  };
  const named = Object.entries(captions).flatMap(([field, caption]) => (fields.includes(field) ? [caption] : []));
  return [...new Set(named)].join(' · ') || none;
}

function commonSheet(order: Order, { language, copies }: PrintOrder & { language: Language }): Sheet {
  const texts = printTexts[language];
  const reference = order.laboratoryWork?.laboratoryReference;
  const { mark } = statuses[order.status];
  const revision = revisionOnPaper(order);
  const number = `#${order.number}`;
  return {
    language,
    title: `${texts.form} ${number}`,
    number,
    code: paperCodeOf(order),
    at: order.publishedAt ?? order.createdAt,
    revision: isRevised(revision) ? formatText(texts.revision, revision) : null,
    mark: mark && texts.marks[mark],
    remake: order.remake && remakeText(order, texts),
    laboratoryReference: reference === undefined ? null : formatText(texts.laboratoryReference, reference),
    due: [texts.due, order.dueDate ? withWeekday(order.dueDate, language) : none],
    copies,
  };
}

const remakeText = ({ source }: Order, texts: PrintTexts) =>
  source === null ? texts.marks.remake : formatText(texts.remakeOf, `#${source}`);

type FormRequest = Exclude<PrintOrder, { kind: 'label' }>;
type LabelRequest = Extract<PrintOrder, { kind: 'label' }>;

function formSheet(
  order: Order,
  request: FormRequest,
  { caller, settings, catalog: { employees } }: Printing,
  visibility: Visibility,
): FormSheet {
  const { language = settings.language, toothNotation: notation = visibility.notation } = request;
  const texts = printTexts[language];
  const replaced = replacedBy(order);
  const has = (section: Section) => sectionsOf(request, visibility).includes(section);
  // An empty section is printed only when it was asked for by name.
  const says = (section: Section, something: boolean) => has(section) && (something || request.sections !== undefined);
  const { tasks, unplannedServices } = order.workPlan;
  const words = { texts, language, notation, day: (date: CalendarDate) => withWeekday(date, language) };
  const common = commonSheet(order, { ...request, language });
  return {
    ...common,
    kind: 'form',
    paper: request.paper,
    form: texts.form,
    version: formatText(texts.version, order.version),
    replaces: replaced && formatText(texts.replaces, replaced.revision),
    parties: partiesOf(order, common.laboratoryReference, texts),
    facts: factsOf(order, texts, (instant) => withWeekday(dateIn(settings.timeZone, instant), language)),
    notation: otherNotation(order, notation, texts),
    ...(has('services') && { services: serviceTable(order, words) }),
    ...(has('dentalCard') && { dentalCard: dentalCardOf(order, notation, texts) }),
    ...(says('note', order.note !== null) && { note: { title: texts.note, text: order.note ?? none } }),
    ...(says('workPlan', tasks.length + unplannedServices.length > 0) && {
      workPlan: planTable(order, employees, words),
    }),
    ...(has('prices') && { prices: priceTable(order, words) }),
    ...(has('payroll') && caller.role !== 'laboratory' && { payroll: payrollTable(order, employees, caller, words) }),
    signature: { dentist: texts.signature, date: texts.date },
    prescription: statuses[order.status].sent ? texts.prescription : null,
    page: texts.page,
  };
}

/**
 * A remark when the print uses another notation than the order: free text is not converted, so readers must know its
 * notation.
 */
const otherNotation = ({ toothNotation }: Order, notation: ToothNotation, texts: PrintTexts) =>
  toothNotation === null || toothNotation === notation
    ? null
    : formatText(texts.otherNotation, notation, toothNotation);

const nameOf = ({ firstName, lastName }: Order['patient']) => [firstName, lastName].filter(Boolean).join(' ');

function partiesOf(
  { clinic, customer, laboratory, patient }: Order,
  laboratoryReference: string | null,
  texts: PrintTexts,
) {
  const { registrationNumber, address } = customer;
  const party = (caption: string, ...lines: (string | undefined | null | false)[]) => {
    const filled = lines.flatMap((line) => line || []);
    return { caption, lines: filled.length > 0 ? filled : [none] };
  };
  return [
    party(
      texts.clinic,
      clinic,
      fullName(customer),
      registrationNumber && formatText(texts.registration, registrationNumber),
      address,
    ),
    party(texts.laboratory, laboratory?.name, laboratory?.address, laboratoryReference),
    party(
      texts.patient,
      nameOf(patient),
      patient.dateOfBirth && formatText(texts.born, patient.dateOfBirth),
      patient.reference && formatText(texts.reference, patient.reference),
    ),
  ];
}

function factsOf(order: Order, texts: PrintTexts, day: (instant: Instant) => string): Fact[] {
  const { createdAt, publishedAt, publishedBy, cancelledAt, cancelReason, source, remake } = order;
  const { laboratoryWork, enclosures } = order;
  const rescheduled = laboratoryWork?.rescheduled;
  const replaced = replacedBy(order);
  const dentist = fullName(order.customer);
  // Withdrawn or returned, it is a draft.
  const isSent = laboratoryWith(order) !== null;
  const manager = publishedBy?.name ?? publishedBy?.sub ?? '';
  const sender = publishedBy?.role === 'dentist' ? dentist : formatText(texts.byManager, manager, dentist);
  const facts: (Fact | null | false)[] = [
    [texts.created, day(createdAt)],
    isSent && publishedAt !== null && [texts.sent, day(publishedAt)],
    isSent && publishedBy && [texts.sentBy, sender],
    replaced && [texts.changed, captionsOf(replaced.changed, texts)],
    rescheduled !== undefined && [
      texts.rescheduled,
      [day(rescheduled.at), rescheduled.reason].filter(Boolean).join(' · '),
    ],
    source !== null && !remake && [texts.copyOf, `#${source}`],
    remake !== null && [texts.remakeReason, remake.reason],
    cancelledAt !== null && [texts.cancelled, day(cancelledAt)],
    cancelReason !== null && [texts.reason, cancelReason],
    enclosures.length > 0 && [texts.enclosures, enclosures.join(' · ')],
  ];
  return facts.filter((fact) => fact !== null && fact !== false);
}

function labelSheet(order: Order, request: LabelRequest, { settings }: Printing): LabelSheet {
  const { language = settings.language } = request;
  const { clinic, customer, laboratory, patient } = order;
  return {
    ...commonSheet(order, { ...request, language }),
    kind: 'label',
    size: request.size,
    bars: order.number,
    patient: formatText(printTexts[language].patientShort, patientOnLabel(patient) ?? none),
    places: [clinic, fullName(customer), laboratory?.name ?? none],
  };
}
