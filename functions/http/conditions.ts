import { type Refused, refuse } from '#functions/http/refusal.ts';
import { etagOf } from '#functions/http/reply.ts';

/** An ETag as a request names it (RFC 9110, section 8.8.3): its opaque part, quotes and all, and whether it is weak. */
export type Tag = { weak: boolean; opaque: string };

/** A condition on what there is: none was sent, any version will do (`*`), or one of these. */
export type Condition = { kind: 'none' } | { kind: 'any' } | { kind: 'tags'; tags: readonly Tag[] };

const pattern = /(?:W\/)?"[^" \p{Cc}]*"/gu;

/** Reads a header that is a list of ETags, or `*`. */
export function conditionIn(header: string | undefined): Condition | { kind: 'malformed' } {
  if (header === undefined) return { kind: 'none' };
  if (header.trim() === '*') return { kind: 'any' };
  const tags = header.match(pattern) ?? [];
  // Between two tags stands a comma; empty members of a list do not count.
  const between = header.split(pattern);
  const isComma = (text: string, index: number) => index === 0 || index === tags.length || text.includes(',');
  if (tags.length === 0 || !between.every((text, index) => /^[\t ,]*$/.test(text) && isComma(text, index)))
    return { kind: 'malformed' };
  const read = tags.map((tag) => ({ weak: tag.startsWith('W/'), opaque: tag.slice(tag.indexOf('"')) }));
  return { kind: 'tags', tags: read };
}

/** Whether a version is among the tags of an If-Match, which a weak one never matches; 0 stands for nothing there. */
export const matches = (tags: readonly Tag[], version: number): boolean =>
  tags.some(({ weak, opaque }) => !weak && opaque === etagOf(version)['etag']);

/** Whether an If-None-Match names the ETag among these headers, weak or not: whoever sent it knows that version. */
export function isKnown(condition: Condition, { etag }: Record<string, string>): boolean {
  if (etag === undefined || condition.kind === 'none') return false;
  return condition.kind === 'any' || condition.tags.some(({ opaque }) => opaque === etag);
}

/** The newest version up to a current one that the tags name; undefined where they name none. */
export function newestOf(tags: readonly Tag[], current: number): number | undefined {
  const versions = tags.map(({ opaque }) => Number(/^"([1-9]\d*)"$/.exec(opaque)?.[1]));
  return versions.filter((version) => version <= current).toSorted((a, b) => b - a)[0];
}

/** What stands there is not the version that a write was made upon. `fields` are those changed since, where that is known. */
export function conflict(version: number, fields: string[] | null, tags: readonly Tag[] = []): Refused {
  const isWeak = tags.some(({ weak }) => weak);
  return refuse({ code: 'version_conflict', version, fields, ...(isWeak && { because: 'weak' }) });
}

/** Something stands where an If-None-Match asked that nothing does. */
export const existing = (version: number): Refused =>
  refuse({ code: 'version_conflict', version, fields: null, because: 'exists' });
