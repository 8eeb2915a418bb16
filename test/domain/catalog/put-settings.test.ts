import { describe, expect, it } from 'vitest';
import { settingsFaults } from '#domain/catalog/decisions/put-settings.ts';
import { PutSettings } from '#domain/catalog/requests/put-settings.ts';
import { defaultSettings } from '#domain/catalog/settings.ts';

const { version: _, updatedAt: _at, updatedBy: _by, ...body } = defaultSettings;
const faults = (changes: object, priced = false) =>
  settingsFaults({ ...body, ...changes }, defaultSettings, priced).map(({ pointer, code }) => `${pointer} ${code}`);

describe('the currency of a tenant', () => {
  it('may change until a service has a price', () => {
    expect(faults({ currency: 'USD' })).toEqual([]);
    expect(faults({ currency: 'USD' }, true)).toEqual(['/currency currency_fixed']);
  });

  it('may always be said again', () => {
    expect(faults({ currency: 'EUR' }, true)).toEqual([]);
    expect(faults({ currency: 'EUR' })).toEqual([]);
  });
});

describe('the time zone of a tenant', () => {
  it('is one of the IANA list, in any case', () => {
    const zones = ['UTC', 'Europe/Kyiv', 'America/Argentina/Buenos_Aires', 'Etc/GMT+12', 'America/Port-au-Prince'];
    for (const timeZone of [...zones, 'europe/kyiv', 'Asia/Kolkata']) expect(faults({ timeZone })).toEqual([]);
  });

  it('is no other name that looks like one', () => {
    for (const timeZone of ['Mars/Olympus', 'CET/Berlin', 'Z'])
      expect(faults({ timeZone }, true)).toEqual(['/timeZone invalid_format']);
  });

  it('is no offset, and nothing that no zone could be called', () => {
    for (const timeZone of ['', '+02:00', 'UTC ', 'Europe/Kyiv\n', 'A'.repeat(100)])
      expect(PutSettings.safeParse({ ...body, timeZone }).error?.issues).toMatchObject([{ path: ['timeZone'] }]);
  });

  it('may always be said again, also where Intl has forgotten it', () => {
    const settings = { ...defaultSettings, timeZone: 'Mars/Olympus' };
    expect(settingsFaults({ ...body, timeZone: 'Mars/Olympus' }, settings, true)).toEqual([]);
  });
});
