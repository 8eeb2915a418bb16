import type { Caller } from '#domain/caller.ts';
import { Settings, SettingsBody } from '#domain/catalog.ts';
import { type Decision, type Fault, fault, refuseFaults } from '#domain/decision.ts';
import { putEntry } from '#domain/decisions/put-entry.ts';
import type { Instant } from '#domain/identifiers.ts';
import type { Currency } from '#domain/money.ts';

const replaceable = { entry: Settings, body: SettingsBody, identity: {} };

/** Replaces the settings, unless something speaks against it; `priced` says whether a service has a price. */
export function putSettings(
  settings: Settings,
  sent: SettingsBody,
  priced: boolean,
  act: { caller: Caller; at: Instant },
): Decision<Settings> {
  const faults = settingsFaults(sent, settings, priced);
  return faults.length > 0 ? refuseFaults(faults) : putEntry(replaceable, settings, sent, act);
}

/** The currency is fixed once a service has a price. */
export function settingsFaults(sent: { currency: Currency }, { currency }: Settings, priced: boolean): Fault[] {
  if (!priced || sent.currency === currency) return [];
  return [fault('/currency', 'currency_fixed', { currency })];
}
