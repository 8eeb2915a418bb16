import * as z from 'zod/mini';
import { DocumentId } from '#domain/kernel/identifiers.ts';
import { actions } from '#domain/order/actions.ts';
import { nothing, number } from '#functions/contract/parts.ts';
import { Document } from '#functions/contract/replies/document.ts';
import type { Route } from '#functions/contract/route.ts';

export const getDocument = {
  name: 'getDocument',
  method: 'GET',
  path: '/v1/orders/{number}/documents/{documentId}',
  folder: 'orders',
  audience: 'clinic',
  summary: 'Get a fresh link to a printed document.',
  roles: actions.getDocument.roles,
  takes: z.strictObject({ params: z.extend(number, { documentId: DocumentId }), query: nothing, body: nothing }),
  reply: Document,
} as const satisfies Route;
