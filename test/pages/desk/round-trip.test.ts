import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { lookAgain, useDesk, violationsOn } from '#test/support/desk.ts';
import { keyboard as handsAt } from '#test/support/hands.ts';
import { newClinic } from '#test/support/product/clinic.ts';
import { feedOf, newLaboratory } from '#test/support/product/laboratory.ts';

const desk = useDesk();

/** What stands on a page, once it has looked again. */
async function sees(page: Page, ...texts: (string | RegExp)[]): Promise<void> {
  await lookAgain(page);
  for (const text of texts) await page.getByText(text).first().waitFor();
}

const status = (page: Page, text: string) =>
  page.locator('.screen-title .badge').getByText(text, { exact: true }).waitFor();
const done = (page: Page, text: string) => page.getByRole('status').getByText(text).waitFor();

/** Presses keys one after the other, away from what is typed into. */
async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

test('clinic and laboratory take an order from draft to delivered, with a return and a hold, each at a keyboard alone', async () => {
  const { tenantId, manager } = await newClinic();
  const { laboratoryId, send } = await newLaboratory();
  await manager('PUT', `/laboratories/${laboratoryId}`, { name: 'Smile Works', active: true });
  const anna = { role: 'dentist', tenant_id: tenantId, customer_id: 'anna', name: 'Anna Weber' };
  const clinic = await desk.open(anna, '/');
  const ours = clinic.page;
  const typing = handsAt(ours);

  // The clinic orders, and sends.
  await ours.getByRole('heading', { name: 'Start', level: 1 }).waitFor();
  await press(ours, 'n');
  await typing.type('Last name', 'Ferrari');
  await typing.choose('Add a service', 'Crown');
  await typing.press('gridcell', /^26,/);
  await typing.type('Shade', 'A2');
  await typing.choose('Laboratory', 'Smile Works');
  await typing.type('Due date', '2099-03-04');
  await typing.press('button', /^Save/);
  const heading = ours.getByRole('heading', { level: 1, name: /^#[0-9A-F]{10}/ });
  const number = (await heading.innerText()).slice(1, 11);
  await typing.press('button', /^Send s/);
  await ours.getByRole('dialog', { name: `Send order #${number}?` }).waitFor();
  await press(ours, 'Enter');
  await status(ours, 'Published');

  // The laboratory finds it on its start screen, and returns it for its shade.
  await feedOf(send, 1);
  const laboratory = await desk.open({ role: 'laboratory', laboratory_id: laboratoryId, name: 'Apex' });
  const theirs = laboratory.page;
  const hands = handsAt(theirs);
  await theirs.getByRole('link', { name: `#${number}` }).waitFor();
  await press(theirs, '2', 'Enter');
  await theirs.getByRole('heading', { name: `#${number}` }).waitFor();
  await status(theirs, 'Published');
  await press(theirs, 'r');
  const returning = theirs.getByRole('dialog', { name: `Return order #${number} to the clinic?` });
  await hands.press('button', 'Return the order');
  await returning.getByRole('alert').waitFor();
  expect(await violationsOn(theirs)).toEqual([]);
  await hands.press('button', /^Shade/);
  expect(await returning.getByRole('alert').count()).toBe(0);
  await theirs.keyboard.type('Is it A2 of VITA Classical?');
  await hands.press('button', /^Patient/);
  await hands.press('button', 'Return with 2 reasons');
  await returning.getByRole('alert').getByText('Fill this in').press('Enter');
  await returning
    .getByRole('textbox', { name: /^Patient/ })
    .and(theirs.locator(':focus'))
    .waitFor();
  expect(await violationsOn(theirs)).toEqual([]);
  await hands.press('button', /^Patient Ferrari/);
  await hands.press('button', 'Something else');
  await theirs.keyboard.type('The box was open.');
  // What was typed is not lost by Escape.
  await theirs.keyboard.press('Escape');
  await returning.waitFor({ state: 'detached' });
  await press(theirs, 'r');
  expect(await returning.getByRole('textbox').evaluateAll((all) => all.length)).toBe(2);
  await hands.press('button', 'Return with 2 reasons');
  await done(theirs, 'The order is back at the clinic.');
  await theirs.getByText('You have returned this order to the clinic.').waitFor();
  for (const reason of ['Is it A2 of VITA Classical?', 'The box was open.']) await theirs.getByText(reason).waitFor();

  // The clinic is led to the shade, and sends the order again.
  await sees(ours, 'Is it A2 of VITA Classical?');
  await status(ours, 'Draft');
  await typing.press('button', /Is it A2 of VITA Classical\?/);
  await ours.getByLabel('Shade', { exact: true }).and(ours.locator(':focus')).waitFor();
  await typing.type('Shade', 'A3');
  await typing.press('button', /^Save/);
  await ours.getByText('Saved', { exact: true }).waitFor();
  await typing.press('button', /^Send s/);
  await ours.getByRole('dialog', { name: `Send order #${number}?` }).waitFor();
  await press(ours, 'Enter');
  await status(ours, 'Published');

  // The laboratory sees what has changed, accepts, and prints both papers in one go.
  await sees(theirs, 'Revision 2 replaces 1.', 'A3 (VITA Classical)');
  await status(theirs, 'Published');
  expect(await theirs.getByText('The order is back at the clinic.').count()).toBe(0);
  expect(await violationsOn(theirs)).toEqual([]);
  await press(theirs, 'Tab', 'a');
  const accepting = theirs.getByRole('dialog', { name: `Accept order #${number}?` });
  await accepting.getByLabel('Your reference').and(theirs.locator(':focus')).waitFor();
  await theirs.keyboard.type('Pan 118');
  expect(await violationsOn(theirs)).toEqual([]);
  const papers = new Set<string>();
  theirs.context().on('request', (request) => {
    if (new URL(request.url()).pathname.endsWith('.pdf')) papers.add(request.url());
  });
  await hands.press('button', 'Accept and print');
  await expect.poll(() => papers.size, { timeout: 20_000 }).toBe(2);
  await theirs.bringToFront();
  await status(theirs, 'In production');
  await done(theirs, 'The order is accepted.');
  await sees(ours, 'Pan 118', 'Wed Mar 4, 2099');
  await status(ours, 'In production');

  // It waits for the bite, which the clinic sends, and goes on.
  await press(theirs, 'Escape', 'h');
  await theirs.getByRole('dialog', { name: `Put order #${number} on hold?` }).waitFor();
  await theirs.keyboard.type('The bite is missing.');
  expect(await violationsOn(theirs)).toEqual([]);
  await press(theirs, 'Tab', 'Enter');
  await done(theirs, 'The order is on hold.');
  await sees(ours, 'The bite is missing.');
  await press(ours, 'Escape', 'Tab', 'm');
  await ours.keyboard.type('It comes today.');
  await press(ours, 'Tab', 'Enter');
  await done(ours, 'The message is sent.');
  await sees(theirs, 'It comes today.');
  await press(theirs, 'h', 'Enter');
  await done(theirs, 'The order is no longer on hold.');

  // It is finished and shipped, reopened for a misclick, shipped again with its number corrected, and received.
  await press(theirs, 'f', 'Enter');
  await status(theirs, 'Produced');
  await press(theirs, 'o');
  await theirs.keyboard.type('The wrong order.');
  await press(theirs, 'Tab', 'Enter');
  await status(theirs, 'In production');
  await press(theirs, 's');
  await theirs.keyboard.type('DHL');
  expect(await violationsOn(theirs)).toEqual([]);
  await press(theirs, 'Enter');
  await status(theirs, 'Shipped');
  await press(theirs, 's');
  await hands.type('Tracking number (optional)', 'JD0146');
  await press(theirs, 'Enter');
  await done(theirs, 'The shipment is corrected');
  expect(await violationsOn(theirs)).toEqual([]);
  await sees(ours, 'DHL, JD0146');
  await status(ours, 'Shipped');
  await press(ours, 'Escape', 'Tab', 'r', 'Enter');
  await status(ours, 'Delivered');
  await lookAgain(theirs);
  await status(theirs, 'Delivered');
  expect((await manager('GET', `/orders/${number}`)).body).toMatchObject({
    status: 'delivered',
    revision: 2,
    laboratoryWork: {
      laboratoryReference: 'Pan 118',
      trackingNumber: 'JD0146',
      journeys: [{ reason: 'The wrong order.' }],
    },
  });
  // What the browser says of an order that is not there, and of what the API refused; and the papers that it joins.
  const expected = /404|422|^asks \S+\/order-desk-files\/published\/\S+\.pdf/;
  expect([...clinic.offences, ...laboratory.offences].filter((offence) => !expected.test(offence))).toEqual([]);
});
