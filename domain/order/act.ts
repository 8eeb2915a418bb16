import type { Catalog } from '#domain/catalog/catalog.ts';
import type { Settings } from '#domain/catalog/settings.ts';
import type { CalendarDate } from '#domain/kernel/calendar.ts';
import type { Caller, ClinicCaller } from '#domain/kernel/caller.ts';
import type { Id, Instant, OrderNumber } from '#domain/kernel/identifiers.ts';

/** What a decision is given and never reaches for: who acts, when, and what the tenant has set. `today` is in its zone. */
export type Act<By extends Caller = ClinicCaller> = {
  caller: By;
  at: Instant;
  today: CalendarDate;
  settings: Settings;
  catalog: Catalog;
  newId: () => Id;
};

/** An act that makes an order: its number is given too. */
export type NewOrderAct = Act & { number: OrderNumber };
