import * as z from 'zod/mini';
import { bare } from '#domain/kernel/expected.ts';
import { memoized } from '#domain/kernel/memoized.ts';
import type { Order } from '#domain/order/order.ts';
import { LabOrderReply, LineReply } from '#domain/order/projection.ts';
import type { Visibility } from '#domain/order/visibility.ts';

/** What of a line a reason may be about: all but what is counted, and what tells lines apart. */
const OfLine = z.omit(LineReply, { lineId: true, quantityByHand: true, amount: true });
const OfUnpricedLine = z.extend(z.omit(OfLine, { unitPrice: true }), {
  service: z.omit(LineReply.shape.service, { price: true }),
});

/**
 * What of an order a reason may be about: all that its clinic has said of what a laboratory reads. What the product keeps
 * for the two, and what the laboratory itself has answered, is no place. Prices are places for those who see them.
 */
const placesFor = memoized((prices: boolean) =>
  z.extend(
    z.omit(LabOrderReply, {
      tenantId: true,
      number: true,
      status: true,
      version: true,
      revision: true,
      publication: true,
      laboratoryWork: true,
      warnings: true,
      actions: true,
      cancelReason: true,
    }),
    { services: z.array(prices ? OfLine : OfUnpricedLine) },
  ),
);

const index = /^(?:0|[1-9]\d{0,2})$/;

/** A place on the way of a pointer: what may be there, and the pointer to it. `lines` is how many lines the order has. */
type Place = { schema: z.core.$ZodType; pointer: string; lines: number };

/**
 * Where a pointer might go on, from the last place that it reaches; null when it leads to a member that the schema knows.
 * That may well be empty; only a line has to be there.
 */
export function placesInsteadOf(
  pointer: string,
  { services }: Order,
  { prices }: Pick<Visibility, 'prices'>,
): string[] | null {
  const order = { schema: placesFor(prices), pointer: '', lines: services.length };
  const [start, ...path] = pointer.split('/');
  return start === '' ? following(path, order) : below(order);
}

function following([member, ...rest]: readonly string[], place: Place): string[] | null {
  if (member === undefined) return null;
  const next = memberOf(place, member);
  return next ? following(rest, { ...place, schema: bare(next), pointer: `${place.pointer}/${member}` }) : below(place);
}

const isOfLines = ({ def: { element } }: z.ZodMiniArray) => element === OfLine || element === OfUnpricedLine;

function memberOf({ schema, lines }: Place, member: string): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodMiniObject) return Object.hasOwn(schema.shape, member) ? schema.shape[member] : undefined;
  if (!(schema instanceof z.ZodMiniArray) || !index.test(member)) return undefined;
  return isOfLines(schema) && Number(member) >= lines ? undefined : schema.def.element;
}

/** The places right below one; the place itself when there are none. */
function below({ schema, pointer, lines }: Place): string[] {
  if (schema instanceof z.ZodMiniObject) return Object.keys(schema.shape).map((member) => `${pointer}/${member}`);
  if (!(schema instanceof z.ZodMiniArray) || (isOfLines(schema) && lines === 0)) return [pointer];
  const last = isOfLines(schema) ? lines - 1 : 0;
  return [`${pointer}/0`, ...(last > 1 ? ['...'] : []), ...(last > 0 ? [`${pointer}/${last}`] : [])];
}
