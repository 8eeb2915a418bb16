/** What a caller may prefer as the reply to a write (RFC 7240, section 4.2). */
const replies = ['minimal', 'representation'] as const;
export type PreferredReply = (typeof replies)[number];

/** One preference of the list. A comma in a quoted string separates nothing. */
const preference = /(?:[^,"]|"(?:[^"\\]|\\.)*(?:"|\\?$))+/g;

/** The reply that a `Prefer` header asks for; null if it asks for none that we know. Of one name the first counts. */
export function preferredReply(header = ''): PreferredReply | null {
  const preferences = header.match(preference) ?? [];
  const first = preferences.find((one) => /^\s*return\s*(?:[=;]|$)/i.test(one)) ?? '';
  const value = /^\s*return\s*=\s*("?)(\w+)\1\s*(?:;|$)/i.exec(first)?.[2]?.toLowerCase();
  return replies.find((known) => known === value) ?? null;
}
