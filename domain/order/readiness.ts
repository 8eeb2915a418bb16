import type { Catalog } from '#domain/catalog/catalog.ts';
import { opensTo } from '#domain/catalog/laboratories.ts';
import type { CalendarDate } from '#domain/kernel/calendar.ts';
import { type Fault, fault, reporting } from '#domain/kernel/decision.ts';
import { jawOf } from '#domain/kernel/teeth.ts';
import type { Line, Order } from '#domain/order/order.ts';
import { discountExceeds } from '#domain/order/price.ts';

/**
 * Everything that a draft lacks before it can be published; `today` is the tenant's date, or null to leave out what
 * follows the calendar. Whether customer, laboratory and services are active is checked only when a catalogue is given,
 * that is when publishing.
 */
export function readinessOf(order: Order, today: CalendarDate | null, catalog?: Catalog): Fault[] {
  return [
    ...headReadiness(order, today),
    ...order.services.flatMap(lineReadiness),
    ...catalogReadiness(order, catalog),
  ];
}

function headReadiness(order: Order, today: CalendarDate | null): Fault[] {
  const { laboratoryId, patient, services, dueDate } = order;
  const missing: Fault[] = [];
  if (!laboratoryId) missing.push(fault('/laboratoryId', 'laboratory_missing'));
  if (!patient.lastName && !patient.reference) missing.push(fault('/patient', 'patient_missing'));
  if (services.length === 0) missing.push(fault('/services', 'services_missing'));
  if (!dueDate) missing.push(fault('/dueDate', 'due_date_missing'));
  else if (today && dueDate < today) missing.push(fault('/dueDate', 'due_date_past', { date: dueDate, today }));
  if (discountExceeds(order)) missing.push(fault('/discount', 'discount_exceeds_subtotal'));
  return missing;
}

/** What a line lacks, by the needs of its service when it was added (domain/README.md, "What a line must state"). */
function lineReadiness({ service, teeth, arch, shade, pontics = [], implant }: Line, index: number): Fault[] {
  const { needs, unit } = service;
  const missing: Fault[] = [];
  const lacks = reporting(missing, `/services/${index}`);

  if (needs.teeth && teeth.length === 0) lacks('/teeth', 'teeth_missing', service);
  if (needs.arch && !arch) lacks('/arch', 'arch_missing', service);
  if (needs.shade && !shade) lacks('/shade', 'shade_missing', service);
  if (needs.pontics) {
    if (teeth.length === 1) lacks('/teeth', 'bridge_too_short', service);
    if (new Set(teeth.map(jawOf)).size > 1) lacks('/teeth', 'one_jaw_a_line', service);
    if (pontics.length === 0) lacks('/pontics', 'pontic_missing', service);
    else if (teeth.every((tooth) => pontics.includes(tooth))) lacks('/pontics', 'abutment_missing', service);
  }
  if (needs.implant) {
    if (!implant?.system) lacks('/implant/system', 'implant_system_missing', service);
    if (!implant?.platform) lacks('/implant/platform', 'implant_platform_missing', service);
    // Crowns on implants are screwed or cemented; a bar or an overdenture, priced per jaw, is neither.
    if (unit === 'tooth' && !implant?.retention) lacks('/implant/retention', 'implant_retention_missing', service);
    if (unit === 'arch' && arch === 'both') lacks('/arch', 'one_jaw_a_line', service);
  }
  return missing;
}

function catalogReadiness({ tenantId, customerId, laboratoryId, services }: Order, catalog?: Catalog): Fault[] {
  if (!catalog) return [];
  const missing: Fault[] = [];
  const laboratory = laboratoryId === null ? undefined : catalog.laboratories.get(laboratoryId);
  const profile = laboratoryId === null ? undefined : catalog.profiles.get(laboratoryId);
  if (!catalog.customers.get(customerId)?.active) missing.push(fault('/customerId', 'customer_inactive'));
  if (laboratoryId) {
    if (!laboratory?.active) missing.push(fault('/laboratoryId', 'laboratory_inactive'));
    else if (!opensTo(profile, tenantId)) missing.push(fault('/laboratoryId', 'laboratory_not_open'));
  }
  services.forEach(({ serviceId, service }, index) => {
    if (!catalog.services.get(serviceId)?.active)
      missing.push(fault(`/services/${index}/serviceId`, 'service_inactive', service));
  });
  return missing;
}
