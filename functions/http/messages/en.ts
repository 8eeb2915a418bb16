import type { Refusal } from '#functions/http/refusal.ts';

const headers = {
  'If-Match': 'Send the ETag as a reply gave it, with its quotes: "7"; or several, with commas between them.',
  'If-None-Match':
    'Send the ETag as a reply gave it, with its quotes: "7"; or several, with commas between them; or *.',
  'Idempotency-Key': 'Send up to 255 characters as one word, or in double quotes with \\ before " and \\.',
};

const conflicts = {
  changed: 'This is not the version that stands. Read it again, then repeat your change.',
  weak: 'A weak ETag (W/"7") matches no version here. Send it as a reply gave it: "7".',
  exists: 'Something stands here already. Read it, then change it with its ETag as If-Match.',
};

type Facts<Code> = Extract<Refusal, { code: Code }>;
type Words<Code> = { title: string; detail: (facts: Facts<Code>) => string };

/** Title and detail of every refusal. A refusal without a row does not compile. */
const problems: { [Code in Refusal['code']]: Words<Code> } = {
  unauthorized: { title: 'Unauthorized', detail: () => 'The token does not say who you are for this service.' },
  forbidden: {
    title: 'Forbidden',
    detail: ({ roles, role }) =>
      roles ? `This is for ${listed(roles.map(people))}; your token is a ${role}'s.` : 'You have no right to this.',
  },
  not_found: { title: 'Not found', detail: () => 'There is nothing here, or nothing of yours.' },
  method_not_allowed: {
    title: 'Method not allowed',
    detail: () => 'This address takes other methods; the header Allow names them.',
  },
  invalid_status: {
    title: 'Not in this status',
    detail: () => 'The order does not allow this any more; actions names what it still allows.',
  },
  payroll_finalized: {
    title: 'Payroll finalized',
    detail: () => 'The payroll is finalized; reopen it to change what technicians earn.',
  },
  feed_expired: {
    title: 'Feed expired',
    detail: () => 'What follows this number is no longer kept. Go on after the number before `oldest`.',
  },
  version_conflict: {
    title: 'Changed meanwhile',
    detail: ({ because }) => conflicts[because ?? 'changed'],
  },
  body_too_large: { title: 'Body too large', detail: () => 'Send at most 1 MiB.' },
  unsupported_media_type: {
    title: 'Media type not supported',
    detail: ({ expected }) =>
      expected === 'identity'
        ? 'Send the body as it is, without Content-Encoding.'
        : `Send ${expected.replace(', ', ' or ')}, and say so in Content-Type.`,
  },
  malformed_body: { title: 'Malformed body', detail: () => 'The body is not JSON in UTF-8.' },
  invalid_header: {
    title: 'Invalid header',
    detail: () => 'A header cannot be read; errors says what it should be.',
  },
  validation_failed: { title: 'Validation failed', detail: () => 'Each fault is named under errors.' },
  not_ready: { title: 'Not ready to publish', detail: () => 'What is still missing is named under errors.' },
  idempotency_key_reused: {
    title: 'Idempotency key reused',
    detail: () => 'This Idempotency-Key was used for another request. Take a new one.',
  },
  precondition_required: {
    title: 'Precondition required',
    detail: () => 'Send If-Match with the ETag of the version that you have read.',
  },
  try_again: { title: 'Try again', detail: () => 'Please repeat the request in a moment.' },
  internal_error: {
    title: 'Internal error',
    detail: () => 'Something broke here. Nothing is wrong with your request.',
  },
};

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
    /** `nearest` is the field that was probably meant, `known` are all fields. */
    unknown_field: ({ nearest, known }: { nearest?: string | undefined; known: readonly string[] }) => {
      const cure = known.length > 0 ? `leave it out, or use one of: ${known.join(', ')}.` : 'leave it out.';
      return `There is no such field to send here; ${nearest ? `did you mean ${nearest}?` : cure}`;
    },
    /** `adds` is for a PUT, whose If-None-Match can only be *. */
    invalid_header: ({ header, adds }: { header: keyof typeof headers; adds: boolean }) =>
      adds ? 'Send *, by which only what is not there yet is written, or leave it out.' : headers[header],
    bad_cursor: () => 'This is no cursor of this list; leave it out to start again.',
    search_too_wide: () => 'Too many names of others begin like this; type more of it.',
    key_reused: () => 'Another request used it; take a new one.',
    past_the_end: ({ last }: { last: number }) => `Your feed ends at number ${last}; send that or a lower one.`,
    inactive_subscription: () => 'The subscription is off. Turn it on, then ask for what it has missed.',
  },
};

export type Messages = typeof en;
