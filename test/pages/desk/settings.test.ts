import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { asideOnPhone, useDesk, violationsOn } from '#test/support/desk.ts';
import { newClinic } from '#test/support/product/clinic.ts';
import { newEndpoint } from '#test/support/product/laboratory.ts';

const desk = useDesk();

async function openSettings(settings: object = {}) {
  const { manager, tenantId } = await newClinic(settings);
  const opened = await desk.open({ role: 'manager', tenant_id: tenantId, name: 'Marta Olsen' }, '/settings');
  await opened.page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
  await opened.page.getByLabel('Currency').waitFor();
  return { ...opened, manager };
}

const saved = (page: Page) => page.getByRole('status').filter({ hasText: 'Saved.' }).waitFor({ state: 'attached' });
const day = (page: Page, name: RegExp) => page.getByRole('button', { name });

test('a manager sets the week and closes a week over new year by mouse; what is wrong is said at its field', async () => {
  const { page, manager, offences } = await openSettings();
  await page.getByText('It is fixed, because services are priced in it already.').waitFor();
  expect(await page.getByLabel('Currency').getAttribute('readonly')).not.toBeNull();
  await page.getByLabel('Time zone').fill('Europe/Kyiv');
  await page.getByText('there now.').waitFor();
  await page.getByRole('heading', { level: 1 }).press('?');
  await page.getByRole('dialog').getByText('Ctrl+S', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('checkbox', { name: 'Saturday' }).check();
  const saturday = page.getByRole('group', { name: 'Saturday' });
  await saturday.getByLabel('To', { exact: true }).fill('08:00');
  await page.getByRole('group', { name: 'Monday' }).getByRole('button', { name: 'Add a break' }).click();
  await page.getByLabel('Usual production time, in working days').fill('ten');
  await page.getByRole('button', { name: 'Save' }).click();
  const errors = page.getByRole('alert').getByRole('button');
  await errors.first().waitFor();
  expect(await errors.allTextContents()).toEqual([
    'Usual production time, in working days: Write a whole number from 0 to 365.',
    'Saturday: Choose an end that is later than the beginning.',
  ]);
  await errors.first().click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('10');
  await saturday.getByLabel('To', { exact: true }).fill('13:00');

  const year = new Date().getUTCFullYear();
  await day(page, new RegExp(`December 28, ${year}`)).click();
  const dialog = page.getByRole('dialog', { name: 'Add a day off or a shorter day' });
  await dialog.getByLabel('Until').fill(`${year}-12-27`);
  await dialog.getByRole('button', { name: 'Add it' }).click();
  await dialog.getByRole('alert').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Reason: Fill this in.' }).click();
  await page.keyboard.type('Company holiday');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Until: Choose a last day that is not before the first.' }).waitFor();
  await dialog.getByLabel('Until').fill(`${year + 1}-01-03`);
  await dialog.getByRole('button', { name: 'Add it' }).click();
  await day(page, new RegExp(`December 31, ${year}: closed: Company holiday`)).waitFor();
  await page.getByRole('button', { name: `${year + 1}, the year after` }).click();
  await day(page, new RegExp(`January 2, ${year + 1}: closed: Company holiday`)).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save' }).click();
  await saved(page);
  const { body } = await manager('GET', '/settings');
  expect(body).toMatchObject({
    timeZone: 'Europe/Kyiv',
    productionDays: 10,
    exceptions: [{ date: `${year}-12-28`, until: `${year + 1}-01-03`, reason: 'Company holiday', annually: false }],
  });
  expect(body.workingWeek[0].breaks).toEqual([{ from: '12:00', to: '13:00' }]);
  expect(body.workingWeek[5]).toEqual({ day: 'sat', from: '09:00', to: '13:00' });
  expect(await asideOnPhone(page)).toBe(0);
  expect(offences).toEqual([]);
});

test('a yearly shorter day is added, changed and removed by keys alone', async () => {
  const { page, manager, offences } = await openSettings({ timeZone: 'Europe/Berlin' });
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const year = new Date().getUTCFullYear();
  await day(page, /, today$/).focus();
  // To the last day of the year, and back to Christmas Eve.
  const { length } = Array.from({ length: 11 - new Date().getUTCMonth() });
  for (let month = 0; month < length; month += 1) await press('PageDown');
  await press('End', 'ArrowUp');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe(`day-${year}-12-24`);
  await press('Enter');
  await page.keyboard.type('Christmas Eve');
  await press('Tab', 'ArrowDown', 'Tab');
  await page.keyboard.type('0900AM');
  await page.getByLabel('To', { exact: true }).last().focus();
  await page.keyboard.type('0100PM');
  await page.getByRole('checkbox', { name: 'Every year' }).focus();
  await press('Space', 'Enter');
  await day(page, new RegExp(`December 24, ${year}: shorter hours, 09:00–13:00, every year: Christmas Eve`)).waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe(`day-${year}-12-24`);
  expect(await violationsOn(page)).toEqual([]);
  await press('Control+s');
  await saved(page);
  expect((await manager('GET', '/settings')).body.exceptions).toEqual([
    { date: `${year}-12-24`, reason: 'Christmas Eve', annually: true, from: '09:00', to: '13:00' },
  ]);
  await press('Enter');
  await page.getByRole('button', { name: 'Remove it' }).focus();
  await press('Enter');
  await page.getByText('There are no days off apart from the working week.').waitFor();
  await press('Control+s');
  await page.getByText('Not saved yet').waitFor({ state: 'detached' });
  expect((await manager('GET', '/settings')).body.exceptions).toEqual([]);
  expect(offences).toEqual([]);
});

test('settings that somebody else changes meanwhile are shown part by part', async () => {
  const { page, manager, offences } = await openSettings({ timeZone: 'Europe/Berlin' });
  await page.getByLabel('Payment instructions').fill('Within 30 days.');
  const { body } = await manager('GET', '/settings');
  await manager('PUT', '/settings', { ...body, paymentInstructions: 'Cash only.', productionDays: 3 });
  await page.getByRole('button', { name: 'Save' }).click();
  const dialog = page.getByRole('dialog', { name: 'Somebody else has changed this too' });
  await dialog.getByLabel('Theirs: Cash only.').check();
  await dialog.getByRole('button', { name: 'Save with these' }).click();
  await saved(page);
  expect((await manager('GET', '/settings')).body).toMatchObject({
    paymentInstructions: 'Cash only.',
    productionDays: 3,
  });
  expect(offences.filter((offence) => !offence.includes('412'))).toEqual([]);
});

test('a manager has the system of the organisation told, on the screens of a laboratory, but without organisations to choose', async () => {
  const { page, manager, offences } = await openSettings();
  const endpoint = await newEndpoint(() => 204);
  await page.getByRole('link', { name: 'Webhooks' }).click();
  await page.getByText('tells your own system what laboratories do with your orders').waitFor();
  await page.getByRole('link', { name: 'Settings' }).and(page.locator('[aria-current=page]')).waitFor();
  await page.getByRole('link', { name: /^Add a webhook/ }).click();
  await page.getByLabel('Id', { exact: true }).fill('practice');
  await page.getByLabel('Address').fill(endpoint.url);
  expect(await page.getByText('Send orders from').count()).toBe(0);
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('dialog', { name: 'Secret', exact: true }).getByRole('button', { name: 'Close' }).click();
  await page.getByRole('heading', { name: 'practice' }).waitFor();
  await page.getByRole('button', { name: /^Send a test/ }).click();
  await page
    .getByText(/^Replied 204 in/)
    .first()
    .waitFor();
  expect(await asideOnPhone(page)).toBe(0);
  await page.getByRole('checkbox', { name: 'Send events' }).uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await saved(page);
  expect((await manager('GET', '/subscriptions')).body.items).toMatchObject([{ url: endpoint.url, active: false }]);
  await page.getByRole('button', { name: 'Make a new secret' }).click();
  await page.getByRole('button', { name: 'OK' }).click();
  await page.getByRole('dialog', { name: 'Secret', exact: true }).getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'OK' }).click();
  await page.getByText('There is no webhook yet.').waitFor();
  expect(offences).toEqual([]);
});
