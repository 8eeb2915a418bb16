import type { Role } from '#domain/kernel/caller.ts';
import type { Messages } from '#functions/http/messages/en.ts';

const headers = {
  'If-Match':
    'Senden Sie das ETag so, wie eine Antwort es gab, mit seinen Anführungszeichen, etwa "7"; oder mehrere, mit Kommas dazwischen.',
  'If-None-Match':
    'Senden Sie das ETag so, wie eine Antwort es gab, mit seinen Anführungszeichen, etwa "7"; oder mehrere, mit Kommas dazwischen; oder *.',
  'Idempotency-Key':
    'Senden Sie bis zu 255 Zeichen als ein Wort, oder in doppelten Anführungszeichen mit \\ vor " und \\.',
};

const conflicts = {
  changed:
    'Lesen Sie es neu, und wiederholen Sie dann Ihre Änderung; es ist nicht mehr die Version, die Sie gelesen haben.',
  weak: 'Senden Sie das ETag so, wie eine Antwort es gab, etwa "7"; ein schwaches (W/"7") passt hier zu keiner Version.',
  exists: 'Lesen Sie es, und ändern Sie es dann mit seinem ETag als If-Match; es ist schon da.',
};

const rights = {
  none: 'Dazu sind Sie nicht berechtigt.',
  otherTask: 'Haken Sie Ihre eigenen Arbeitsschritte ab; dieser gehört jemand anderem oder noch niemandem.',
};

const missing = {
  unversioned: 'Beginnen Sie den Pfad mit /v1; alle Pfade beginnen so.',
  neverSent: 'Wiederholen Sie es mit after, oder mit from und to; es wurde diesem Abonnement nie gesendet.',
};

const wrongStatuses = {
  draft: 'Bearbeiten Sie den Auftrag; der Liefertermin eines Entwurfs wird mit seinen anderen Feldern geändert.',
  sent: 'Nehmen Sie den Auftrag zuerst zurück; was gesendet wurde, wird nur in einem Entwurf geändert.',
  inProduction: 'Bitten Sie das Labor, den Auftrag zurückzugeben; er ist in Arbeit.',
  other: 'Der Auftrag erlaubt das in seinem Status nicht; die Liste der Aktionen nennt, was er erlaubt.',
};

const people: Record<Role, string> = {
  manager: 'die Leitung',
  dentist: 'Zahnärzte',
  technician: 'Techniker',
  laboratory: 'Labore',
};

const person: Record<Role, string> = {
  manager: 'Leitung',
  dentist: 'Zahnarzt',
  technician: 'Techniker',
  laboratory: 'Labor',
};

/** Names as "eins, zwei und drei". */
const listed = (names: readonly string[]) => names.join(', ').replace(/, ([^,]*)$/, ' und $1');

/** All messages of the HTTP layer in German. */
export const de: Messages = {
  problems: {
    unauthorized: {
      title: 'Nicht angemeldet',
      detail: () => 'Holen Sie ein neues Token; dieses sagt nicht, wer Sie für diesen Dienst sind.',
    },
    forbidden: {
      title: 'Nicht erlaubt',
      detail: ({ roles, role, because }) =>
        roles && role
          ? `Das ist für ${listed(roles.map((one) => people[one]))}; Ihre Rolle ist: ${person[role]}.`
          : rights[because ?? 'none'],
    },
    not_found: {
      title: 'Nicht gefunden',
      detail: ({ because }) =>
        because ? missing[because] : 'Prüfen Sie die Nummer oder Adresse; hier ist nichts, was Sie sehen dürfen.',
    },
    method_not_allowed: {
      title: 'Methode nicht erlaubt',
      detail: () => 'Diese Adresse nimmt andere Methoden; der Header Allow nennt sie.',
    },
    invalid_status: {
      title: 'Nicht in diesem Status',
      detail: ({ because }) => wrongStatuses[because ?? 'other'],
    },
    payroll_finalized: {
      title: 'Lohn abgeschlossen',
      detail: () => 'Öffnen Sie den Lohn wieder, um zu ändern, was Techniker verdienen; er ist abgeschlossen.',
    },
    feed_expired: {
      title: 'Feed abgelaufen',
      detail: () =>
        'Fahren Sie nach der Nummer vor der ältesten fort; frühere Ereignisse werden nicht mehr aufbewahrt.',
    },
    version_conflict: {
      title: 'Inzwischen geändert',
      detail: ({ because }) => conflicts[because ?? 'changed'],
    },
    body_too_large: { title: 'Inhalt zu groß', detail: () => 'Senden Sie höchstens 1 MiB.' },
    unsupported_media_type: {
      title: 'Medientyp nicht unterstützt',
      detail: ({ expected }) =>
        expected === 'identity'
          ? 'Senden Sie den Inhalt, wie er ist, ohne Content-Encoding.'
          : `Senden Sie ${expected.replace(', ', ' oder ')}, und sagen Sie das in Content-Type.`,
    },
    malformed_body: { title: 'Inhalt nicht lesbar', detail: () => 'Senden Sie den Inhalt als JSON in UTF-8.' },
    invalid_header: {
      title: 'Header ungültig',
      detail: () => 'Berichtigen Sie den Header, den die Liste der Fehler nennt.',
    },
    validation_failed: {
      title: 'Anfrage fehlerhaft',
      detail: () => 'Berichtigen Sie jeden Fehler in der Liste.',
    },
    not_ready: {
      title: 'Nicht bereit zum Senden',
      detail: () => 'Berichtigen Sie, was die Liste nennt; der Entwurf lässt sich noch nicht senden.',
    },
    idempotency_key_reused: {
      title: 'Idempotency-Key schon verwendet',
      detail: () => 'Senden Sie einen neuen Idempotency-Key; dieser gehört zu einer anderen Anfrage.',
    },
    precondition_required: {
      title: 'Vorbedingung nötig',
      detail: () => 'Senden Sie If-Match mit dem ETag der Version, die Sie gelesen haben.',
    },
    try_again: { title: 'Bitte noch einmal', detail: () => 'Wiederholen Sie die Anfrage gleich noch einmal.' },
    internal_error: {
      title: 'Interner Fehler',
      detail: () => 'Wiederholen Sie die Anfrage später; der Fehler liegt bei uns, nicht in Ihrer Anfrage.',
    },
  },
  faults: {
    invalid_header: ({ header, adds }) =>
      adds ? 'Senden Sie *, um nur zu schreiben, wenn noch nichts da ist, oder lassen Sie ihn weg.' : headers[header],
    bad_cursor: () => 'Lassen Sie ihn weg, um neu zu beginnen; dieser cursor ist nicht von dieser Liste.',
    search_too_wide: () => 'Schreiben Sie mehr vom Namen; zu viele Namen beginnen so.',
    key_reused: () => 'Senden Sie einen neuen Schlüssel; dieser gehört zu einer anderen Anfrage.',
    past_the_end: ({ last }) => `Senden Sie ${last} oder weniger; dort endet Ihr Feed.`,
    inactive_subscription: () =>
      'Schalten Sie das Abonnement mit einem PUT seines ganzen Inhalts und "active": true ein, und fordern Sie dann an, was es verpasst hat.',
    catching_up: () =>
      'Fordern Sie jetzt nichts erneut an: Das Abonnement holt auf und bekommt von selbst, was es verpasst hat.',
    replay_runs: () =>
      'Warten Sie, bis die laufende Wiederholung beendet ist; ein Abonnement bekommt eine nach der anderen.',
  },
};
