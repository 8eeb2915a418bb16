import { fullName } from '#domain/kernel/full-name.ts';
import type {
  Expected,
  Format,
  HandSet,
  Instead,
  Messages,
  Tables,
  Thing,
  TooLarge,
  Unreachable,
} from '#domain/kernel/messages/en.ts';
import { teethLike } from '#domain/kernel/messages/teeth-like.ts';
import { dayAndTime, dayFirst } from '#domain/kernel/messages/written-dates.ts';

/** A number with points between groups of digits and a comma before decimals: 9.999.999.999 and 0,01. */
const grouped = (number: number): string =>
  String(number)
    .replace('.', ',')
    .replace(/\B(?=(?:\d{3})+$)/g, '.');

/** An amount with a comma before its decimals, as the desk fills it in: 120,00. */
const withComma = (amount: string): string => amount.replace('.', ',');

const types: Record<Exclude<Expected['type'], 'list'>, string> = {
  text: 'einen Text',
  number: 'eine Zahl',
  wholeNumber: 'eine ganze Zahl',
  minorUnits: 'ganze kleinste Einheiten (Cent)',
  boolean: 'true oder false',
  date: 'ein Datum in der Form JJJJ-MM-TT',
  object: 'ein Objekt',
};

const oneOf = (values: readonly string[]) =>
  values.length > 1 ? `Wählen Sie eines von: ${values.join(', ')}.` : `Verwenden Sie ${values.join()}.`;

function send({ type, values, least, most, forms = [] }: Expected): string {
  if (values) return oneOf(values);
  const shape = forms.join(' oder ');
  if (type === 'object' && shape) return `Senden Sie ${shape}.`;
  if (type === 'list') return `Senden Sie eine Liste aus ${shape || 'Texten'}.`;
  const range = least === undefined || most === undefined ? '' : ` von ${grouped(least)} bis ${grouped(most)}`;
  return `Geben Sie ${types[type]}${range} an.`;
}

const insteads: Record<Instead, string> = {
  null: ', oder senden Sie null, wenn es leer sein soll',
  nothing: ', oder lassen Sie das Feld weg',
};

const formats: Record<Format, string> = {
  id: 'Verwenden Sie 1 bis 40 Kleinbuchstaben, Ziffern oder Bindestriche, zu Beginn keinen Bindestrich.',
  orderNumber: 'Eine Auftragsnummer hat 10 Ziffern oder Buchstaben von A bis F.',
  documentId: 'Eine Dokumentkennung hat 64 Hexadezimalziffern mit kleinen Buchstaben.',
  date: 'Verwenden Sie ein Datum, das es gibt, in der Form JJJJ-MM-TT.',
  time: 'Verwenden Sie eine Uhrzeit von 00:00 bis 23:59.',
  timeZone: 'Verwenden Sie eine Zeitzone der IANA, etwa Europe/Berlin.',
  currencyCode: 'Verwenden Sie 3 Großbuchstaben, etwa EUR.',
  currency: 'Verwenden Sie eine Währung nach ISO 4217.',
  email: 'Verwenden Sie eine E-Mail-Adresse, etwa anna@example.com.',
  plainText: 'Lassen Sie Steuerzeichen weg.',
  visibleText: 'Schreiben Sie mindestens ein sichtbares Zeichen.',
  wellFormedText: 'Lassen Sie beschädigte Zeichen weg.',
};

const unreachable: Record<Unreachable, string> = {
  noUrl: 'Geben Sie eine URL an, etwa https://example.com/orders.',
  notSecure: 'Verwenden Sie https auf Port 443 einer öffentlichen Adresse.',
  port: 'Verwenden Sie https auf Port 443, und lassen Sie den Port weg.',
  userOrFragment: 'Lassen Sie Benutzer, Passwort und Fragment weg; Zustellungen sind signiert.',
  notPublic: 'Verwenden Sie eine öffentliche Adresse, mit https auf Port 443; diese ist nicht öffentlich.',
  neitherHereNorPublic:
    'Verwenden Sie http oder https, zu diesem Rechner (http://127.0.0.1:4000/) oder zu einer öffentlichen Adresse.',
  unknownHost: 'Prüfen Sie den Hostnamen; DNS kennt ihn nicht.',
};

const handSet: Record<HandSet, string> = {
  unitPrice: 'Preis',
  price: 'Preis',
  quantity: 'Anzahl',
  employeeId: 'Techniker',
  dueDate: 'Datum',
  discount: 'Rabatt',
};

const hidden = {
  unset: 'Lassen Sie das weg; Sie dürfen es nicht setzen.',
  unseen: 'Lassen Sie das weg; Sie dürfen es nicht sehen.',
  pricesUnseen: 'Lassen Sie das weg; diese Organisation zeigt Ihnen keine Preise.',
};

const tooLarge: Record<TooLarge, string> = {
  order: 'Kürzen Sie Hinweise, oder teilen Sie den Auftrag; er fasst',
  orderWithAnswers: 'Kürzen Sie Hinweise, oder teilen Sie den Auftrag; mit den Antworten darauf fasst er',
  answer: 'Schreiben Sie weniger; mit den Antworten darauf fasst der Auftrag',
};

/** One of them, and several. */
const entries = ['Eintrag', 'Einträge'];
const things: Record<Thing, string[]> = {
  reason: ['Grund', 'Gründe'],
  section: ['Abschnitt', 'Abschnitte'],
  task: ['Arbeitsschritt', 'Arbeitsschritte'],
};

const arches = { upper: 'upper (Oberkiefer)', lower: 'lower (Unterkiefer)', both: 'both (beide Kiefer)' };

type Person = { firstName: string; lastName: string };

const personInactive = (person: Person) => `${fullName(person)} ist nicht mehr aktiv.`;

const otherCurrency: Messages['faults']['other_currency'] = ({ currency, name }) =>
  name ? `„${name}“ hat keinen Preis in ${currency}.` : `Verwenden Sie ${currency}.`;
const tooManyTasks: Messages['faults']['too_many_tasks'] = ({ count, most }) =>
  `Teilen Sie den Auftrag; er fasst höchstens ${grouped(most)} Arbeitsschritte, und dieser Plan hätte ${grouped(count)}.`;

export const tables: Tables = {
  unknown_table: ({ nearest, known }) =>
    nearest
      ? `Meinten Sie ${nearest}?`
      : `Legen Sie sie woanders ab, oder nehmen Sie einen dieser Namen: ${known.join(', ')}.`,
  not_utf8: () => 'Speichern Sie die Datei als „CSV UTF-8“; Buchstaben dieser Zeile sind nicht lesbar.',
  no_columns: ({ known }) => `Beginnen Sie die Datei mit einer Zeile von Spaltennamen, etwa: ${known.join(', ')}.`,
  missing_column: () => 'Ergänzen Sie diese Spalte; jeder Eintrag braucht sie.',
  duplicate_column: () => 'Nennen Sie jede Spalte nur einmal.',
  unclosed_quote: () =>
    'Beenden Sie den Text mit einem Anführungszeichen, und schreiben Sie jedes in seinem Inneren doppelt: "".',
  cell_without_column: () =>
    'Setzen Sie einen Text, der das Trennzeichen enthält, in Anführungszeichen; oder benennen Sie die Spalte, wenn ihr Name fehlt.',
  duplicate_entry: ({ line }) => `Geben Sie jedem Eintrag eine eigene Kennung; Zeile ${line} hat diese schon.`,
  contradicts_entry: ({ line }) =>
    `Lassen Sie das leer, oder schreiben Sie, was in Zeile ${line} steht; beide sind ein Eintrag.`,
  invalid_flag: () => 'Schreiben Sie ja oder nein.',
  invalid_amount: ({ currency, example, most }) =>
    `Schreiben Sie einen Betrag in ${currency}, etwa ${withComma(example)}, bis ${withComma(most)}.`,
  ambiguous_amount: ({ cell, meanings }) =>
    `${cell} kann ${meanings.map(withComma).join(' oder ')} sein; schreiben Sie eines davon.`,
  amount_in_other_currency: ({ currency, example }) =>
    `Schreiben Sie einen Betrag in ${currency}, der Währung Ihrer Einstellungen, etwa ${withComma(example)}.`,
};

/** All messages in German, in the words of a dental laboratory. */
export const de: Messages = {
  faults: {
    required: (wanted) => `Dieses Feld ist nötig. ${send(wanted)}`,
    invalid_type: ({ quoted, ...wanted }) =>
      quoted ? 'Senden Sie einen Text; setzen Sie die Zahl in Anführungszeichen.' : send(wanted),
    invalid_format: ({ format }) => formats[format],
    invalid_value: ({ values }) => oneOf(values),
    invalid_union: ({ forms }) => `Senden Sie ${forms.join(' oder ')}.`,
    too_small: ({ of, least, thing, instead }) => {
      if (of === 'number') return `Geben Sie ${grouped(least)} oder mehr an.`;
      const cure =
        of === 'text'
          ? least === 1
            ? 'Füllen Sie dies aus'
            : `Schreiben Sie mindestens ${grouped(least)} Zeichen`
          : `Geben Sie mindestens ${grouped(least)} ${(thing ? things[thing] : entries)[least === 1 ? 0 : 1]} an`;
      return `${cure}${instead ? insteads[instead] : ''}.`;
    },
    too_big: ({ of, most }) =>
      ({
        number: `Geben Sie höchstens ${grouped(most)} an.`,
        text: `Schreiben Sie höchstens ${grouped(most)} Zeichen.`,
        list: `Geben Sie höchstens ${grouped(most)} ${entries[most === 1 ? 0 : 1]} an.`,
      })[of],
    not_multiple_of: ({ step }) => `Geben Sie ein Vielfaches von ${grouped(step)} an.`,
    unknown_field: ({ nearest, known }) => {
      const cure =
        known.length > 0 ? `lassen Sie es weg, oder nehmen Sie eines von: ${known.join(', ')}.` : 'lassen Sie es weg.';
      return `Dieses Feld gibt es hier nicht; ${nearest ? `meinten Sie ${nearest}?` : cure}`;
    },
    read_only: () =>
      'Lassen Sie das weg, oder senden Sie es so, wie die letzte Antwort es zeigte; es lässt sich nicht setzen.',
    forbidden: ({ why }) => hidden[why],

    date_out_of_range: ({ first, last }) => `Verwenden Sie ein Jahr von ${first} bis ${last}.`,
    not_later: () => 'Wählen Sie ein Ende, das später ist als der Beginn.',
    break_outside_hours: ({ from, to }) => `Wählen Sie eine Pause zwischen ${from} und ${to}.`,
    duplicate_day: () => 'Nennen Sie jeden Wochentag nur einmal.',
    until_before_date: () => 'Wählen Sie einen letzten Tag, der nicht vor dem ersten liegt.',
    until_too_late: () =>
      'Wählen Sie einen letzten Tag weniger als ein Jahr nach dem ersten; die Ausnahme gilt jährlich.',
    hours_incomplete: () => 'Geben Sie Beginn und Ende an, oder keines von beiden für einen geschlossenen Tag.',

    duplicate_template: () => 'Geben Sie jeder Vorlage eines Arbeitsschritts eine eigene templateId.',
    duplicate_tenant: () => 'Nennen Sie jede Organisation nur einmal.',
    currency_fixed: ({ currency }) => `Behalten Sie ${currency}; Leistungen haben schon Preise darin.`,
    other_currency: otherCurrency,

    customer_required: () => 'Wählen Sie den Zahnarzt.',
    unknown_customer: () =>
      'Diesen Zahnarzt gibt es bei Ihnen nicht; wählen Sie einen anderen, oder lassen Sie ihn zuerst anlegen.',
    inactive_customer: personInactive,
    born_in_future: ({ today }) =>
      `Verwenden Sie ein Geburtsdatum, das nicht nach heute liegt, dem ${dayFirst(today)}.`,
    unknown_clinic: ({ clinics }) => `Wählen Sie eine Praxis, in der der Zahnarzt arbeitet: ${clinics.join(', ')}.`,
    unknown_laboratory: () =>
      'Dieses Labor gibt es bei Ihnen nicht; wählen Sie ein anderes, oder lassen Sie es zuerst anlegen.',
    inactive_laboratory: ({ name }) => `${name} ist nicht mehr aktiv.`,
    order_too_large: ({ kilobytes, by }) => `${tooLarge[by]} höchstens ${grouped(kilobytes)} KB.`,
    invalid_discount: () =>
      'Senden Sie { "type": "percentage", "percent": ... } oder { "type": "fixed", "amount": ... }, oder null für keinen.',
    invalid_hold: () => 'Senden Sie { "reason": ... }, oder null, wenn es weitergeht.',
    awaiting_not_alone: () =>
      'Fragen Sie awaiting allein ab, oder listen Sie nach status, customerId und Liefertermin.',
    patient_not_alone: () =>
      'Suchen Sie nach dem Patienten allein, oder listen Sie nach status, customerId und Liefertermin.',
    due_dates_without_sort: () =>
      'Senden Sie auch sort=due, oder lassen Sie das weg; andere Listen gehen nicht nach dem Liefertermin.',
    status_not_awaited: ({ statuses }) =>
      `Fragen Sie nach: ${statuses.join(', ')}; nach Liefertermin gibt es nur Aufträge, deren Arbeit noch kommt.`,

    unknown_line: () => 'Lassen Sie lineId weg, oder senden Sie die lineId einer Position dieses Auftrags.',
    duplicate_line: () => 'Nennen Sie jede Position nur einmal.',
    unknown_service: () =>
      'Diese Leistung steht nicht im Katalog; wählen Sie eine andere, oder lassen Sie sie zuerst anlegen.',
    inactive_service: ({ name }) => `${name} wird nicht mehr angeboten.`,
    tooth_notation_required: () => 'Wählen Sie die Zahnbezeichnung: FDI, Universal oder Palmer.',
    unknown_tooth: ({ tooth, notation }) =>
      `${tooth} ist kein Zahn nach ${notation}; nennen Sie Zähne wie ${teethLike[notation]}.`,
    duplicate_tooth: ({ tooth }) => `Nennen Sie den Zahn ${tooth} nur einmal.`,
    pontic_not_in_teeth: () => 'Nennen Sie das Zwischenglied auch unter den Zähnen seiner Position.',
    contradicts_teeth: ({ arch }) =>
      `Lassen Sie arch weg, oder berichtigen Sie die Zähne; sie liegen in: ${arches[arch]}.`,
    stump_shade_only: () => 'Verwenden Sie Natural Die nur für die Stumpffarbe.',
    unknown_shade: ({ system, values }) =>
      values
        ? `Wählen Sie eine Farbe nach ${system}: ${values.join(', ')}.`
        : 'Schreiben Sie eine Zeile von 1 bis 60 Zeichen.',

    unknown_task: () =>
      'Lassen Sie taskId weg, um einen Arbeitsschritt hinzuzufügen; der Plan hat keinen mit dieser Kennung.',
    duplicate_task: () => 'Nennen Sie jeden Arbeitsschritt nur einmal.',
    too_many_tasks: tooManyTasks,
    unknown_employee: () =>
      'Diesen Mitarbeiter gibt es bei Ihnen nicht; wählen Sie einen anderen, oder legen Sie ihn zuerst an.',
    inactive_employee: personInactive,
    unknown_place: ({ places }) => `Lassen Sie den Zeiger weg, oder verwenden Sie einen von: ${places.join(', ')}.`,
    too_many_records: ({ most }) =>
      `Entfernen Sie zuerst einen Lohnposten; ein Auftrag fasst höchstens ${grouped(most)}.`,

    laboratory_missing: () => 'Wählen Sie das Labor.',
    patient_missing: () => 'Geben Sie den Nachnamen des Patienten an, oder eine eigene Patienten-Nr.',
    services_missing: () => 'Bestellen Sie mindestens eine Leistung.',
    due_date_missing: () => 'Wählen Sie den Liefertermin: den Tag, an dem die Arbeit in der Praxis sein muss.',
    due_date_past: ({ date, today }) =>
      `Wählen Sie den ${dayFirst(today)} oder später; der ${dayFirst(date)} ist vorbei.`,
    discount_exceeds_subtotal: () => 'Senken oder entfernen Sie den Rabatt; er ist höher als die Zwischensumme.',
    teeth_missing: ({ name }) => `${name}: Nennen Sie die Zähne.`,
    arch_missing: ({ name }) => `${name}: Wählen Sie Oberkiefer, Unterkiefer oder beide.`,
    shade_missing: ({ name }) => `${name}: Geben Sie die Zahnfarbe an.`,
    bridge_too_short: ({ name }) => `${name}: Nennen Sie mindestens 2 Brückenglieder.`,
    one_jaw_a_line: ({ name }) => `${name}: Bestellen Sie jeden Kiefer auf einer eigenen Position.`,
    pontic_missing: ({ name }) => `${name}: Geben Sie an, welche Brückenglieder Zwischenglieder sind.`,
    abutment_missing: ({ name }) => `${name}: Mindestens ein Brückenglied ist ein Pfeiler und kein Zwischenglied.`,
    implant_system_missing: ({ name }) => `${name}: Nennen Sie das Implantatsystem.`,
    implant_platform_missing: ({ name }) => `${name}: Nennen Sie die Plattform des Implantats.`,
    implant_retention_missing: ({ name }) => `${name}: Geben Sie an, ob verschraubt oder zementiert.`,

    customer_inactive: () => 'Wechseln Sie den Zahnarzt; dieser ist nicht mehr aktiv.',
    laboratory_inactive: () => 'Wählen Sie ein anderes Labor; dieses ist nicht mehr aktiv.',
    laboratory_not_open: () => 'Wählen Sie ein anderes Labor; dieses nimmt keine neuen Aufträge von Ihnen an.',
    service_inactive: ({ name }) => `Entfernen Sie die Position; ${name} wird nicht mehr angeboten.`,

    range_reversed: ({ from }) => `Senden Sie dasselbe wie ${from} oder mehr.`,
    forbidden_url: ({ why }) => unreachable[why],
    secret_not_sent: () => 'Lassen Sie es weg; rotateSecret: true macht einen neuen Schlüssel.',
    too_many_secrets: ({ most, ends }) => {
      const { day, time } = dayAndTime(ends);
      return `Wechseln Sie den Schlüssel wieder am ${dayFirst(day)} um ${time} UTC, wenn der älteste von ${most} nicht mehr signiert.`;
    },
    too_many_subscriptions: ({ most }) =>
      `Löschen Sie zuerst ein Abonnement; es kann höchstens ${grouped(most)} geben.`,
  },

  warnings: {
    service_dropped: ({ name }) => `${name} wird nicht mehr angeboten und fehlt deshalb in der Kopie.`,
    source_never_sent: ({ number }) =>
      `Prüfen Sie, ob dies eine Neuanfertigung ist; #${number} wurde nie an ein Labor gesendet.`,
    hand_set_dropped: ({ line, task, fields }) => {
      const where = line ?? (task === undefined ? 'Die Kopie' : `„${task}“`);
      return `${where} hat verloren, was von Hand gesetzt war: ${fields.map((field) => handSet[field]).join(', ')}.`;
    },
    laboratory_not_connected: ({ name, laboratoryId }) =>
      `Fragen Sie ${name}, ob „${laboratoryId}“ die richtige Kennung ist; dort empfängt noch niemand Aufträge.`,
    not_our_laboratory: ({ name }) =>
      `${name} ist nicht Ihr eigenes Labor. Planen Sie nur, was Ihre eigenen Techniker tun; sie werden dafür bezahlt.`,
    gap_in_bridge: () => 'Prüfen Sie die Zähne; die Brücke lässt eine Lücke in der Reihe.',
    quantity_differs: ({ set, counted }) =>
      `Prüfen Sie die Anzahl; eingetragen: ${grouped(set)}, gezählt: ${grouped(counted)}.`,
    due_date_far: ({ date }) => `Prüfen Sie das Jahr; bis zum ${dayFirst(date)} ist es mehr als ein Jahr.`,
    due_on_day_off: ({ date }) => `Der ${dayFirst(date)} ist bei Ihnen kein Arbeitstag.`,
    due_date_too_early: ({ task, done, dueDate, earliest, cure }) => {
      const [what, must] = task === undefined ? ['die Arbeit', 'begonnen'] : [`„${task}“`, 'erledigt'];
      const blocked = done
        ? `Bis zum ${dayFirst(done)} muss ${what} ${must} sein, und dieser Tag ist vorbei.`
        : `Vor dem ${dueDate && dayFirst(dueDate)} lässt der Kalender keinen Arbeitstag für ${what}.`;
      if (cure === 'task') return `${blocked} Geben Sie dafür im Arbeitsplan einen späteren Termin an.`;
      if (cure === 'plan') return `${blocked} Setzen Sie die Termine des Arbeitsplans nach dem Liefertermin.`;
      const first = earliest ? `${blocked} Der früheste mögliche Liefertermin ist der ${dayFirst(earliest)}.` : blocked;
      return cure
        ? `${first} Verschieben Sie den Liefertermin, und setzen Sie danach die Termine des Arbeitsplans.`
        : first;
    },
    plan_outdated: () => 'Die Leistungen haben sich seit der Planung geändert.',
    plan_not_made: ({ tasks, pay }) => {
      const why = (tasks && tooManyTasks(tasks)) ?? (pay && otherCurrency(pay)) ?? 'Der Lohn ist abgeschlossen.';
      return `Der Auftrag wurde ohne Arbeitsplan gesendet. ${why}`;
    },
    task_after_due_date: ({ task, date }) =>
      `„${task}“ wird am ${dayFirst(date)} erledigt, also nach dem Liefertermin.`,
    task_outdated: ({ task }) =>
      `Ändern oder entfernen Sie „${task}“ im Arbeitsplan; der Schritt passt nicht mehr zu den Leistungen.`,
    done_task_removed: ({ task }) =>
      `„${task}“ war als erledigt markiert und steht nicht mehr im Arbeitsplan; fügen Sie den Schritt wieder hinzu, wenn das ein Versehen war.`,
    returned_by_laboratory: ({ message }) => `Das Labor hat den Auftrag zurückgegeben: ${message}`,
    on_hold: ({ reason }) => `Der Auftrag ist angehalten: ${reason}`,
    overdue: ({ date }) => `Die Arbeit war am ${dayFirst(date)} in der Praxis fällig.`,
    promised_after_due: ({ promised, dueDate }) =>
      `Zugesagt ist die Arbeit für den ${dayFirst(promised)}; fällig ist sie am ${dayFirst(dueDate)}.`,
    task_overdue: ({ task, date }) => `„${task}“ war am ${dayFirst(date)} fällig und ist nicht erledigt.`,
    unassigned_tasks: ({ count }) =>
      `Arbeitsschritte ohne Techniker, für die noch niemand bezahlt wird: ${grouped(count)}.`,
    negative_margin: () => 'Die Techniker würden mehr verdienen, als der Auftrag einbringt.',
  },

  effects: {
    customer_changes: ({ from, to }) => `${fullName(to)} wird Zahnarzt des Auftrags anstelle von ${fullName(from)}.`,
    reader_changes: ({ from, to }) => `${fullName(from)} sieht den Auftrag nicht mehr; ${fullName(to)} sieht ihn.`,
    clinic_changes: ({ from, to }) => `Die Arbeit wird an ${to} geliefert, nicht an ${from}.`,
    task_added: ({ task, date, employeeId }) =>
      [`„${task}“`, date && `am ${dayFirst(date)}`, employeeId && `durch ${employeeId}`].filter(Boolean).join(' '),
  },

  endings: {
    gone: () => 'Der Empfänger hat mit 410 geantwortet: Er will keine Ereignisse mehr.',
    gave_up: ({ attempts, last }) => `Alle Versuche (${attempts}) sind fehlgeschlagen, der letzte mit: ${last}.`,
  },
};
