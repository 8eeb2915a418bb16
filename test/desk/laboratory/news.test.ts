import { describe, expect, it } from 'vitest';
import type { LabOrderRow } from '#desk/api/client.ts';
import { type Event, newsOf, stillSaid } from '#desk/laboratory/start/news.ts';

let clock = 0;

/** An event about an order, each a second after the one before. */
const event = (type: Event['type'], number = '0123456789', says: object = {}): Event =>
  Object({
    type,
    time: new Date(Date.UTC(2026, 10, 26, 9, 0, ++clock)).toISOString(),
    data: { tenantId: 'northside', number, ...says },
  });

const numbers = (told: readonly { number: string }[]) => told.map(({ number }) => number);

describe('what a laboratory is told of its feed', () => {
  it.each(['order.withdrawn.v1', 'order.cancelled.v1', 'order.closed.v1'] as const)(
    'is to stop an order after %s, until it is sent again',
    (type) => {
      const stopped = [event('order.published.v1'), event(type)];
      expect(newsOf(stopped).stopped).toMatchObject([{ tenantId: 'northside', number: '0123456789', types: [type] }]);
      expect(newsOf([...stopped, event('order.published.v1')]).stopped).toEqual([]);
    },
  );

  it('is each order once, the newest first, with the last reason to stop', () => {
    const events = [
      event('order.withdrawn.v1', 'AAAAAAAAAA'),
      event('order.withdrawn.v1', 'BBBBBBBBBB'),
      event('order.closed.v1', 'AAAAAAAAAA'),
    ];
    const { stopped } = newsOf(events);
    expect(numbers(stopped)).toEqual(['AAAAAAAAAA', 'BBBBBBBBBB']);
    expect(stopped[0]?.types).toEqual(['order.closed.v1']);
  });

  it('is all that clinics have said of an order, and the last due date', () => {
    const { said } = newsOf([
      event('order.message-added.v1'),
      event('order.rescheduled.v1', '0123456789', { dueDate: '2026-12-08' }),
      event('order.message-added.v1'),
      event('order.rescheduled.v1', '0123456789', { dueDate: '2026-12-09' }),
      event('order.reopened.v1', 'BBBBBBBBBB'),
    ]);
    expect(said).toMatchObject([
      { number: 'BBBBBBBBBB', types: ['order.reopened.v1'] },
      { types: ['order.message-added.v1', 'order.rescheduled.v1'], dueDate: '2026-12-09' },
    ]);
  });

  it('asks for no answer about an order that is to be stopped, unless more is said later', () => {
    const events = [event('order.message-added.v1'), event('order.cancelled.v1')];
    expect(newsOf(events).said).toEqual([]);
    expect(newsOf([...events, event('order.message-added.v1')]).said).toHaveLength(1);
  });

  it('says what a new revision has changed, and is silent of what is no news', () => {
    const events = [
      event('order.published.v1', '0123456789', { changed: null }),
      event('order.published.v1', '0123456789', { changed: ['services'] }),
      event('order.received.v1'),
    ];
    const { changed, stopped, said } = newsOf(events);
    expect([...changed]).toEqual([['northside/0123456789', ['services']]]);
    expect([stopped, said]).toEqual([[], []]);
  });

  it('does not say any longer that work was sent back once it is shipped again; what else was said of it stays', () => {
    const { said } = newsOf([
      event('order.reopened.v1', 'AAAAAAAAAA'),
      event('order.reopened.v1', 'BBBBBBBBBB'),
      event('order.message-added.v1', 'CCCCCCCCCC'),
      event('order.reopened.v1', 'CCCCCCCCCC'),
      event('order.reopened.v1', 'DDDDDDDDDD'),
    ]);
    const row = (number: string, sentBack: string | null): LabOrderRow =>
      Object({ tenantId: 'northside', number, sentBack });
    const rows = [row('AAAAAAAAAA', 'Too high'), row('BBBBBBBBBB', null)];
    const typesOf = (isWhole: boolean) =>
      stillSaid(said, rows, isWhole).map(({ number, types }) => [number.slice(0, 1), ...types]);
    expect(typesOf(true)).toEqual([
      ['C', 'order.message-added.v1'],
      ['A', 'order.reopened.v1'],
    ]);
    // Of an order that was not read, nobody knows better.
    expect(typesOf(false).map(([letter]) => letter)).toEqual(['D', 'C', 'A']);
  });

  it('tells orders of the same number of two organisations apart', () => {
    const events = [event('order.withdrawn.v1'), event('order.withdrawn.v1', '0123456789', { tenantId: 'lakeview' })];
    expect(newsOf(events).stopped.map(({ tenantId }) => tenantId)).toEqual(['lakeview', 'northside']);
  });
});
