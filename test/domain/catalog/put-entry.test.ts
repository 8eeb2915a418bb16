import { describe, expect, it } from 'vitest';
import { entryKinds } from '#domain/catalog/catalog.ts';
import { putEntry } from '#domain/catalog/decisions/put-entry.ts';
import { defaultSettings, Settings } from '#domain/catalog/settings.ts';
import { accepted, at, faultsIn, manager, novak, weber } from '#test/support/orders.ts';

const customers = { ...entryKinds.customers, serverMembers: { customerId: 'novak' } };
const later = { caller: manager, at: '2026-12-12T07:00:00.000Z' };
const body = { firstName: 'Petr', lastName: 'Novák', clinic: 'Old Town Dental', active: true };
const put = (current: Parameters<typeof putEntry>[1], sent: object, beside?: object) =>
  putEntry(customers, current, sent, later, beside);

describe('a new entry', () => {
  it('is added as version 1, by whom and when', () => {
    expect(accepted(put(null, body))).toEqual({
      customerId: 'novak',
      ...body,
      version: 1,
      updatedAt: later.at,
      updatedBy: { sub: manager.sub, role: 'manager' },
    });
  });

  it('may be sent with its id, and without read-only members', () => {
    expect(accepted(put(null, { ...body, customerId: 'novak' }))).toMatchObject({ customerId: 'novak' });
    expect(faultsIn(put(null, { ...body, customerId: 'other', version: 1, updatedAt: at }))).toEqual([
      '/customerId read_only',
      '/version read_only',
      '/updatedAt read_only',
    ]);
  });
});

describe('an existing entry', () => {
  it('is replaced whole, one version later', () => {
    const { clinics: _, registrationNumber: _number, address: _address, ...bare } = weber;
    const weberOnly = { ...entryKinds.customers, serverMembers: { customerId: 'weber' } };
    const sent = { firstName: 'Anna', lastName: 'Weber-Lang', clinic: 'Weber Practice', active: false };
    expect(accepted(putEntry(weberOnly, weber, sent, later))).toEqual({
      ...bare,
      ...sent,
      version: 2,
      updatedAt: later.at,
    });
  });

  it('sent again unchanged is not written', () => {
    expect(accepted(put(novak, body))).toBe(novak);
    expect(accepted(put(novak, { ...body, address: undefined }))).toBe(novak);
    expect(accepted(put(novak, novak))).toBe(novak);
  });

  it('accepts read-only members sent back unchanged, and refuses them changed', () => {
    const changed = { ...novak, phone: '1', version: 7, updatedAt: later.at, updatedBy: null };
    expect(faultsIn(put(novak, changed))).toEqual([
      '/version read_only',
      '/updatedAt read_only',
      '/updatedBy read_only',
    ]);
    expect(accepted(put(novak, { ...novak, phone: '1' }))).toMatchObject({ phone: '1', version: 2 });
  });

  it('takes back what a reply showed beside it, and never keeps it', () => {
    const connected = { name: 'Apex' };
    expect(accepted(put(novak, { ...body, connected }, { connected }))).toBe(novak);
    expect(accepted(put(novak, { ...body, phone: '1', connected }, { connected }))).not.toHaveProperty('connected');
    expect(faultsIn(put(novak, { ...body, connected: null }, { connected }))).toEqual(['/connected read_only']);
  });

  it('keeps members of a later release', () => {
    const current = { ...novak, loyalty: 'gold' };
    expect(accepted(put(current, { ...body, phone: '1' }))).toMatchObject({ loyalty: 'gold', phone: '1' });
    expect(accepted(put(current, body))).toBe(current);
  });
});

describe('settings', () => {
  const settings = { entry: Settings, serverMembers: {} };

  it('are version 0 by default, and version 1 once they were put', () => {
    const sent = { ...defaultSettings, planOnPublish: true };
    expect(accepted(putEntry(settings, defaultSettings, sent, later))).toEqual({
      ...sent,
      version: 1,
      updatedAt: later.at,
      updatedBy: { sub: manager.sub, role: 'manager' },
    });
  });

  it('sent back as shown are not written', () => {
    expect(accepted(putEntry(settings, defaultSettings, structuredClone(defaultSettings), later))).toBe(
      defaultSettings,
    );
  });
});
