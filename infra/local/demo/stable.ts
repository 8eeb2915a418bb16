import { createHash } from 'node:crypto';

/** What a text is replaced by: the first group of the pattern, wherever it stands. `index` counts the different texts. */
type Replacement = { pattern: RegExp; by: (index: number, text: string) => string };

const replacements: Replacement[] = [
  { pattern: /"number":"([0-9A-F]{10})"/g, by: (index) => hash(index).slice(0, 10).toUpperCase() },
  { pattern: /"(?:lineId|taskId|recordId)":"([0-9a-f]{10})"/g, by: (index) => hash(index).slice(10, 20) },
  { pattern: /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/g, by: (index) => uuidOf(hash(index)) },
  { pattern: /\b([0-9a-f]{64})\b/g, by: hash },
  { pattern: /"(whsec_[^"]+)"/g, by: () => `whsec_${Buffer.from('only an example').toString('base64')}` },
  { pattern: /"(http:\/\/127\.0\.0\.1:\d+\/orders)"/g, by: () => 'https://laboratory.example/orders' },
  { pattern: /"(http:\/\/127\.0\.0\.1:\d+\/messages)"/g, by: () => 'https://clinic.example/messages' },
  { pattern: /"(http:\/\/127\.0\.0\.1:\d+\/[^"]+)"/g, by: () => 'https://files.example/form.pdf' },
];

function hash(index: number): string {
  return createHash('sha256').update(`${index}`).digest('hex');
}

const uuidOf = (hex: string) => [hex.slice(0, 8), hex.slice(8, 12), '4000', '8000', hex.slice(12, 24)].join('-');

/** A work plan is long, and one task is like the other: an example shows the first few. */
const mostTasks = 3;

/** The prices of tasks without the order of their random ids, and short lists of tasks. */
function tidied(member: string, value: unknown): unknown {
  if (member === 'tasks' && Array.isArray(value)) return value.slice(0, mostTasks);
  if (member !== 'taskPrices') return value;
  const afterLine = ([id]: [string, unknown]) => id.slice(id.indexOf('.'));
  return Object.fromEntries(
    Object.entries(Object(value)).toSorted((one, other) => (afterLine(one) < afterLine(other) ? -1 : 1)),
  );
}

/** A JSON value in which what differs in each run is replaced by something that stays the same, and work plans are short. */
export function stable(value: unknown): unknown {
  let text = JSON.stringify(value, tidied)
    .replaceAll(/"ms":\d+/g, '"ms":120')
    .replaceAll(/"bytes":\d+/g, '"bytes":48000')
    .replaceAll(/"expiresAt":"[^"]+"/g, '"expiresAt":"2026-11-26T09:15:00.000Z"');
  for (const { pattern, by } of replacements)
    for (const [index, found] of distinct(text, pattern).entries()) text = text.replaceAll(found, by(index, found));
  for (const [found, instant] of steady(distinct(text, /"(\d{4}-\d\d-\d\dT(?!09:15:00\.000)[\d:.]+Z)"/g)))
    text = text.replaceAll(`"${found}"`, `"${instant}"`);
  return JSON.parse(text);
}

const distinct = (text: string, pattern: RegExp) => [
  ...new Set(Array.from(text.matchAll(pattern), ([, found = '']) => found)),
];

/** Instants in the same sequence, with a second between them. */
function steady(instants: readonly string[]): [found: string, instant: string][] {
  const start = Date.parse('2026-11-26T09:00:00Z');
  return instants.toSorted().map((found, index) => [found, new Date(start + index * 1000).toISOString()]);
}
