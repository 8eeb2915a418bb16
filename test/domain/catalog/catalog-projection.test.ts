import { describe, expect, it } from 'vitest';
import { computedMembers, entriesFor, toEntryReply, toSettingsReply } from '#domain/catalog/catalog-projection.ts';
import { defaultSettings, Settings } from '#domain/catalog/settings.ts';
import { catalog, crown, dentist, eur, manager, technician, weber } from '#test/support/orders.ts';

const steps = [{ templateId: 'mill', name: 'Mill', price: eur(3_00), leadDays: 3, per: 'unit' as const }];
const service = { ...crown, tasks: steps, schema: 1, PK: 'T#northside#CATALOG', margin: 'secret' };

describe('a service', () => {
  const stored = { ...crown, tasks: steps };

  it('is shown to a manager with everything, task templates and pay included', () => {
    expect(toEntryReply('services', service, manager)).toEqual(stored);
  });

  it('is shown to a dentist with its price and without task templates', () => {
    const { tasks: _, ...shown } = stored;
    expect(toEntryReply('services', service, dentist)).toEqual(shown);
  });

  it('is shown to a technician without price and task templates', () => {
    const { tasks: _, price: _price, ...shown } = stored;
    expect(toEntryReply('services', service, technician)).toEqual(shown);
  });
});

describe('how long a service takes', () => {
  it('is the longest lead of its tasks, for everybody who sees the service', () => {
    const long = { ...crown, tasks: [...steps, ...steps.map((step) => ({ ...step, leadDays: 20 })), ...steps] };
    expect(computedMembers('services', 'zirconia-crown', long, catalog())).toEqual({ leadDays: 20 });
  });

  it('is no day for a service without tasks, and for one that is not there yet', () => {
    for (const one of [crown, null])
      expect(computedMembers('services', 'zirconia-crown', one, catalog())).toEqual({ leadDays: 0 });
  });
});

describe('a customer', () => {
  it('is shown with everything but internal members', () => {
    const stored = { ...weber, PK: 'T#northside#CATALOG', SK: 'CUSTOMER#weber', loyalty: 'secret' };
    for (const caller of [manager, dentist]) expect(toEntryReply('customers', stored, caller)).toEqual(weber);
  });
});

describe('the settings', () => {
  it('are shown whole to a manager', () => {
    expect(toSettingsReply(Settings.parse({ ...defaultSettings, secret: 1 }), manager)).toEqual(defaultSettings);
  });

  it('are what they work by for everybody else: the calendar, dates, money, and how to pay', () => {
    const settings = Settings.parse({ ...defaultSettings, paymentInstructions: 'IBAN', secret: 1 });
    const { laboratoriesSeePrices, version, updatedAt, updatedBy, ...open } = defaultSettings;
    for (const caller of [dentist, technician])
      expect(toSettingsReply(settings, caller)).toEqual({ ...open, paymentInstructions: 'IBAN' });
  });
});

describe('the entries that exist for a caller', () => {
  it('are all for a manager', () => {
    for (const kind of ['customers', 'employees', 'services', 'laboratories'] as const)
      expect(entriesFor(kind, manager)).toEqual({ kind: 'all' });
  });

  it('are the active services and laboratories for everybody else', () => {
    for (const caller of [dentist, technician])
      for (const kind of ['services', 'laboratories'] as const)
        expect(entriesFor(kind, caller)).toEqual({ kind: 'active' });
  });

  it('are of the customers a dentist’s own, active or not, and none for a technician', () => {
    expect(entriesFor('customers', dentist)).toEqual({ kind: 'one', id: 'weber' });
    expect(entriesFor('customers', technician)).toEqual({ kind: 'none' });
  });
});
