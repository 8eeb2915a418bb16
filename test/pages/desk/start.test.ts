import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { defaultSettings } from '#domain/catalog/settings.ts';
import { addDays, workingDaysAfter } from '#domain/kernel/calendar.ts';
import { useDesk, violationsOn } from '#test/support/desk.ts';
import { type Body, complete, newClinic, type Send } from '#test/support/product/clinic.ts';
import { newLaboratory, publishTo } from '#test/support/product/laboratory.ts';

const desk = useDesk();

const today = new Date().toISOString().slice(0, 10);
const next = workingDaysAfter(today, 1, defaultSettings) ?? today;
const yesterday = addDays(today, -1);
const tooNear = addDays(next, 1);

const order = (manager: Send, body: object): Promise<Body> =>
  manager('POST', '/orders', { customerId: 'anna', ...body }).then(({ body: made }) => made);

const list = (page: Page, name: string | RegExp) => page.getByRole('region', { name });
const rowsOf = (page: Page, name: string | RegExp) =>
  list(page, name)
    .getByRole('row')
    .filter({ has: page.getByRole('cell') })
    .allTextContents();
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);

/** Counts the requests of a page to the API. */
function requestsOf(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith('/v1/')) asked.push(`${pathname}${search}`);
  });
  return asked;
}

test('the start screen of a manager has what needs a person now, each list a key away', async () => {
  const { tenantId, manager } = await newClinic();
  const passed = await order(manager, { patient: { lastName: 'Passed' }, dueDate: yesterday });
  await order(manager, { ...complete, patient: { lastName: 'Ready' }, dueDate: next });
  const near = await order(manager, { customerId: 'petr', patient: { lastName: 'Near' }, dueDate: tooNear });
  await order(manager, { patient: { lastName: '<img src=x onerror=alert(1)>' } });
  const finished = await order(manager, { ...complete, patient: { lastName: 'Finished' } });
  const { laboratoryId, send } = await newLaboratory();
  const [answered] = await publishTo(laboratoryId, manager, 1, { patient: { lastName: 'Answered' } });
  await order(manager, { ...complete, patient: { lastName: 'Sent' }, publish: true });
  await send('POST', `/lab/orders/${tenantId}/${answered.number}/messages`, { text: 'Which shade?' });
  const { page, offences } = await desk.open({ role: 'manager', tenant_id: tenantId });
  const { keyboard } = page;
  await list(page, 'Due by').getByText('Passed', { exact: true }).waitFor();
  expect(await rowsOf(page, 'Due by')).toEqual([
    expect.stringMatching(/Ready.*Crown 11.*Ready to send/),
    expect.stringMatching(/Passed.*overdue.*Not ready: laboratory, services, date has passed/),
  ]);
  expect(await rowsOf(page, 'Date too near')).toEqual([expect.stringMatching(/Near.*Novák/)]);
  expect(await rowsOf(page, 'Not ready to send')).toEqual([expect.stringContaining('<img src=x onerror=alert(1)>')]);
  expect(await rowsOf(page, /^Ready to send/)).toEqual([expect.stringMatching(/Finished.*Mar 2, 2099.*Ready to send/)]);
  expect(await rowsOf(page, 'Laboratory answered')).toEqual([expect.stringMatching(/Answered.*Published/)]);
  expect(await rowsOf(page, 'Sent lately')).toEqual([
    expect.stringMatching(/Sent.*Published/),
    expect.stringMatching(/Answered.*Published/),
  ]);
  expect(await list(page, 'Sent lately').getByRole('columnheader').allTextContents()).toEqual([
    ...['Order', 'Patient', 'Dentist, clinic', 'Services', 'Due', 'Status'],
  ]);
  expect(await violationsOn(page)).toEqual([]);

  const inList = () =>
    page.evaluate(() => document.activeElement?.closest('section')?.querySelector('h2')?.textContent);
  await keyboard.press('5');
  expect([await focused(page), await inList()]).toEqual([`#${answered.number}`, expect.stringContaining('answered')]);
  await keyboard.press('6');
  await keyboard.press('j');
  expect([await focused(page), await inList()]).toEqual([`#${answered.number}`, expect.stringContaining('lately')]);
  await keyboard.press('4');
  expect(await focused(page)).toBe(`#${finished.number}`);
  await keyboard.press('2');
  expect(await focused(page)).toBe(`#${near.number}`);
  await keyboard.press('1');
  await keyboard.press('j');
  expect(await focused(page)).toBe(`#${passed.number}`);
  await keyboard.press('Enter');
  await page.waitForURL(`**/#/orders/${passed.number}`);
  await page.goBack();
  await page
    .getByRole('link', { name: `#${passed.number}` })
    .and(page.locator(':focus'))
    .waitFor();

  await order(manager, { patient: { lastName: 'Meanwhile' }, dueDate: today });
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await list(page, 'Due by').getByText('Meanwhile').waitFor();

  await page.getByRole('combobox', { name: 'Clinic' }).selectOption('Clinic Novák');
  await page.getByText('Only orders for Clinic Novák are shown.').waitFor();
  expect(await rowsOf(page, 'Due by')).toEqual([]);
  await page.reload();
  await page.getByText('Only orders for Clinic Novák are shown.').waitFor();
  expect(await rowsOf(page, 'Date too near')).toEqual([expect.stringContaining('Near')]);
  expect(await violationsOn(page)).toEqual([]);
  expect(offences).toEqual([]);
});

test('what is due is not lost among more drafts than a page has, and the screen says what it has looked through', async () => {
  const { tenantId, manager } = await newClinic();
  await order(manager, { patient: { lastName: 'Yesterday' }, dueDate: yesterday });
  await order(manager, { patient: { lastName: 'Today' }, dueDate: today });
  await Promise.all(Array.from({ length: 101 }, () => order(manager, {})));
  const claims = { role: 'dentist', tenant_id: tenantId, customer_id: 'anna' };
  const { page, offences } = await desk.open(claims, '/', { viewport: { width: 360, height: 800 } });
  await page.getByRole('heading', { name: 'Not ready to send 100+' }).waitFor();
  expect(await rowsOf(page, 'Due by')).toEqual([
    expect.stringContaining('Today'),
    expect.stringContaining('Yesterday'),
  ]);
  await page.getByText('out of the 100 newest').waitFor();
  const asked = requestsOf(page);
  await page.reload();
  await list(page, 'Due by').getByText('Yesterday').waitFor();
  expect(asked.map((one) => one.replaceAll(/\d{4}-\d\d-\d\d/g, 'DATE')).toSorted()).toEqual([
    '/v1/orders?limit=100&awaiting=clinic',
    '/v1/orders?limit=100&status=draft',
    '/v1/orders?limit=100&status=draft&sort=due&dueFrom=DATE&dueTo=DATE',
    '/v1/orders?limit=100&status=draft&sort=due&dueFrom=DATE&dueTo=DATE',
    '/v1/orders?limit=100&status=published',
    '/v1/settings',
  ]);
  await page.getByRole('button', { name: 'Show all 100' }).click();
  const rows = list(page, 'Not ready to send').getByRole('link');
  await rows.nth(8).and(page.locator(':focus')).waitFor();
  await page.getByRole('link', { name: 'See them all in Orders' }).click();
  await page.getByText('Drafts: 50+ orders').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(offences).toEqual([]);
});

test('the start screen of a technician has what was sent, by due date', async () => {
  const { tenantId, manager } = await newClinic();
  await order(manager, { ...complete, patient: { lastName: 'Soon' }, dueDate: next, publish: true });
  await order(manager, { ...complete, patient: { lastName: 'Later' }, publish: true });
  await order(manager, { patient: { lastName: 'Draft' }, dueDate: today });
  const { page, offences } = await desk.open({ role: 'technician', tenant_id: tenantId, employee_id: 'timo' });
  await list(page, 'Due by').getByText('Soon').waitFor();
  expect(await rowsOf(page, 'Due by')).toEqual([expect.stringContaining('Soon')]);
  expect(await rowsOf(page, 'Due later')).toEqual([expect.stringContaining('Later')]);
  const asked = requestsOf(page);
  await page.reload();
  await list(page, 'Due by').getByText('Soon').waitFor();
  expect(asked.length).toBe(2);
  expect(await violationsOn(page)).toEqual([]);
  expect(offences).toEqual([]);
});
