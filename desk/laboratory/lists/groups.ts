import { api, ask, type LabOrderRow } from '#desk/api/client.ts';
import { paged } from '#desk/api/paged.ts';
import { memoized } from '#domain/kernel/memoized.ts';
import type { Status } from '#domain/order/statuses.ts';

/** The statuses of each group of a laboratory's orders. */
const statusesOf = {
  new: ['published'],
  work: ['production', 'produced'],
  shipped: ['shipped'],
  delivered: ['delivered'],
  cancelled: ['cancelled'],
} as const satisfies Record<string, readonly Status[]>;
export type Group = keyof typeof statusesOf;

export const groups: readonly Group[] = ['new', 'work', 'shipped', 'delivered', 'cancelled'];

/** The group that an address asks for. */
export const groupIn = (query: URLSearchParams): Group => groups.find((one) => one === query.get('group')) ?? 'new';

/** The address of a group. */
export const addressOf = (group: Group): string => `/orders?group=${group}`;

/** An order is known by its organisation and its number: two organisations may have the same number. */
export const keyOf = ({ tenantId, number }: Pick<LabOrderRow, 'tenantId' | 'number'>): string =>
  `${tenantId}/${number}`;

/** Reads a page of a group, the soonest due first. */
export const readGroup = (group: Group, page: { limit: number; cursor?: string }) =>
  ask(api.GET('/v1/lab/orders', { params: { query: { ...page, status: [...statusesOf[group]] } } }));

/** The orders of a group. They are there again when one comes back from an order. */
export const listOf = memoized((group: Group) => paged((page) => readGroup(group, page), { limit: 50, keyOf }));
