import type { Differences } from '#test/support/releases/releases.ts';

/** Source of a function that adds a member, unknown to older releases, to every object in a value. */
const marking = `export const marked = (value) =>
  Array.isArray(value)
    ? value.map(marked)
    : isObject(value)
      ? { ...Object.fromEntries(Object.entries(value).map(([member, part]) => [member, marked(part)])), addedLater: 1 }
      : value;
`;
const besides = (statement: string, another: string): [string, string] => [statement, `${statement}${another}`];
const importing = (statement: string) => besides(statement, `\nimport { marked } from '#domain/kernel/stored.ts';`);
const marks = (piece: string, value: string): [string, string] => [piece, piece.replace(value, `marked(${value})`)];

/**
 * The next release. It writes new members: `urgency` of an order, `glaze` of a line, and one in every object. It can already
 * read what only the release after it writes: a patient with several references.
 */
export const reader: Differences = {
  'domain/kernel/stored.ts': [besides('type Schema = z.core.$ZodType;\n', marking)],
  'domain/order/order.ts': [
    besides('  note: z.nullable(z.string()),\n', '  urgency: z.optional(z.string()),\n'),
    [
      'note: optionalText,\n});\nexport type Line',
      'note: optionalText,\n  glaze: optionalText,\n});\nexport type Line',
    ],
    ['  reference: optionalText,\n', '  reference: z.optional(z.union([z.string(), z.array(z.string())])),\n'],
  ],
  'domain/order/requests/edit-order.ts': [
    besides('  note: z.nullish(prose(bounds.note)),\n', '  urgency: z.nullish(text(20)),\n'),
    besides('  note: z.nullish(prose(500)),\n', '  glaze: z.nullish(text(20)),\n'),
  ],
  'domain/order/changes.ts': [besides("  'note',\n  'discount',\n", "  'urgency',\n")],
  'domain/order/decisions/edit-order.ts': [
    besides(
      '    note: patch.note === undefined ? order.note : patch.note,\n',
      '    urgency: patch.urgency === undefined ? order.urgency : (patch.urgency ?? undefined),\n',
    ),
  ],
  'domain/order/lines.ts': [besides('      note: rest.note,\n', '      glaze: rest.glaze,\n')],
  'domain/order/projection.ts': [
    besides('  note,\n', '  urgency: Order.shape.urgency,\n'),
    besides('  note: Line.shape.note,\n', '  glaze: Line.shape.glaze,\n'),
  ],
  'functions/store/table.ts': [['patient.reference ??', '[patient.reference].flat()[0] ??']],
  'functions/store/orders.ts': [
    importing("import type { Wanted } from '#domain/catalog/lookup.ts';"),
    ['Item: { ...order,', 'Item: { ...marked(order),'],
  ],
  'functions/store/versioned.ts': [
    importing("import { same } from '#domain/kernel/same.ts';"),
    ['Item: { ...entry, ...key },', 'Item: { ...marked(entry), ...key },'],
  ],
  'functions/store/subscriptions.ts': [
    importing("import { same } from '#domain/kernel/same.ts';"),
    marks('Object.entries(written)', 'written'),
  ],
  'functions/store/history.ts': [
    importing("import { HistoryEntry, ReadEntry } from '#domain/order/history.ts';"),
    ['Item: { ...entry, ...key },', 'Item: { ...marked(entry), ...key },'],
  ],
  'functions/store/feed-numbers.ts': [
    importing("import type { Listener } from '#domain/listening/listener.ts';"),
    marks('const event = numbered(one.event, sequence)', 'numbered(one.event, sequence)'),
    marks('...markOf(one, expiry)', 'markOf(one, expiry)'),
  ],
};

/** The release after the next, made from it. It writes a list of references, which only `reader` can read, too. */
export const writer: Differences = {
  'functions/store/table.ts': [['orderSchema = 1', 'orderSchema = 2']],
  'domain/order/order.ts': [
    [
      'z.union([z.string(), z.array(z.string())])',
      'z.union([z.array(z.string()), z.pipe(z.string(), z.transform((one) => [one]))])',
    ],
  ],
  'domain/order/requests/edit-order.ts': [
    [
      'reference: z.nullish(text(60))',
      'reference: z.nullish(z.union([z.array(text(60)), z.pipe(text(60), z.transform((one) => [one]))]))',
    ],
  ],
};
