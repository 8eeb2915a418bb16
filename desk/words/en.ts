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
};

export type Words = typeof en;
