import { OrderRow } from '#domain/order/order.ts';

/**
 * The attributes that indexes project beside keys: the columns of a list, so that most edits write no index, and
 * `schema`.
 */
export const projectedAttributes = [...Object.keys(OrderRow.shape), 'schema'];

/**
 * The attributes to read from an order at a cursor's position: its patient sort key, and what decides whether it is
 * visible.
 */
export const patientRowAttributes = [...projectedAttributes, 'byPatientSK'];
