import { expect, it } from 'vitest';
import { callsOf, draftOf } from '#test/support/bundled/calls.ts';

it('Every change that a bench sends is about an order that allows it', () => {
  expect(() => callsOf(draftOf(1))).not.toThrow();
});
