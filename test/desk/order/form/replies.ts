import type { Order as Reply } from '#desk/api/client.ts';
import type { Known } from '#desk/order/form/model/preview.ts';
import { computedMembers, toEntryReply } from '#domain/catalog/catalog-projection.ts';
import type { Service } from '#domain/catalog/services.ts';
import { defaultSettings } from '#domain/catalog/settings.ts';
import type { ClinicCaller } from '#domain/kernel/caller.ts';
import type { Order } from '#domain/order/order.ts';
import { catalog, manager, replyTo, today } from '#test/support/orders.ts';

/** Entries of the catalogue and settings, as the page has read them. */
export function asRead(known: { [Kind in keyof Known]?: object }): Known {
  return {
    services: undefined,
    customers: undefined,
    laboratories: undefined,
    settings: undefined,
    ...JSON.parse(JSON.stringify(known)),
  };
}

/** A service as the API shows it to this caller. */
export const serviceFor = (service: Service, caller: ClinicCaller): object => ({
  ...toEntryReply('services', service, caller),
  ...computedMembers('services', service.serviceId, service, catalog()),
});

/** The reply about an order, as it comes over the wire. */
export const wire = (order: Order, caller: ClinicCaller = manager, settings = defaultSettings): Reply =>
  JSON.parse(JSON.stringify(replyTo(order, caller, settings, () => today, {})));
