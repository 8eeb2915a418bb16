import type { Catalog } from '#domain/catalog/catalog.ts';
import { type Warning, warning } from '#domain/kernel/decision.ts';
import type { Order } from '#domain/order/order.ts';

/** A warning when the laboratory has no profile: nobody receives the order, and the id may be mistyped. */
export function connectionWarnings({ laboratoryId }: Order, { laboratories, profiles }: Catalog): Warning[] {
  if (laboratoryId === null) return [];
  const laboratory = laboratories.get(laboratoryId);
  const profile = profiles.get(laboratoryId);
  if (!laboratory || profile) return [];
  return [warning('/laboratoryId', 'laboratory_not_connected', { name: laboratory.name, laboratoryId })];
}
