import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { asideOnPhone, useDesk, violationsOn } from '#test/support/desk.ts';
import { newClinic } from '#test/support/product/clinic.ts';

const desk = useDesk();

const clinic = async (settings: object = {}) => {
  const made = await newClinic(settings);
  return { ...made, asManager: { role: 'manager', tenant_id: made.tenantId, name: 'Marta Olsen' } };
};

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();
const saved = (page: Page) => page.getByRole('status').filter({ hasText: 'Saved.' }).waitFor({ state: 'attached' });

test('a manager adds a service with two tasks by mouse, and finds it in the list; what is wrong is said at its field', async () => {
  const { asManager, manager } = await clinic();
  const { page, offences } = await desk.open(asManager, '/catalogue');
  await heading(page, 'Services');
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole('button', { name: 'Add a service' }).click();
  await heading(page, 'Add a service');
  await page.getByLabel('Name', { exact: true }).fill('Gold crown');
  await page.getByLabel('Price in EUR').fill('1.200');
  await page.getByRole('checkbox', { name: 'Shade' }).check();
  for (const [index, name, pay, days] of [
    [1, 'Check in', '1,50', '5'],
    [2, 'Cast and polish', '18', '3'],
  ] as const) {
    await page.getByRole('button', { name: 'Add a task' }).click();
    await page.getByLabel(`Task ${index}: Task`).fill(name);
    await page.getByLabel(`Task ${index}: Pay in EUR`).fill(pay);
    await page.getByLabel(`Task ${index}: Days before`).fill(days);
  }
  await page.getByLabel('Task 1: How often').selectOption('once an order');
  await page.getByLabel('Task 2: Technician').selectOption('Timo Ceramist');
  await page.getByRole('button', { name: 'Move task 2 up' }).click();
  await page.getByRole('button', { name: 'Save' }).click();

  const errors = page.getByRole('alert').getByRole('button');
  await errors.first().waitFor();
  expect(await errors.allTextContents()).toEqual([
    'Group: Fill this in.',
    'Price: 1.200 may be 1200.00 or 1.20; write one of these.',
  ]);
  expect(await violationsOn(page)).toEqual([]);
  await errors.nth(1).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('320,50');
  await errors.first().click();
  await page.keyboard.type('Fixed');
  await page.keyboard.press('Enter');

  await heading(page, 'Gold crown');
  await saved(page);
  expect(new URL(page.url()).hash).toBe('#/catalogue/services/gold-crown');
  expect(await violationsOn(page)).toEqual([]);
  expect(await asideOnPhone(page)).toBe(0);
  const { body } = await manager('GET', '/services/gold-crown');
  expect(body).toMatchObject({
    price: { amount: 320_50, currency: 'EUR' },
    needs: { teeth: true, shade: true },
    tasks: [
      { templateId: 'cast-and-polish', price: { amount: 18_00 }, leadDays: 3, per: 'unit', employeeId: 'timo' },
      { templateId: 'check-in', price: { amount: 1_50 }, leadDays: 5, per: 'order' },
    ],
  });

  await page.goBack();
  await heading(page, 'Services');
  expect(await asideOnPhone(page)).toBe(0);
  await page.getByLabel('Filter').fill('GOLD fix');
  expect(await page.getByRole('row').getByRole('link').allTextContents()).toEqual(['Gold crown']);
  expect(offences).toEqual([]);
});

test('the same by keyboard alone; leaving with something unsaved asks first', async () => {
  const { asManager, manager } = await clinic();
  const { page, offences } = await desk.open(asManager, '/');
  await page.getByRole('link', { name: 'Catalogue' }).waitFor();
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const type = (text: string) => page.keyboard.type(text);
  await press('g', 'c');
  await heading(page, 'Services');
  await press('a');
  await heading(page, 'Add a service');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('field-name');
  await type('Night guard');
  await press('Tab');
  await type('Orthodontic');
  await press('Tab');
  await type('95');
  await press('Tab', 'j');
  await page.getByRole('button', { name: 'Add a task' }).focus();
  await press('Enter');
  await type('Press the sheet');
  await press('Tab');
  await type('3');
  await page.getByRole('button', { name: 'Add a task' }).focus();
  await press('Enter');
  await type('Trim');
  await press('Tab');
  await type('2,5');
  await press('Alt+ArrowUp');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('field-tasks-0-price');

  await page.goBack();
  await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await press('Escape');
  await press('Control+s');
  await heading(page, 'Night guard');
  const { body } = await manager('GET', '/services/night-guard');
  expect(body).toMatchObject({
    unit: 'arch',
    price: { amount: 95_00 },
    tasks: [{ name: 'Trim' }, { name: 'Press the sheet' }],
  });

  await press('g', 'c');
  await heading(page, 'Services');
  await press('2');
  await heading(page, 'Dentists');
  await page.getByRole('link', { name: 'Weber, Dr.' }).waitFor();
  await press('/');
  await type('novak');
  await press('Enter');
  await heading(page, 'Dr. Novák');
  await page.getByLabel('E-mail').focus();
  await type('petr@example.com');
  await page.getByRole('link', { name: 'Start' }).focus();
  await press('Enter');
  await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
  await press('Tab', 'Enter');
  await page.getByRole('heading', { level: 1 }).filter({ hasNotText: 'Novák' }).waitFor();
  expect(new URL(page.url()).hash).toBe('#/');
  expect((await manager('GET', '/customers/petr')).body.email).toBeUndefined();
  expect(offences).toEqual([]);
});

test('a dentist whom somebody else changes meanwhile is shown part by part, and nothing typed is lost', async () => {
  const { asManager, manager } = await clinic();
  const { page, offences } = await desk.open(asManager, '/catalogue/customers/anna');
  await heading(page, 'Dr. Weber');
  await page.getByLabel('Phone').fill('+49 30 1');
  await page.getByLabel('Last name').fill('Weber-Koch');
  const { body } = await manager('GET', '/customers/anna');
  await manager('PUT', '/customers/anna', { ...body, lastName: 'Webern', address: 'Musterweg 1' });
  await page.getByRole('button', { name: 'Save' }).click();
  const dialog = page.getByRole('dialog', { name: 'Somebody else has changed this too' });
  await dialog.waitFor();
  expect(await violationsOn(page)).toEqual([]);
  expect(await dialog.getByRole('group').count()).toBe(2);
  expect(await dialog.getByLabel('Yours: Weber-Koch').isChecked()).toBe(true);
  expect(await dialog.getByLabel('Theirs: Musterweg 1').isChecked()).toBe(true);
  await dialog.getByLabel('Theirs: Webern').check();
  await dialog.getByRole('button', { name: 'Save with these' }).click();
  await saved(page);
  expect((await manager('GET', '/customers/anna')).body).toMatchObject({
    lastName: 'Webern',
    address: 'Musterweg 1',
    phone: '+49 30 1',
    version: 3,
  });
  expect(offences.filter((offence) => !offence.includes('412'))).toEqual([]);
});

test('what cannot be saved without a connection is kept, and is there again after the page was left', async () => {
  const { asManager, manager } = await clinic();
  const { page, offences } = await desk.open(asManager, '/catalogue/customers/anna');
  await heading(page, 'Dr. Weber');
  await page.getByLabel('Phone').fill('+49 30 1');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Not saved. This browser keeps it for 24 hours.').waitFor();
  await page.getByLabel('Phone').fill('+49 30 12');
  await page.context().setOffline(false);
  await page.reload();
  await page.getByText('What you typed here could not be saved before.').waitFor();
  expect(await page.getByLabel('Phone').inputValue()).toBe('+49 30 12');
  await page.keyboard.press('Control+s');
  await saved(page);
  expect(await page.getByText('What you typed here could not be saved before.').count()).toBe(0);
  expect((await manager('GET', '/customers/anna')).body.phone).toBe('+49 30 12');
  // It can be discarded; the button that had the focus is gone, and the title has it.
  await page.getByLabel('Phone').fill('+49 30 13');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Not saved. This browser keeps it for 24 hours.').waitFor();
  await page.context().setOffline(false);
  await page.getByRole('link', { name: 'All dentists' }).click();
  await page.getByRole('button', { name: 'Not saved: 1' }).waitFor();
  await page.goBack();
  await page.getByRole('button', { name: 'Discard it' }).press('Enter');
  await page.getByRole('heading', { level: 1 }).and(page.locator(':focus')).waitFor();
  expect(await page.getByLabel('Phone').inputValue()).toBe('+49 30 12');
  expect(offences.filter((offence) => !/ERR_INTERNET_DISCONNECTED/.test(offence))).toEqual([]);
});

test('a laboratory under a mistyped id is seen not to be connected, at once', async () => {
  const { asManager } = await clinic();
  const { page, offences } = await desk.open(asManager, '/catalogue/add/laboratories');
  await heading(page, 'Add a laboratory');
  await page.getByLabel('Name').fill('Apex Dental Laboratory');
  await page.getByLabel('Id').fill('apex-lap');
  await page.keyboard.press('Enter');
  await page.getByText('Not connected yet').waitFor();
  await saved(page);
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole('link', { name: 'Add another' }).click();
  await heading(page, 'Add a laboratory');
  // What was said is said on the screen where it was done, and not again when one comes back.
  expect(await page.getByText('Saved.').count()).toBe(0);
  await page.goBack();
  await page.getByText('Not connected yet').waitFor();
  expect(await page.getByText('Saved.').count()).toBe(0);
  await page.getByRole('link', { name: 'Add another' }).click();
  await heading(page, 'Add a laboratory');
  await page.getByLabel('Name').fill('Apex again');
  await page.getByLabel('Id').fill('apex-lab');
  await page.keyboard.press('Enter');
  await page.getByText('There is one with this id already.').first().waitFor();
  await page.getByRole('link', { name: 'All laboratories' }).click();
  await page.getByRole('button', { name: 'Leave without saving' }).click();
  await page.getByRole('link', { name: 'The apex-lab' }).click();
  await page.getByText('Connected: orders are received by').waitFor();
  await page.evaluate(() => location.assign('#/catalogue/laboratories/nobody'));
  await page.getByRole('alert').waitFor();
  await page.getByRole('link', { name: 'All laboratories' }).click();
  await heading(page, 'Laboratories');
  expect(offences.filter((offence) => !/412|404/.test(offence))).toEqual([]);
});

test.each(['dentist', 'technician'])('a %s gets no screens of the catalogue and the settings', async (role) => {
  const { tenantId } = await clinic();
  const ids = role === 'dentist' ? { customer_id: 'anna' } : { employee_id: 'timo' };
  const { page, offences } = await desk.open({ role, tenant_id: tenantId, ...ids }, '/catalogue/services/crown');
  await heading(page, 'Page not found');
  expect(await page.getByRole('link', { name: 'Catalogue' }).count()).toBe(0);
  await page.evaluate(() => location.assign('#/settings'));
  await heading(page, 'Page not found');
  expect(offences).toEqual([]);
});
