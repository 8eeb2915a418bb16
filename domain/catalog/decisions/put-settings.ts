import { putEntry } from '#domain/catalog/decisions/put-entry.ts';
import type { PutSettings } from '#domain/catalog/requests/put-settings.ts';
import { Settings } from '#domain/catalog/settings.ts';
import { isZone } from '#domain/kernel/calendar.ts';
import type { Caller } from '#domain/kernel/caller.ts';
import { type Decision, type Fault, fault, refuseFaults } from '#domain/kernel/decision.ts';
import type { Instant } from '#domain/kernel/identifiers.ts';

const replaceable = { entry: Settings, serverMembers: {} };

/** Replaces the settings, or refuses with faults; `priced` says whether any service has a price. */
export function putSettings(
  settings: Settings,
  sent: PutSettings,
  priced: boolean,
  act: { caller: Caller; at: Instant },
): Decision<Settings> {
  const faults = settingsFaults(sent, settings, priced);
  return faults.length > 0 ? refuseFaults(faults) : putEntry(replaceable, settings, sent, act);
}

/**
 * Faults of the settings: the currency is fixed once a service has a price, and a new time zone must be in the IANA
 * list that Intl knows.
 */
export function settingsFaults(sent: PutSettings, { currency, timeZone }: Settings, priced: boolean): Fault[] {
  const faults = [];
  if (priced && sent.currency !== currency) faults.push(fault('/currency', 'currency_fixed', { currency }));
  if (sent.timeZone !== timeZone && !isZone(sent.timeZone))
    faults.push(fault('/timeZone', 'invalid_format', { format: 'timeZone' }));
  return faults;
}
