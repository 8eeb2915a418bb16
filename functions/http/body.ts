import { accept } from '#domain/kernel/decision.ts';
import { type Route, takesBody } from '#functions/contract/route.ts';
import type { Event } from '#functions/http/event.ts';
import { type Result, refuse } from '#functions/http/refusal.ts';

const longest = 1024 * 1024;
const json = 'application/json';
const mergePatch = 'application/merge-patch+json';
const uncompressed = 'identity';

/**
 * The body as text and as JSON; no body is an empty object. Refuses a body that is too long, compressed, not JSON or
 * not UTF-8.
 */
export function readBody(event: Event, route: Route): Result<{ text: string; json: unknown }> {
  const bytes = Buffer.from((takesBody(route) && event.body) || '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > longest) return refuse({ code: 'body_too_large' });
  if (bytes.length === 0) return accept({ text: '', json: {} });

  const codings = (event.headers['content-encoding'] ?? '').split(',').map((coding) => coding.trim().toLowerCase());
  if (codings.some((coding) => coding !== '' && coding !== uncompressed)) return compressed;
  const accepted = route.mergePatch ? [mergePatch, json] : [json];
  const type = (event.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!accepted.includes(type)) {
    const expected = accepted.join(', ');
    const headers = { [route.method === 'PATCH' ? 'accept-patch' : 'accept']: expected };
    return refuse({ code: 'unsupported_media_type', expected, headers });
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return accept({ text, json: JSON.parse(text) });
  } catch {
    return refuse({ code: 'malformed_body' });
  }
}

const compressed = refuse({
  code: 'unsupported_media_type',
  expected: uncompressed,
  headers: { 'accept-encoding': uncompressed },
});
