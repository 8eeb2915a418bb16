import type { Role } from '#domain/kernel/caller.ts';
import type { problemStatuses } from '#functions/contract/problems.ts';

const headers = {
  'If-Match': 'Send the ETag as a reply gave it, with its quotes, such as "7"; or several, with commas between them.',
  'If-None-Match':
    'Send the ETag as a reply gave it, with its quotes, such as "7"; or several, with commas between them; or *.',
  'Idempotency-Key': 'Send up to 255 characters as one word, or in double quotes with \\ before " and \\.',
};

const conflicts = {
  changed: 'Read it again, then repeat your change; it is no longer the version that you read.',
  weak: 'Send the ETag as a reply gave it, such as "7"; a weak one (W/"7") matches no version here.',
  exists: 'Read it, then change it with its ETag as If-Match; it exists already.',
};

const missing = {
  unversioned: 'Begin the path with /v1; all paths do.',
  neverSent: 'Replay it by after, or by from and to; it was never sent to this subscription.',
};

const rights = {
  none: 'You are not allowed to do this.',
  otherTask: "Mark your own tasks; this one is another technician's, or nobody's yet.",
};

const wrongStatuses = {
  draft: 'Edit the order; the due date of a draft is changed with its other fields.',
  sent: 'Withdraw the order first; what was sent is changed in a draft alone.',
  inProduction: 'Ask the laboratory to return the order; it is in production.',
  other: 'The order does not allow this in its status; the list of actions says what it allows.',
};

/** Title and detail of every refusal. A refusal without a row does not compile. */
const problems = {
  unauthorized: {
    title: 'Unauthorized',
    detail: () => 'Get a new token; this one does not say who you are for this service.',
  },
  forbidden: {
    title: 'Forbidden',
    detail: ({ roles, role, because }: { roles?: readonly Role[]; role?: Role; because?: keyof typeof rights }) =>
      roles ? `This is for ${listed(roles.map(people))}; your token is a ${role}'s.` : rights[because ?? 'none'],
  },
  not_found: {
    title: 'Not found',
    detail: ({ because }: { because?: keyof typeof missing }) =>
      because ? missing[because] : 'Check the number or address; there is nothing here that you may see.',
  },
  method_not_allowed: {
    title: 'Method not allowed',
    detail: () => 'This address takes other methods; the header Allow names them.',
  },
  invalid_status: {
    title: 'Not in this status',
    detail: ({ because }: { because?: keyof typeof wrongStatuses }) => wrongStatuses[because ?? 'other'],
  },
  payroll_finalized: {
    title: 'Payroll finalized',
    detail: () => 'Reopen the payroll to change what technicians earn; it is finalized.',
  },
  feed_expired: {
    title: 'Feed expired',
    detail: () => 'Continue after the number before the oldest; earlier events are no longer kept.',
  },
  version_conflict: {
    title: 'Changed meanwhile',
    detail: ({ because }: { because?: keyof typeof conflicts }) => conflicts[because ?? 'changed'],
  },
  body_too_large: { title: 'Body too large', detail: () => 'Send at most 1 MiB.' },
  unsupported_media_type: {
    title: 'Media type not supported',
    detail: ({ expected }: { expected: string }) =>
      expected === 'identity'
        ? 'Send the body as it is, without Content-Encoding.'
        : `Send ${expected.replace(', ', ' or ')}, and say so in Content-Type.`,
  },
  malformed_body: { title: 'Malformed body', detail: () => 'Send the body as JSON in UTF-8.' },
  invalid_header: {
    title: 'Invalid header',
    detail: () => 'Correct the header that the list of faults names.',
  },
  validation_failed: { title: 'Validation failed', detail: () => 'Correct every fault in the list.' },
  not_ready: {
    title: 'Not ready to publish',
    detail: () => 'Correct what the list names; the draft cannot be published yet.',
  },
  idempotency_key_reused: {
    title: 'Idempotency key reused',
    detail: () => 'Send a new Idempotency-Key; this one was used for another request.',
  },
  precondition_required: {
    title: 'Precondition required',
    detail: () => 'Send If-Match with the ETag of the version that you have read.',
  },
  try_again: { title: 'Try again', detail: () => 'Please repeat the request in a moment.' },
  internal_error: {
    title: 'Internal error',
    detail: () => 'Repeat the request later; the fault is ours, not in your request.',
  },
} satisfies Record<keyof typeof problemStatuses, { title: string; detail: (facts: never) => string }>;

const people = (role: string) => (role === 'laboratory' ? 'laboratories' : `${role}s`);

/** Names as "one, two, and three". Does not use Intl, whose first object takes 12 ms of a cold start. */
function listed(names: readonly string[]): string {
  const [last = '', ...others] = names.toReversed();
  if (others.length < 2) return [...others, last].join(' and ');
  return `${others.toReversed().join(', ')}, and ${last}`;
}

/** All messages of the HTTP layer in English, by code, made from facts. */
export const en = {
  problems,
  faults: {
    /** `adds` is for a PUT, whose If-None-Match can only be *. */
    invalid_header: ({ header, adds }: { header: keyof typeof headers; adds: boolean }) =>
      adds ? 'Send * to write only if nothing exists yet, or leave it out.' : headers[header],
    bad_cursor: () => 'Leave it out to start again; this cursor is not from this list.',
    search_too_wide: () => 'Type more of the name; too many names begin like this.',
    key_reused: () => 'Send a new key; another request used this one.',
    past_the_end: ({ last }: { last: number }) => `Send ${last} or less; your feed ends there.`,
    inactive_subscription: () =>
      'Turn the subscription on by a PUT of the whole of it with "active": true, then ask for what it has missed.',
    catching_up: () => 'Ask for no replay now: the subscription is catching up, and gets by itself what it has missed.',
    replay_runs: () => 'Wait until the replay that runs has ended; a subscription gets one at a time.',
  },
};

export type Messages = typeof en;
