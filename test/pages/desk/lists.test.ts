import { expect, test } from 'vitest';
import { useDesk, violationsOn } from '#test/support/desk.ts';
import { type Body, complete, newClinic, type Send } from '#test/support/product/clinic.ts';

const desk = useDesk();

/** Names that must stand there and do nothing. */
const hostile = ['<img src=x onerror=alert(1)>', '\u202Eright to left\u202C', `Z${'\u0301'.repeat(90)}`];

const order = (manager: Send, body: object): Promise<Body> =>
  manager('POST', '/orders', { customerId: 'anna', ...body }).then(({ body: made }) => made);

const drafts = (manager: Send, many: number, body: object = {}) =>
  Promise.all(Array.from({ length: many }, () => order(manager, body)));

test('a manager goes through the lists by keys alone: pages, place, search, dentists, due dates', async () => {
  const { tenantId, manager } = await newClinic();
  await drafts(manager, 52, { patient: { lastName: 'Weiß' } });
  const { number } = await order(manager, { ...complete, publish: true });
  const cancelled = await order(manager, { customerId: 'petr', patient: { lastName: 'Ferreira' } });
  await manager('POST', `/orders/${cancelled.number}/cancel`, {}, { 'if-match': '"1"' });
  const coded = await order(manager, { patient: { reference: '1234567890' } });
  await manager('POST', `/orders/${coded.number}/cancel`, {}, { 'if-match': '"1"' });
  const { page, offences } = await desk.open({ role: 'manager', tenant_id: tenantId }, '/orders');
  const rows = page.getByRole('row').filter({ has: page.getByRole('cell') });
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  const count = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();
  const { keyboard } = page;

  await count('Drafts: 50+ orders');
  expect(await violationsOn(page)).toEqual([]);
  expect(await rows.first().textContent()).toMatch(
    /^#\w{10}Weiß(Dr\., )?Weber.*Not ready: laboratory, services, due date/,
  );
  await keyboard.press('j');
  await keyboard.press('ArrowDown');
  expect(await focused()).toBe(await rows.nth(1).getByRole('link').textContent());
  await keyboard.press('k');
  expect(await focused()).toBe(await rows.nth(0).getByRole('link').textContent());

  await page.getByRole('button', { name: 'Show more' }).focus();
  await keyboard.press('Enter');
  await count('Drafts: 52 orders');
  await rows.nth(50).getByRole('link').and(page.locator(':focus')).waitFor();
  await keyboard.press('j');
  const opened = await focused();
  await keyboard.press('Enter');
  await page.waitForURL(`**/#/orders/${opened?.slice(1)}`);
  await page.goBack();
  await rows.nth(51).getByRole('link').and(page.locator(':focus')).waitFor();
  expect([await focused(), await rows.count()]).toEqual([opened, 52]);

  const release = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  await page.route('**/v1/orders?patient=*', async (route) => {
    asked.resolve();
    await release.promise;
    await route.continue();
  });
  await keyboard.press('/');
  await keyboard.type('ferr');
  await asked.promise;
  expect(await rows.count()).toBe(52);
  release.resolve();
  await count('All orders: 2 orders');
  expect(await rows.allTextContents()).toEqual([
    expect.stringMatching(/Ferrari.*Crown 11.*Published/),
    expect.stringMatching(/Ferreira.*Cancelled/),
  ]);
  expect(page.url()).not.toContain('ferr');
  await keyboard.press('ArrowDown');
  expect(await focused()).toBe(`#${number}`);
  await keyboard.press('Enter');
  await page.waitForURL(`**/#/orders/${number}`);
  await page.goBack();
  await count('All orders: 2 orders');
  await page
    .getByRole('link', { name: `#${number}` })
    .and(page.locator(':focus'))
    .waitFor();
  await keyboard.press('/');
  await keyboard.press('Escape');
  await count('Drafts: 5');

  // The number of an order leads to it, as it is written or scanned; a reference may look like one.
  for (const written of [`#${number.toLowerCase()}`, `${tenantId}/${number}-1\n`]) {
    await page.getByRole('searchbox').focus();
    await keyboard.type(written);
    await page.waitForURL(`**/#/orders/${number}`);
    await page
      .getByRole('heading', { name: `#${number}` })
      .and(page.locator(':focus'))
      .waitFor();
    await page.goBack();
    await count('Drafts: 5');
  }
  expect(await page.getByRole('searchbox').inputValue()).toBe('');
  await keyboard.press('/');
  await keyboard.type('1234567890\n');
  await count('All orders: 1 order');
  expect(await rows.allTextContents()).toEqual([expect.stringContaining('1234567890')]);
  await page.getByRole('searchbox', { description: /First names are not searched/ }).fill('#0000000000');
  await page.getByText('all 10 characters of an order number').waitFor();
  await keyboard.press('Escape');
  await count('Drafts: 5');

  await page.getByRole('navigation', { name: 'Lists of orders' }).getByRole('link', { name: 'Cancelled' }).focus();
  await keyboard.press('Enter');
  await count('Cancelled: 2 orders');
  await page.getByRole('combobox', { name: 'Dentist' }).selectOption({ label: 'Weber, Dr.' });
  await count('Cancelled: 1 order');
  expect(page.url()).toContain('#/orders?list=cancelled&dentist=anna');
  await page.goBack();
  await count('Drafts: 5');
  await page.getByRole('combobox', { name: 'Sorted by' }).selectOption('Due date');
  await page.getByText('There are no drafts here.').waitFor();
  await page.reload();
  await page.getByText('There are no drafts here.').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  // The browser says that there is no order with such a number.
  expect(offences.filter((offence) => !offence.includes('404'))).toEqual([]);
});

test('a dentist with a small screen sees their own orders, and what patients are called does nothing', async () => {
  const { tenantId, manager } = await newClinic();
  for (const lastName of hostile) await order(manager, { patient: { lastName } });
  await order(manager, { customerId: 'petr' });
  await order(manager, { patient: { lastName: 'Last and first in the list' } });
  const claims = { role: 'dentist', tenant_id: tenantId, customer_id: 'anna' };
  const { page, offences } = await desk.open(claims, '/orders', { viewport: { width: 360, height: 800 } });
  const said: string[] = [];
  page.on('dialog', (dialog) => {
    said.push(dialog.message());
    void dialog.dismiss();
  });
  await page.getByText('Drafts: 4 orders').waitFor();
  for (const name of hostile) await page.getByText(name, { exact: true }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(await page.getByRole('combobox', { name: 'Dentist' }).count()).toBe(0);

  const above = page.getByRole('row').filter({ hasText: 'Last and first' });
  const marked = page.getByText(hostile[2] ?? '', { exact: true });
  const before = await above.screenshot();
  await marked.evaluate((cell) => {
    cell.textContent = 'Z';
  });
  expect((await above.screenshot()).equals(before)).toBe(true);
  expect(await violationsOn(page)).toEqual([]);
  expect([said, offences]).toEqual([[], []]);
});
