import * as z from 'zod/mini';
import { rule } from '#domain/kernel/messages/messages.ts';

/**
 * An id of a tenant, customer, employee, service, laboratory, line or template. It cannot contain the separators of
 * table keys.
 */
export const Id = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, rule('invalid_format', { format: 'id' })));
export type Id = z.infer<typeof Id>;

/** Ten upper-case hex digits, shown with `#`. */
export const OrderNumber = z.string().check(z.regex(/^[0-9A-F]{10}$/));
export type OrderNumber = z.infer<typeof OrderNumber>;

/** An order number as people write it: any case, with or without `#`. */
export const OrderNumberRequest = z.pipe(
  z.string().check(z.regex(/^#?[0-9A-Fa-f]{10}$/, rule('invalid_format', { format: 'orderNumber' }))),
  z.transform((text) => text.replace('#', '').toUpperCase()),
);

/** RFC 3339 in UTC, with milliseconds. */
export const Instant = z.iso.datetime({ precision: 3 });
export type Instant = z.infer<typeof Instant>;

/** SHA-256 in hex of a print's content and layout: printing the same again gives the same document. */
export const DocumentId = z.string().check(z.regex(/^[0-9a-f]{64}$/, rule('invalid_format', { format: 'documentId' })));
export type DocumentId = z.infer<typeof DocumentId>;

/** The place of a request in its caller's trace (W3C Trace Context): version, trace id, parent id and flags, in hex. */
export const Traceparent = z.string();
export type Traceparent = z.infer<typeof Traceparent>;
