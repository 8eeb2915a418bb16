import { LabOrderRow, OrderRow } from '#domain/order/lists/order-row.ts';
import type { Index } from '#functions/store/table.ts';

const ofClinics = [...Object.keys(OrderRow.shape), 'schema'];

/**
 * The attributes that each index projects beside keys: the columns of its list, so that most edits write no index, and
 * `schema`.
 */
export const projectedAttributes: Record<Index, string[]> = {
  byStatus: ofClinics,
  byCustomer: ofClinics,
  byPatient: ofClinics,
  byDue: ofClinics,
  byCustomerDue: ofClinics,
  byLaboratory: [...Object.keys(LabOrderRow.shape), 'schema'],
};

/**
 * The attributes to read from an order at a cursor's position: its patient sort key, and what decides whether it is
 * visible.
 */
export const patientRowAttributes = [...projectedAttributes.byPatient, 'byPatientSK'];
