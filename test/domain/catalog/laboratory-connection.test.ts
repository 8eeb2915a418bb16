import { describe, expect, it } from 'vitest';
import type { Decision } from '#domain/kernel/decision.ts';
import type { Order } from '#domain/order/order.ts';
import {
  accepted,
  act,
  bright,
  catalog,
  complete,
  copy,
  create,
  dentist,
  draft,
  edit,
  profile,
  publish,
} from '#test/support/orders.ts';

/** Only apex-lab has a profile. */
const how = act({ catalog: catalog({ profiles: [profile()] }), caller: dentist });
const notConnected = {
  pointer: '/laboratoryId',
  code: 'laboratory_not_connected',
  facts: { name: 'Bright', laboratoryId: 'bright-lab' },
};
const warningsOf = (decision: Decision<Order>) => (decision.kind === 'accepted' ? decision.warnings : 'refused');

describe('a laboratory without a profile', () => {
  const known = draft({ ...complete, laboratoryId: 'apex-lab' });
  const unknown = draft({ ...complete, laboratoryId: 'bright-lab' });

  it('causes one warning in every action that looks it up', () => {
    const toBright = { laboratoryId: 'bright-lab' };
    for (const decision of [
      create({ ...complete, ...toBright }, how),
      create({ ...complete, ...toBright, publish: true }, how),
      edit(known, toBright, how),
      copy(unknown, {}, how),
      copy(known, { changes: toBright }, how),
      publish(unknown, {}, how),
      publish(known, { changes: toBright }, how),
    ])
      expect(warningsOf(decision)).toEqual([notConnected]);
  });

  it('causes no warning once another is named, or none', () => {
    for (const decision of [
      edit(unknown, { laboratoryId: 'apex-lab' }, how),
      edit(unknown, { laboratoryId: null }, how),
      copy(unknown, { changes: { laboratoryId: 'apex-lab' } }, how),
      publish(unknown, { changes: { laboratoryId: 'apex-lab' } }, how),
      create({}, how),
    ])
      expect(warningsOf(decision)).toEqual([]);
  });

  it('causes no warning in an edit that looks no laboratory up', () => {
    const blind = act({ catalog: catalog({ laboratories: [], profiles: [] }) });
    expect(warningsOf(edit(unknown, { note: 'x' }, blind))).toEqual([]);
  });

  it('can be sent orders: it may connect later', () => {
    const sent = accepted(publish(unknown, {}, how));
    expect(sent).toMatchObject({ status: 'published', laboratoryId: bright.laboratoryId });
  });
});
