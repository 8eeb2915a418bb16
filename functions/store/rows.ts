import { LabOrderRow, OrderRow } from '#domain/order/lists/order-row.ts';
import type { Index } from '#functions/store/table.ts';

/** The attributes of an order that a clinic's list needs. */
export const rowAttributes = [...Object.keys(OrderRow.shape), 'schema'];

/**
 * The attributes that each index projects beside keys: the columns of its list, so that most edits write no index, and
 * `schema`. A mark in `byAnswer` only names its order.
 */
export const projectedAttributes: Record<Index, string[]> = {
  byStatus: rowAttributes,
  byCustomer: rowAttributes,
  byPatient: rowAttributes,
  byDue: rowAttributes,
  byCustomerDue: rowAttributes,
  byLaboratory: [...Object.keys(LabOrderRow.shape), 'schema'],
  byAnswer: ['number'],
};

/**
 * The attributes to read from an order at a cursor's position: its patient sort key, and what decides whether it is
 * visible.
 */
export const patientRowAttributes = [...rowAttributes, 'byPatientSK'];
