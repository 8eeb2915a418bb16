import type { Traceparent } from '#domain/kernel/identifiers.ts';

const pattern = /^([0-9a-f]{2})-((?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** The flags that we know: sampled, and that the trace id is random. */
const knownFlags = 0b11;

/**
 * The place of a request in its caller's trace, from the header `traceparent` (W3C Trace Context, level 2). Null without
 * a valid header. Of a version that we do not know only the known parts are taken, as version 00.
 */
export function traceparentIn(header = ''): Traceparent | null {
  const [, version, ids, flags = '', more] = pattern.exec(header.trim()) ?? [];
  if (!ids || version === 'ff' || (version === '00' && more !== undefined)) return null;
  return `00-${ids}-0${Number.parseInt(flags, 16) & knownFlags}`;
}
