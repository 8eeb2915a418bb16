import * as z from 'zod/mini';
import { DocumentId } from '#domain/kernel/identifiers.ts';
import { rights } from '#domain/order/actions.ts';
import { labNumber, nothing } from '#functions/contract/parts.ts';
import { Document } from '#functions/contract/replies/document.ts';
import type { Route } from '#functions/contract/route.ts';

export const getLabDocument = {
  name: 'getLabDocument',
  method: 'GET',
  path: '/v1/lab/orders/{tenantId}/{number}/documents/{documentId}',
  folder: 'lab',
  audience: 'laboratory',
  summary: 'Get a fresh link to a printed document of an order sent to the laboratory.',
  roles: rights.getLabDocument,
  takes: z.strictObject({ params: z.extend(labNumber, { documentId: DocumentId }), query: nothing, body: nothing }),
  reply: Document,
} as const satisfies Route;
