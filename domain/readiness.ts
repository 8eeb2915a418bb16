import type { CalendarDate } from '#domain/calendar.ts';
import { type Catalog, opensTo } from '#domain/catalog.ts';
import type { Fault } from '#domain/decision.ts';
import type { Line, Order } from '#domain/order.ts';
import { discountExceeds } from '#domain/price.ts';
import { jawOf } from '#domain/teeth.ts';

/**
 * What still stands between a draft and the laboratory, all at once; `today` is the tenant's.
 * What only the catalogue knows (who and what is still active) is asked where it has been read: when publishing.
 */
export function readinessOf(order: Order, today: CalendarDate, catalog?: Catalog): Fault[] {
  return [
    ...headReadiness(order, today),
    ...order.services.flatMap(lineReadiness),
    ...catalogReadiness(order, catalog),
  ];
}

function headReadiness(order: Order, today: CalendarDate): Fault[] {
  const { laboratoryId, patient, services, dueDate } = order;
  const missing: Fault[] = [];
  if (!laboratoryId)
    missing.push({ pointer: '/laboratoryId', code: 'laboratory_missing', message: 'Choose the laboratory.' });
  if (!patient.lastName && !patient.reference)
    missing.push({
      pointer: '/patient',
      code: 'patient_missing',
      message: "Give the patient's last name, or a reference of your own.",
    });
  if (services.length === 0)
    missing.push({ pointer: '/services', code: 'services_missing', message: 'Order at least one service.' });
  if (!dueDate)
    missing.push({
      pointer: '/dueDate',
      code: 'due_date_missing',
      message: 'Say when the work must be in the clinic.',
    });
  else if (dueDate < today)
    missing.push({
      pointer: '/dueDate',
      code: 'due_date_past',
      message: `${dueDate} has passed; choose ${today} or later.`,
    });
  if (discountExceeds(order))
    missing.push({
      pointer: '/discount',
      code: 'discount_exceeds_subtotal',
      message: 'The discount is more than what is ordered; lower it or remove it.',
    });
  return missing;
}

/** What each kind of work must say (reference: "What a line must say"), by the needs the line was added with. */
function lineReadiness(line: Line, index: number): Fault[] {
  const { needs, unit, name } = line.service;
  const missing: Fault[] = [];
  const lacks = (member: string, code: string, message: string) =>
    missing.push({ pointer: `/services/${index}/${member}`, code, message: `${name}: ${message}` });

  if (needs.teeth && line.teeth.length === 0) lacks('teeth', 'teeth_missing', 'name the teeth.');
  if (needs.arch && !line.arch) lacks('arch', 'arch_missing', 'say upper, lower or both.');
  if (needs.shade && !line.shade) lacks('shade', 'shade_missing', 'give the shade.');
  if (needs.pontics) bridgeReadiness(line, lacks);
  if (needs.implant) {
    if (!line.implant?.system) lacks('implant/system', 'implant_system_missing', 'name the implant system.');
    if (!line.implant?.platform) lacks('implant/platform', 'implant_platform_missing', 'name the implant platform.');
    // Work on single places is screwed or cemented; a bar or an overdenture, priced per jaw, is neither.
    if (unit === 'tooth' && !line.implant?.retention)
      lacks('implant/retention', 'implant_retention_missing', 'say screw or cement.');
    if (unit === 'arch' && line.arch === 'both')
      lacks('arch', 'one_jaw_a_line', 'order each jaw on a line of its own.');
  }
  return missing;
}

function bridgeReadiness(
  { teeth, pontics = [] }: Line,
  lacks: (member: string, code: string, message: string) => void,
) {
  if (teeth.length === 1) lacks('teeth', 'bridge_too_short', 'a bridge has two units or more.');
  if (new Set(teeth.map(jawOf)).size > 1) lacks('teeth', 'one_jaw_a_line', 'order each jaw on a line of its own.');
  if (pontics.length === 0) lacks('pontics', 'pontic_missing', 'say which units are pontics.');
  else if (teeth.every((tooth) => pontics.includes(tooth)))
    lacks('pontics', 'abutment_missing', 'at least one unit is an abutment, not a pontic.');
}

function catalogReadiness({ tenantId, customerId, laboratoryId, services }: Order, catalog?: Catalog): Fault[] {
  if (!catalog) return [];
  const missing: Fault[] = [];
  if (!catalog.customers.get(customerId)?.active)
    missing.push({
      pointer: '/customerId',
      code: 'customer_inactive',
      message: 'The dentist is no longer active; change the customer.',
    });
  if (laboratoryId) {
    if (!catalog.laboratories.get(laboratoryId)?.active)
      missing.push({
        pointer: '/laboratoryId',
        code: 'laboratory_inactive',
        message: 'The laboratory is no longer active; choose another.',
      });
    else if (!opensTo(catalog.profiles.get(laboratoryId), tenantId))
      missing.push({
        pointer: '/laboratoryId',
        code: 'laboratory_not_open',
        message: 'The laboratory does not take orders from you; choose another.',
      });
  }
  services.forEach(({ serviceId, service }, index) => {
    if (!catalog.services.get(serviceId)?.active)
      missing.push({
        pointer: `/services/${index}/serviceId`,
        code: 'service_inactive',
        message: `${service.name} is no longer offered; remove the line.`,
      });
  });
  return missing;
}
