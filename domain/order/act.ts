import type { Catalog } from '#domain/catalog/catalog.ts';
import type { Settings } from '#domain/catalog/settings.ts';
import type { CalendarDate } from '#domain/kernel/calendar.ts';
import type { Caller, ClinicCaller } from '#domain/kernel/caller.ts';
import type { Id, Instant, OrderNumber } from '#domain/kernel/identifiers.ts';

/**
 * What a decision receives as arguments: the caller, the time, settings and catalogue of the tenant. `today` is the
 * date in the tenant's time zone.
 */
export type Act<By extends Caller = ClinicCaller> = {
  caller: By;
  at: Instant;
  today: CalendarDate;
  settings: Settings;
  catalog: Catalog;
  newId: () => Id;
};

/** The arguments of a decision that makes an order, which also receives its number. */
export type NewOrderAct = Act & { number: OrderNumber };
