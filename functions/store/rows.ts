import { OrderRow } from '#domain/order/order.ts';

/** What the indexes carry besides keys: what a list row shows, so that most edits touch no index, and its shape. */
export const projectedAttributes = [...Object.keys(OrderRow.shape), 'schema'];

/** What a list asks of an order itself: how it is filed by patient, and for whom it exists. */
export const patientRowAttributes = [...projectedAttributes, 'byPatientSK'];
