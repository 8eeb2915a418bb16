import { expect, it } from 'vitest';
import { formOf } from '#desk/order/form/model/form.ts';
import { missingOf } from '#desk/order/form/model/missing.ts';
import { preview } from '#desk/order/form/model/preview.ts';
import { asRead, wire } from '#test/desk/order/form/replies.ts';
import { en } from '#test/support/all-messages.ts';
import { at, complete, draft, manager } from '#test/support/orders.ts';

const base = wire(draft(complete));
const form = formOf(base);
const lines = form.lines.map((line) => ({ ...line, shade: { ...line.shade, value: 'A7' } }));
const judged = preview({
  base,
  form: { ...form, lines },
  known: asRead({}),
  person: manager,
  words: en,
  now: new Date(at),
});

it('lists what cannot be saved with what is missing, but not while somebody types it', () => {
  const places = (typing?: string) => missingOf(judged, typing).map(({ pointer }) => pointer);
  const shade = '/services/0/shade/value';
  expect(places()).toContain(shade);
  expect(places('/note')).toContain(shade);
  // In a line that is closed, and in the field that adds another, no shade is typed.
  expect(places('/services/0')).toContain(shade);
  expect(places('/services')).toContain(shade);
  expect(places('/services/0/shade')).not.toContain(shade);
});

it('lists once what is wrong and therefore missing', () => {
  const said = { pointer: '/customerId', message: 'Choose the dentist.' };
  expect(missingOf({ faults: [said], readiness: [said] })).toEqual([said]);
  const wrong = { pointer: '/services/0/shade/value', message: 'Choose a shade.' };
  const missing = { pointer: '/services/0/shade', message: 'Crown: give the shade.' };
  const other = { pointer: '/services/1/shade', message: 'Bridge: give the shade.' };
  expect(missingOf({ faults: [wrong], readiness: [missing, other] })).toEqual([wrong, other]);
  // While it is typed, that it is missing is all there is to say.
  expect(missingOf({ faults: [wrong], readiness: [missing] }, '/services/0/shade')).toEqual([missing]);
});
