import type { Status } from '#domain/order/statuses.ts';

const statuses: Record<Status, string> = { draft: 'Draft', published: 'Published', cancelled: 'Cancelled' };

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
