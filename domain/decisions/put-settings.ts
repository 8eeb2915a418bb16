import type { Settings } from '#domain/catalog.ts';
import type { Fault } from '#domain/decision.ts';
import type { Currency } from '#domain/money.ts';

/** The currency is fixed once a service has a price. */
export function settingsFaults(sent: { currency: Currency }, { currency }: Settings, priced: boolean): Fault[] {
  if (!priced || sent.currency === currency) return [];
  const message = `Services are priced in ${currency}; the currency can no longer change.`;
  return [{ pointer: '/currency', code: 'currency_fixed', message }];
}
