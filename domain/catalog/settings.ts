import * as z from 'zod/mini';
import { stamp } from '#domain/catalog/stamp.ts';
import { CalendarException, WorkingDay, ZoneName } from '#domain/kernel/calendar.ts';
import { languages } from '#domain/kernel/language.ts';
import { Currency } from '#domain/kernel/money.ts';
import { stored } from '#domain/kernel/stored.ts';
import { proseOrNone } from '#domain/kernel/text.ts';

export const Language = z.enum(languages);

export const Settings = stored({
  currency: Currency,
  // Only the format is checked: the zone was validated when it was set, and asking Intl again would dominate the time
  // of a read.
  timeZone: ZoneName,
  language: Language,
  productionDays: z.int().check(z.minimum(0), z.maximum(365)),
  workingWeek: z.array(WorkingDay),
  exceptions: z.array(CalendarException),
  planOnPublish: z.boolean(),
  laboratoriesSeePrices: z.boolean(),
  paymentInstructions: proseOrNone(2000),
  ...stamp,
});
export type Settings = z.infer<typeof Settings>;

/** The settings of a tenant that has not set any. */
export const defaultSettings: Settings = {
  currency: 'EUR',
  timeZone: 'UTC',
  language: 'en',
  productionDays: 7,
  workingWeek: (['mon', 'tue', 'wed', 'thu', 'fri'] as const).map((day) => ({ day, from: '09:00', to: '18:00' })),
  exceptions: [],
  planOnPublish: false,
  laboratoriesSeePrices: false,
  paymentInstructions: '',
  version: 0,
  updatedAt: null,
  updatedBy: null,
};
