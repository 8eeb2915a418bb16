import { describe, expect, it } from 'vitest';
import { defaultSettings } from '#domain/catalog.ts';
import { settingsFaults } from '#domain/decisions/put-settings.ts';

const faults = (currency: string, priced: boolean) =>
  settingsFaults({ currency }, defaultSettings, priced).map(({ pointer, code }) => `${pointer} ${code}`);

describe('the currency of a tenant', () => {
  it('may change until a service has a price', () => {
    expect(faults('USD', false)).toEqual([]);
    expect(faults('USD', true)).toEqual(['/currency currency_fixed']);
  });

  it('may always be said again', () => {
    expect(faults('EUR', true)).toEqual([]);
    expect(faults('EUR', false)).toEqual([]);
  });
});
