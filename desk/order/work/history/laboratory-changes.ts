import type * as z from 'zod/mini';
import type { components } from '#desk/api/schema.d.ts';
import { changeOf, type Telling, type Value } from '#desk/order/work/history/telling.ts';
import type { TrackedField } from '#domain/order/changes.ts';
import { Order } from '#domain/order/order.ts';

type Changes = readonly components['schemas']['Change']['changes'][number][];
type Work = NonNullable<z.output<typeof Order.shape.laboratoryWork>>;

const { laboratoryWork } = Order.shape;

/** What a field of the order was before an action, or is after it; null where it is nothing, or not known. */
const then = <Shape extends z.ZodMiniType>(schema: Shape, value: unknown): z.output<Shape> | null =>
  schema.safeParse(value).data ?? null;

const changeIn = (changes: Changes, field: TrackedField) => changes.find((change) => change.field === field);
const workAfter = (changes: Changes) => then(laboratoryWork, changeIn(changes, 'laboratoryWork')?.to);

const read = {
  promisedDate: ({ promisedDate }: Work, { date }: Telling): Value => promisedDate && date(promisedDate),
  laboratoryReference: ({ laboratoryReference }: Work): Value => laboratoryReference,
  purpose: ({ purpose }: Work, { words }: Telling): Value => purpose && words.purposes[purpose],
  carrier: ({ carrier }: Work): Value => carrier,
  trackingNumber: ({ trackingNumber }: Work): Value => trackingNumber,
};

/** What laboratories say with their actions. All else that these change of the work follows from the action itself. */
const said = new Map<string, readonly (keyof typeof read)[]>([
  ['acceptOrder', ['promisedDate', 'laboratoryReference']],
  ['shipOrder', ['purpose', 'carrier', 'trackingNumber']],
]);

/** What the laboratory has said with an action. */
export function laboratoryChanges(action: string, changes: Changes, telling: Telling): string[] {
  const from = then(laboratoryWork, changeIn(changes, 'laboratoryWork')?.from);
  const to = workAfter(changes);
  return (said.get(action) ?? []).flatMap((member) =>
    changeOf(
      telling.words.work[member],
      from ? read[member](from, telling) : undefined,
      to ? read[member](to, telling) : undefined,
      telling,
    ),
  );
}

/**
 * What became of the work when the laboratory began or ended a wait; undefined for other actions, or where it is not known.
 */
export function waitOf(action: string, changes: Changes): 'held' | 'resumed' | undefined {
  const work = action === 'holdOrder' && workAfter(changes);
  if (!work) return undefined;
  return work.hold ? 'held' : 'resumed';
}
