/** Holds every reply of a product that a test asks to the OpenAPI document, whatever the test itself looks at. */
import { afterEach, expect } from 'vitest';
import { operationAt } from '#test/support/description/document.ts';
import { reportSeen, undocumented } from '#test/support/description/undocumented.ts';

const products = new Set<string>();
const offences: string[] = [];

/** From now on, replies of the product at this URL are held to the document. */
export const holdReplies = (url: string): void => void products.add(new URL(url).origin);

const ask = globalThis.fetch;
globalThis.fetch = async (asked, init) => {
  const { method = 'GET' } = init ?? (asked instanceof Request ? asked : {});
  const answer = await ask(asked, init);
  const { origin, pathname } = new URL(answer.url);
  // A HEAD has no body, and a browser's OPTIONS is answered for all paths alike.
  if (!products.has(origin) || !pathname.startsWith('/v1/') || ['HEAD', 'OPTIONS'].includes(method)) return answer;
  const { status, headers } = answer;
  const text = await answer.clone().text();
  const body = headers.get('content-type')?.includes('json') ? JSON.parse(text) : text || undefined;
  const offence = undocumented(operationAt(method, pathname), { status, headers, body });
  if (offence) offences.push(offence);
  return answer;
};

reportSeen();

// Not where the reply arrives: a test may catch what is thrown there.
afterEach(() => expect(offences.splice(0)).toEqual([]));
