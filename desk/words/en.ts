import type { components } from '#desk/api/schema.d.ts';
import type { Arch } from '#domain/kernel/teeth.ts';
import type { Status } from '#domain/order/statuses.ts';

const statuses: Record<Status, string> = { draft: 'Draft', published: 'Published', cancelled: 'Cancelled' };

type Schemas = components['schemas'];

/** What a draft lacks, in a word or two. */
const missing: Record<Schemas['MissingCode'], string> = {
  laboratory_missing: 'laboratory',
  patient_missing: 'patient',
  services_missing: 'services',
  due_date_missing: 'due date',
  discount_exceeds_subtotal: 'discount too large',
  teeth_missing: 'teeth',
  arch_missing: 'jaw',
  shade_missing: 'shade',
  bridge_too_short: 'second unit of the bridge',
  one_jaw_a_line: 'a line for each jaw',
  pontic_missing: 'pontics',
  abutment_missing: 'abutment',
  implant_system_missing: 'implant system',
  implant_platform_missing: 'implant platform',
  implant_retention_missing: 'screw or cement',
};

/** The words of the desk in English, by screen. The other languages have the same. */
export const en = {
  desk: 'Order desk',
  statuses,
  parts: {
    skip: 'Skip to the content',
    loading: 'Loading…',
    tryAgain: 'Try again',
    close: 'Close',
    ok: 'OK',
    back: 'Back',
    none: '–',
    more: 'Show more',
    optional: 'optional',
    choose: 'Choose…',
    errors: 'There is a problem',
    offline: 'There is no connection to the desk. Check the network.',
    busy: 'The desk cannot answer just now. Wait a moment.',
    signedOut: 'You are signed out. Sign in again to go on.',
    signIn: 'Sign in',
    reference: (requestId: string) => `Reference: ${requestId}`,
    notFound: 'There is no such page.',
    toStart: 'Go to the start screen',
  },
  shell: {
    start: 'Start',
    orders: 'Orders',
    catalogue: 'Catalogue',
    settings: 'Settings',
    webhooks: 'Webhooks',
    profile: 'Profile',
    newOrder: 'New order',
    language: 'Language',
    signOut: 'Sign out',
    otherPerson: 'Be somebody else',
    shortcuts: 'Keyboard shortcuts',
    singleKeys: 'Use single keys as shortcuts',
    person: (name: string) => `Signed in: ${name}`,
  },
  roles: { manager: 'Manager', dentist: 'Dentist', technician: 'Technician', laboratory: 'Laboratory' },
  lists: {
    tabs: 'Orders by status',
    byStatus: { draft: 'Drafts', published: 'Sent', cancelled: 'Cancelled' } satisfies Record<Status, string>,
    allStatuses: 'Drafts, sent and cancelled',
    search: 'Find a patient',
    dentist: 'Dentist',
    allDentists: 'All dentists',
    sort: 'Sorted by',
    newest: 'Newest first',
    due: 'Due date',
    dueFromToday: 'Due date, from today on',
    count: (orders: number, more: boolean) => `${orders}${more ? '+' : ''} ${orders === 1 ? 'order' : 'orders'}`,
    columns: {
      number: 'Order',
      patient: 'Patient',
      dentist: 'Dentist, clinic',
      clinic: 'Clinic',
      services: 'Services',
      due: 'Due',
      status: 'Status',
    },
    jaws: { upper: 'upper jaw', lower: 'lower jaw', both: 'both jaws' } satisfies Record<Arch, string>,
    andMore: (services: number) => `and ${services} more`,
    ready: 'Ready to send',
    notReady: (lacks: string) => `Not ready: ${lacks}`,
    datePassed: 'date has passed',
    missing,
    days: { past: 'overdue', today: 'today', tomorrow: 'tomorrow' },
    empty: {
      draft: 'There are no drafts here. A new order begins as a draft.',
      published: 'Nothing has been sent here yet. Open a draft and send it.',
      cancelled: 'Nothing has been cancelled here.',
    } satisfies Record<Status, string>,
    nobody: 'No patient’s name begins like this. Type the first letters of the last name, or of your reference.',
    next: 'Next order in the list (↓ in the list)',
    previous: 'Previous order in the list (↑ in the list)',
  },
  people: {
    title: 'Who are you?',
    hint: 'These people exist only on this machine. Each tab of the browser may be somebody else.',
  },
  actions: {
    title: 'Actions',
    names: {
      editOrder: 'Edit',
      changeCustomer: 'Change Customer',
      planWork: 'Plan Work',
      copyOrder: 'Copy',
      getPayroll: 'Payroll',
      printOrder: 'Print',
      setDiscount: 'Discount',
      cancelOrder: 'Cancel',
    },
    waits: (action: string) => `${action} waits until what you typed is saved.`,
    conflict: 'Somebody else has changed this order in the meantime. You see it as it is now: check it, and try again.',
    copy: {
      of: 'Copied from',
      done: (source: string) => `This is the copy of #${source}. It is a draft of its own.`,
      failed: 'The order was not copied',
    },
    cancel: {
      title: (number: string) => `Cancel order #${number}?`,
      hint: 'It stays on record, and nobody can edit or send it any more. You can still copy it.',
      reason: 'Reason',
      keep: 'Keep the order',
      done: 'The order is cancelled.',
    },
    send: {
      name: 'Send',
      title: (number: string) => `Send order #${number}?`,
      laboratory: 'To',
      due: 'Due',
      patient: 'Patient',
      final: 'A sent order can no longer be edited or cancelled here.',
      unusual: 'Before you send it',
      allTheSame: 'Send all the same',
      notYet: 'Not yet',
      done: (laboratory: string) => `The order has been sent to ${laboratory}.`,
      already: 'This order has been sent',
      notReady: 'The order cannot be sent yet',
      missing: (count: number) =>
        count === 1
          ? 'One thing is missing. Choose it to go there.'
          : `${count} things are missing. Choose one to go there.`,
    },
  },
};

export type Words = typeof en;
