import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Caller } from '#domain/kernel/caller.ts';
import type { Order } from '#domain/order/order.ts';
import { Status } from '#domain/order/statuses.ts';
import { addMessage } from '#domain/thread/decisions/add-message.ts';
import { inThreadOf, type Message, messageIdOf, repetitionOf, toMessageReply } from '#domain/thread/message.ts';
import { AddMessage } from '#domain/thread/requests/add-message.ts';
import {
  accepted,
  at,
  complete,
  dentist,
  draft,
  laboratory,
  manager,
  refusal,
  technician,
} from '#test/support/orders.ts';

/** An order in version 5 that was published to Apex for the second time in version 4, whatever its status is now. */
const sent = (status: Status = 'published', other: Partial<Order> = {}): Order => ({
  ...draft(complete),
  status,
  version: 5,
  publication: { version: 4, revision: 2, laboratoryId: 'apex-lab', changed: null },
  ...other,
});

const key = (hash: string, fingerprint = 'of this request') => ({ hash, fingerprint });

const write = (order: Order, caller: Caller, how: { last?: Message; text?: string; traceparent?: string } = {}) =>
  addMessage(order, AddMessage.parse({ text: how.text ?? 'Which shade?' }), {
    action: caller.role === 'laboratory' ? 'addLabMessage' : 'addMessage',
    caller,
    at,
    requestId: 'this-request',
    retryKey: null,
    traceparent: how.traceparent ?? null,
    last: how.last,
  });

const message = (caller: Caller, other: Partial<Message> = {}) => ({ ...accepted(write(sent(), caller)), ...other });

describe('A message', () => {
  it('of a clinic goes to the laboratory of the last publication, also when the draft has another one by now', () => {
    const again = sent('draft', { laboratoryId: 'bright-lab' });
    for (const caller of [manager, dentist])
      expect(accepted(write(again, caller))).toMatchObject({ side: 'clinic', laboratoryId: 'apex-lab' });
  });

  it('of a laboratory is in its own thread', () => {
    expect(message(laboratory)).toMatchObject({ side: 'laboratory', laboratoryId: 'apex-lab' });
  });

  it('of a clinic says to the laboratory which version of the order that reads', () => {
    const planned = sent('published', { version: 9, laboratoryVersion: 4 });
    expect(accepted(write(planned, manager)).version).toBe(4);
    expect(accepted(write(planned, laboratory)).version).toBe(9);
  });

  it('says who wrote what and when, and about which version of the order', () => {
    expect(message({ ...laboratory, name: 'Apex' })).toEqual({
      tenantId: 'northside',
      number: 'E33E1B813D',
      sequence: 1,
      laboratoryId: 'apex-lab',
      side: 'laboratory',
      by: { sub: 'apex-system', role: 'laboratory', name: 'Apex' },
      at,
      text: 'Which shade?',
      version: 5,
      revision: 2,
      requestId: 'this-request',
    });
  });

  it('comes after the last one', () => {
    expect(accepted(write(sent(), manager, { last: message(laboratory, { sequence: 41 }) })).sequence).toBe(42);
  });

  it('is allowed in every status once the order was published, and before that refused', () => {
    for (const status of Status.options)
      for (const caller of [manager, dentist, laboratory]) expect(write(sent(status), caller).kind).toBe('accepted');
    for (const status of ['draft', 'cancelled'] as const)
      expect(refusal(write(sent(status, { publication: null }), manager))).toMatchObject({
        code: 'invalid_status',
        orderStatus: status,
        actions: expect.not.arrayContaining(['addMessage']),
      });
  });

  it('is text of up to 2,000 characters in lines, and not empty', () => {
    const text = `${'x'.repeat(1998)}\ny`;
    expect(AddMessage.parse({ text: `  ${text}\n ` })).toEqual({ text });
    for (const refused of ['', ' \n ', `${text}z`, 'a\u0000b', null, undefined])
      expect(AddMessage.safeParse({ text: refused }).success, JSON.stringify(refused)).toBe(false);
  });

  it('is read with the name of whoever wrote it, and without what only its storing needs', () => {
    const stored = {
      ...message({ ...dentist, name: 'Anna Weber' }, { sequence: 7, retryKey: key('k') }),
      ofALaterRelease: 'x',
    };
    expect(toMessageReply(stored)).toEqual({
      messageId: 'm7',
      laboratoryId: 'apex-lab',
      side: 'clinic',
      by: { sub: 'weber-login', role: 'dentist', name: 'Anna Weber' },
      at,
      text: 'Which shade?',
    });
    expect(messageIdOf(stored)).toBe('m7');
  });

  it('is in the thread of its laboratory and of no other, and a clinic reads all threads', () => {
    const ofBright = { ...laboratory, laboratoryId: 'bright-lab' };
    for (const one of [message(laboratory), message(manager)]) {
      for (const caller of [manager, dentist, technician, laboratory]) expect(inThreadOf(caller, one)).toBe(true);
      expect(inThreadOf(ofBright, one)).toBe(false);
    }
  });
});

describe('A repeated request', () => {
  const request = (caller: Caller, retryKey: ReturnType<typeof key> | null, requestId = 'this-request') => ({
    caller,
    retryKey,
    requestId,
  });
  const keyed = (caller: Caller, other: Partial<Message> = {}) =>
    message(caller, { requestId: 'an earlier one', retryKey: key('k'), ...other });

  it('gets the message that it made, by its key or by its id', () => {
    const made = keyed(manager);
    expect(repetitionOf(request(manager, key('k')), [keyed(manager, { retryKey: key('other') }), made])).toEqual({
      kind: 'done',
      message: made,
    });
    expect(repetitionOf(request(manager, null, 'an earlier one'), [made]).kind).toBe('done');
    expect(repetitionOf(request(manager, key('k')), [keyed(manager, { laboratoryId: 'bright-lab' })]).kind).toBe(
      'done',
    );
  });

  it('with another content is refused', () => {
    expect(repetitionOf(request(manager, key('k', 'of another request')), [keyed(manager)]).kind).toBe('keyReused');
  });

  it('is not mistaken for one of the other side, or of another laboratory, that has the same key', () => {
    const ofBright = { ...laboratory, laboratoryId: 'bright-lab' };
    for (const [caller, writer] of [
      [laboratory, manager],
      [manager, laboratory],
      [ofBright, laboratory],
    ] as const)
      expect(repetitionOf(request(caller, key('k', 'of another request')), [keyed(writer)])).toEqual({ kind: 'new' });
  });

  it('without a key is never mistaken for another message', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(undefined, key('k')), { maxLength: 5 }), (keys) => {
        const messages = keys.map((retryKey) => message(manager, { requestId: 'another', retryKey }));
        expect(repetitionOf(request(manager, null), messages)).toEqual({ kind: 'new' });
      }),
    );
  });
});
