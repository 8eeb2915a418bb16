import * as z from 'zod/mini';
import { Actor } from '#domain/kernel/caller.ts';
import { DocumentId, Instant } from '#domain/kernel/identifiers.ts';
import { actions } from '#domain/order/actions.ts';
import { Page, pageOf } from '#functions/contract/paging.ts';
import { nothing, number } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

/** One entry of an order's history. */
export const Change = z.strictObject({
  version: z.optional(z.int()),
  action: z.string(),
  by: z.strictObject(Actor.shape),
  at: Instant,
  reasons: z.optional(z.array(z.string())),
  changes: z.array(
    z.strictObject({
      field: z.string(),
      from: z.optional(z.unknown()),
      to: z.optional(z.unknown()),
      changed: z.optional(z.literal(true)),
      partial: z.optional(z.literal(true)),
    }),
  ),
  documentId: z.optional(DocumentId),
});

export const getHistory = {
  name: 'getHistory',
  method: 'GET',
  path: '/v1/orders/{number}/history',
  folder: 'orders',
  audience: 'clinic',
  summary: 'Read who changed what, and when.',
  roles: actions.getHistory.roles,
  takes: z.strictObject({ params: number, query: Page, body: nothing }),
  reply: pageOf(Change),
} as const satisfies Route;
