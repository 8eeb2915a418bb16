import type { Language } from '#domain/kernel/language.ts';
import type { Arch } from '#domain/kernel/teeth.ts';
import type { Implant } from '#domain/order/order.ts';

/** All texts of a print in one language; `{}` marks where a value goes. */
export type PrintTexts = {
  form: string;
  marks: { draft: string; cancelled: string; remake: string };
  remakeOf: string;
  remakeReason: string;
  version: string;
  revision: string;
  replaces: string;
  changed: string;
  page: string;
  clinic: string;
  registration: string;
  laboratory: string;
  laboratoryReference: string;
  patient: string;
  patientShort: string;
  born: string;
  reference: string;
  created: string;
  sent: string;
  sentBy: string;
  due: string;
  rescheduled: string;
  copyOf: string;
  cancelled: string;
  reason: string;
  enclosures: string;
  byManager: string;
  services: string;
  service: string;
  teeth: string;
  quantity: string;
  shade: string;
  stump: string;
  pontics: string;
  material: string;
  implant: string;
  retention: Record<NonNullable<Implant['retention']>, string>;
  lineNote: string;
  arch: Record<Arch, string>;
  dentalCard: string;
  otherNotation: string;
  right: string;
  left: string;
  legend: { filled: string; hatched: string; implant: string; span: string };
  workPlan: string;
  task: string;
  line: string;
  technician: string;
  date: string;
  outdated: string;
  unplanned: string;
  note: string;
  prices: string;
  unitPrice: string;
  amount: string;
  subtotal: string;
  discount: string;
  total: string;
  payroll: string;
  pay: string;
  unassigned: string;
  earned: string;
  orderTotal: string;
  margin: string;
  byHand: string;
  finalized: string;
  nothing: string;
  signature: string;
  prescription: string;
};

const en: PrintTexts = {
  form: 'Dental order',
  marks: { draft: 'DRAFT', cancelled: 'CANCELLED', remake: 'REMAKE' },
  remakeOf: 'REMAKE of\u00A0{}',
  remakeReason: 'Made again because',
  version: 'Version {}',
  revision: 'Revision\u00A0{}',
  replaces: 'Replaces revision\u00A0{}',
  changed: 'Changed',
  page: 'Page {} of {}',
  clinic: 'Clinic',
  registration: 'Reg. no. {}',
  laboratory: 'Laboratory',
  laboratoryReference: 'Lab no.\u00A0{}',
  patient: 'Patient',
  patientShort: 'Pat.\u00A0{}',
  born: 'Born {}',
  reference: 'Reference {}',
  created: 'Created',
  sent: 'Sent',
  sentBy: 'Sent by',
  due: 'Due in the clinic',
  rescheduled: 'Due date changed on',
  copyOf: 'Copy of',
  cancelled: 'Cancelled',
  reason: 'Reason',
  enclosures: 'Enclosed',
  byManager: 'Manager {}, for {}',
  services: 'Services',
  service: 'Service',
  teeth: 'Teeth ({})',
  quantity: 'Qty',
  shade: 'Shade',
  stump: 'Stump: {}',
  pontics: 'Pontics: {}',
  material: 'Material: {}',
  implant: 'Implant: {}',
  retention: { screw: 'screw-retained', cement: 'cemented' },
  lineNote: 'Note: {}',
  arch: { upper: 'Upper jaw', lower: 'Lower jaw', both: 'Both jaws' },
  dentalCard: 'Dental chart ({})',
  otherNotation: 'Teeth here in {}. Free text as written; the order itself uses {}.',
  right: 'R',
  left: 'L',
  legend: { filled: 'Restored tooth', hatched: 'Pontic', implant: 'Implant', span: 'Whole jaw' },
  workPlan: 'Work plan',
  task: 'Task',
  line: 'Line',
  technician: 'Technician',
  date: 'Date',
  outdated: 'The services have changed since this was planned.',
  unplanned: 'Without tasks: {}',
  note: 'Note',
  prices: 'Prices',
  unitPrice: 'Unit price',
  amount: 'Amount',
  subtotal: 'Subtotal',
  discount: 'Discount',
  total: 'Total',
  payroll: 'Payroll',
  pay: 'Pay',
  unassigned: 'No technician yet',
  earned: 'Pay in all',
  orderTotal: 'Order total',
  margin: 'Margin',
  byHand: 'Set by hand',
  finalized: 'Finalized.',
  nothing: 'None.',
  signature: 'Signature of the dentist',
  prescription: 'Prescription for a custom-made device, for the sole use of the patient named.',
};

const uk: PrintTexts = {
  form: 'Стоматологічне замовлення',
  marks: { draft: 'ЧЕРНЕТКА', cancelled: 'СКАСОВАНО', remake: 'ПЕРЕРОБКА' },
  remakeOf: 'ПЕРЕРОБКА замовлення\u00A0{}',
  remakeReason: 'Причина переробки',
  version: 'Версія {}',
  revision: 'Редакція\u00A0{}',
  replaces: 'Замінює редакцію\u00A0{}',
  changed: 'Змінено',
  page: 'Сторінка {} з {}',
  clinic: 'Клініка',
  registration: 'Реєстр. № {}',
  laboratory: 'Лабораторія',
  laboratoryReference: 'Лаб. №\u00A0{}',
  patient: 'Пацієнт',
  patientShort: 'Пац.\u00A0{}',
  born: 'Дата народження {}',
  reference: 'Код пацієнта {}',
  created: 'Створено',
  sent: 'Надіслано',
  sentBy: 'Відправник',
  due: 'Має бути в клініці',
  rescheduled: 'Термін здачі змінено',
  copyOf: 'Копія замовлення',
  cancelled: 'Скасовано',
  reason: 'Причина',
  enclosures: 'Додається',
  byManager: 'керівник {}, від імені {}',
  services: 'Послуги',
  service: 'Послуга',
  teeth: 'Зуби ({})',
  quantity: 'К-сть',
  shade: 'Колір',
  stump: 'Кукса: {}',
  pontics: 'Проміжні частини: {}',
  material: 'Матеріал: {}',
  implant: 'Імплантат: {}',
  retention: { screw: 'гвинтова фіксація', cement: 'цементна фіксація' },
  lineNote: 'Примітка: {}',
  arch: { upper: 'Верхня щелепа', lower: 'Нижня щелепа', both: 'Обидві щелепи' },
  dentalCard: 'Зубна формула ({})',
  otherNotation: 'Зуби тут за системою {}. Вільний текст – як написано; замовлення – за {}.',
  right: 'П',
  left: 'Л',
  legend: { filled: 'Відновлюваний зуб', hatched: 'Проміжна частина', implant: 'Імплантат', span: 'Уся щелепа' },
  workPlan: 'План робіт',
  task: 'Робота',
  line: 'Поз.',
  technician: 'Технік',
  date: 'Дата',
  outdated: 'Після планування послуги змінилися.',
  unplanned: 'Без робіт: {}',
  note: 'Примітка',
  prices: 'Ціни',
  unitPrice: 'Ціна за одиницю',
  amount: 'Сума',
  subtotal: 'Разом без знижки',
  discount: 'Знижка',
  total: 'Разом',
  payroll: 'Оплата праці',
  pay: 'Оплата',
  unassigned: 'Ще без техніка',
  earned: 'Оплата загалом',
  orderTotal: 'Сума замовлення',
  margin: 'Маржа',
  byHand: 'Встановлено вручну',
  finalized: 'Затверджено.',
  nothing: 'Немає.',
  signature: 'Підпис лікаря',
  prescription: 'Припис на виріб, виготовлений на замовлення, лише для названого пацієнта.',
};

const de: PrintTexts = {
  form: 'Zahntechnischer Auftrag',
  marks: { draft: 'ENTWURF', cancelled: 'STORNIERT', remake: 'NEUANFERTIGUNG' },
  remakeOf: 'NEUANFERTIGUNG von\u00A0{}',
  remakeReason: 'Grund der Neuanfertigung',
  version: 'Version {}',
  revision: 'Revision\u00A0{}',
  replaces: 'Ersetzt Revision\u00A0{}',
  changed: 'Geändert',
  page: 'Seite {} von {}',
  clinic: 'Praxis',
  registration: 'Reg.-Nr. {}',
  laboratory: 'Labor',
  laboratoryReference: 'Labor-Nr.\u00A0{}',
  patient: 'Patient',
  patientShort: 'Pat.\u00A0{}',
  born: 'Geboren {}',
  reference: 'Patienten-Nr. {}',
  created: 'Angelegt',
  sent: 'Gesendet',
  sentBy: 'Gesendet von',
  due: 'In der Praxis am',
  rescheduled: 'Liefertermin geändert am',
  copyOf: 'Kopie von',
  cancelled: 'Storniert',
  reason: 'Grund',
  enclosures: 'Mitgeliefert',
  byManager: 'Leitung {}, für {}',
  services: 'Leistungen',
  service: 'Leistung',
  teeth: 'Zähne ({})',
  quantity: 'Anz.',
  shade: 'Farbe',
  stump: 'Stumpf: {}',
  pontics: 'Zwischenglieder: {}',
  material: 'Material: {}',
  implant: 'Implantat: {}',
  retention: { screw: 'verschraubt', cement: 'zementiert' },
  lineNote: 'Hinweis: {}',
  arch: { upper: 'Oberkiefer', lower: 'Unterkiefer', both: 'Beide Kiefer' },
  dentalCard: 'Zahnschema ({})',
  otherNotation: 'Zähne hier nach {}. Freitext wie geschrieben; der Auftrag selbst verwendet {}.',
  right: 'R',
  left: 'L',
  legend: { filled: 'Versorgter Zahn', hatched: 'Zwischenglied', implant: 'Implantat', span: 'Ganzer Kiefer' },
  workPlan: 'Arbeitsplan',
  task: 'Arbeitsschritt',
  line: 'Pos.',
  technician: 'Techniker',
  date: 'Datum',
  outdated: 'Die Leistungen haben sich seit der Planung geändert.',
  unplanned: 'Ohne Arbeitsschritte: {}',
  note: 'Hinweis',
  prices: 'Preise',
  unitPrice: 'Einzelpreis',
  amount: 'Betrag',
  subtotal: 'Zwischensumme',
  discount: 'Rabatt',
  total: 'Summe',
  payroll: 'Lohn',
  pay: 'Lohn',
  unassigned: 'Noch ohne Techniker',
  earned: 'Lohn gesamt',
  orderTotal: 'Auftragssumme',
  margin: 'Deckungsbeitrag',
  byHand: 'Von Hand gesetzt',
  finalized: 'Abgeschlossen.',
  nothing: 'Keine.',
  signature: 'Unterschrift des Zahnarztes',
  prescription: 'Verordnung einer Sonderanfertigung, ausschließlich für den genannten Patienten.',
};

export const printTexts: Record<Language, PrintTexts> = { en, uk, de };

/** Puts values in place of each `{}`, in order. */
export function formatText(text: string, ...values: (string | number)[]): string {
  return text.replaceAll('{}', () => String(values.shift() ?? ''));
}
