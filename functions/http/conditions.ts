import { type Refused, refuse } from '#functions/http/refusal.ts';
import { etagOf } from '#functions/http/reply.ts';

/** An ETag in a request (RFC 9110, section 8.8.3): its opaque part with the quotes, and whether it is weak. */
export type Tag = { weak: boolean; opaque: string };

/** A conditional header: not sent, any version (`*`), or one of these ETags. */
export type Condition = { kind: 'none' } | { kind: 'any' } | { kind: 'tags'; tags: readonly Tag[] };

const pattern = /(?:W\/)?"[^" \p{Cc}]*"/gu;

/** Reads a header with a list of ETags, or `*`. */
export function conditionIn(header: string | undefined): Condition | { kind: 'malformed' } {
  if (header === undefined) return { kind: 'none' };
  if (header.trim() === '*') return { kind: 'any' };
  const tags = header.match(pattern) ?? [];
  // Tags are separated by commas; empty list elements are allowed.
  const between = header.split(pattern);
  const isComma = (text: string, index: number) => index === 0 || index === tags.length || text.includes(',');
  if (tags.length === 0 || !between.every((text, index) => /^[\t ,]*$/.test(text) && isComma(text, index)))
    return { kind: 'malformed' };
  const read = tags.map((tag) => ({ weak: tag.startsWith('W/'), opaque: tag.slice(tag.indexOf('"')) }));
  return { kind: 'tags', tags: read };
}

/** Whether If-Match names this version. Weak ETags never match; version 0 means that nothing exists. */
export const matches = (tags: readonly Tag[], version: number): boolean =>
  tags.some(({ weak, opaque }) => !weak && opaque === etagOf(version)['etag']);

/** The ETag of the version alone, without the state of what is shown beside it: no write replaces that. */
export const ofVersion = ({ weak, opaque }: Tag): Tag => ({ weak, opaque: opaque.replace(/-.*/, '"') });

/** Whether If-None-Match names this ETag, weak or not: the caller has this version already. */
export function isKnown(condition: Condition, { etag }: Record<string, string>): boolean {
  if (etag === undefined || condition.kind === 'none') return false;
  return condition.kind === 'any' || condition.tags.some(({ opaque }) => opaque === etag);
}

/** The newest version that the ETags name, up to the current one; undefined if there is none. */
export function newestOf(tags: readonly Tag[], current: number): number | undefined {
  const versions = tags.map(({ opaque }) => Number(/^"([1-9]\d*)"$/.exec(opaque)?.[1]));
  return versions.filter((version) => version <= current).toSorted((a, b) => b - a)[0];
}

/** The refusal of a write on another version than the current one. `fields` are those changed since, if known. */
export function conflict(version: number, fields: string[] | null, tags: readonly Tag[] = []): Refused {
  const isWeak = tags.some(({ weak }) => weak);
  return refuse({ code: 'version_conflict', version, fields, ...(isWeak && { because: 'weak' }) });
}

/** The refusal of a write that may only add, when something exists already. */
export const existing = (version: number): Refused =>
  refuse({ code: 'version_conflict', version, fields: null, because: 'exists' });
