import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { defaultSettings } from '#domain/catalog/settings.ts';
import { addDays, workingDaysAfter } from '#domain/kernel/calendar.ts';
import { useDesk, violationsOn } from '#test/support/desk.ts';
import { scan } from '#test/support/hands.ts';
import { type Body, complete, newClinic, type Send, version } from '#test/support/product/clinic.ts';
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
  const sent = async (lastName: string) => (await publishTo(laboratoryId, manager, 1, { patient: { lastName } }))[0];
  const answers = async ({ number }: Body, method: string, path: string, body: unknown) => {
    const place = `/lab/orders/${tenantId}/${number}`;
    await send(method, `${place}${path}`, body, version((await send('GET', place)).body));
  };
  const answered = await sent('Answered');
  await answers(answered, 'POST', '/messages', { text: 'Which shade?' });
  const returned = await sent('Returned');
  await answers(returned, 'POST', '/return', { reasons: [{ message: 'The bite is missing.' }, { message: 'Torn' }] });
  const held = await sent('Held');
  await answers(held, 'PUT', '/hold', { reason: 'We wait for the scan.' });
  const promised = await sent('Promised');
  await answers(promised, 'POST', '/accept', { promisedDate: '2099-03-04' });
  const { page, offences } = await desk.open({ role: 'manager', tenant_id: tenantId });
  const { keyboard } = page;
  await list(page, 'Due by').getByText('Passed', { exact: true }).waitFor();
  expect(await rowsOf(page, 'Returned by the laboratory')).toEqual([
    expect.stringMatching(/Returned.*Draft.*Returned: The bite is missing\./),
  ]);
  expect(await rowsOf(page, 'Laboratory is waiting')).toEqual([
    expect.stringMatching(/Held.*On hold: We wait for the scan\./),
  ]);
  expect(await rowsOf(page, 'Laboratory answered')).toEqual([expect.stringMatching(/Answered.*Published/)]);
  expect(await rowsOf(page, /^Late, or promised late /)).toEqual([
    expect.stringMatching(/Promised.*Mar 2, 2099promised Wed Mar 4, 2099In production/),
  ]);
  expect(await list(page, /^(On the way|Sent and not)/).count()).toBe(0);
  expect(await rowsOf(page, 'Due by')).toEqual([
    expect.stringMatching(/Ready.*Crown 11.*Ready to send/),
    expect.stringMatching(/Passed.*overdue.*Not ready: laboratory, services, date has passed/),
  ]);
  expect(await rowsOf(page, 'Due too soon')).toEqual([expect.stringMatching(/Near.*Novák/)]);
  expect(await rowsOf(page, 'Not ready to send')).toEqual([expect.stringContaining('<img src=x onerror=alert(1)>')]);
  expect(await rowsOf(page, /^Ready to send/)).toEqual([expect.stringMatching(/Finished.*Mar 2, 2099.*Ready to send/)]);
  expect(await rowsOf(page, 'Sent recently')).toEqual([
    expect.stringMatching(/Promised.*In production/),
    expect.stringMatching(/Held.*Published/),
    expect.stringMatching(/Answered.*Published/),
  ]);
  expect(await list(page, 'Sent recently').getByRole('columnheader').allTextContents()).toEqual([
    ...['Order', 'Patient', 'Dentist, clinic', 'Services', 'Due', 'Status'],
  ]);
  expect(await violationsOn(page)).toEqual([]);

  const inList = () =>
    page.evaluate(() => document.activeElement?.closest('section')?.querySelector('h2')?.textContent);
  await keyboard.press('1');
  expect([await focused(page), await inList()]).toEqual([`#${returned.number}`, expect.stringContaining('Returned')]);
  await keyboard.press('3');
  expect([await focused(page), await inList()]).toEqual([`#${answered.number}`, expect.stringContaining('answered')]);
  await keyboard.press('l');
  await keyboard.press('j');
  expect([await focused(page), await inList()]).toEqual([`#${held.number}`, expect.stringContaining('recently')]);
  await keyboard.press('0');
  expect(await focused(page)).toBe(`#${finished.number}`);
  await keyboard.press('8');
  expect(await focused(page)).toBe(`#${near.number}`);
  await keyboard.press('7');
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
  await page.getByText('No laboratory needs anything of you now.').waitFor();
  await page.getByText('Nothing that was sent in the last 7 days is still at a laboratory.').waitFor();
  expect(await rowsOf(page, 'Due by')).toEqual([]);
  await page.clock.install();
  await page.reload();
  await page.getByText('Only orders for Clinic Novák are shown.').waitFor();
  expect(await rowsOf(page, 'Due too soon')).toEqual([expect.stringContaining('Near')]);
  expect(await violationsOn(page)).toEqual([]);

  // What is on the screen is read again every minute. A row stays under the mouse when there is more above it;
  await page.setViewportSize({ width: 1280, height: 480 });
  const nearRow = page.getByRole('row').filter({ hasText: near.number });
  await nearRow.hover();
  await page.evaluate(() => scrollTo(0, 0));
  const place = await nearRow.boundingBox();
  await order(manager, { customerId: 'petr', patient: { lastName: 'Above' }, dueDate: today });
  await page.clock.fastForward('01:01');
  await list(page, 'Due by').getByText('Above').waitFor();
  expect(await nearRow.boundingBox()).toEqual(place);
  // and the focus stays on its order, also when that is in another list by then.
  await page.getByRole('link', { name: `#${near.number}` }).focus();
  await manager('PATCH', `/orders/${near.number}`, { dueDate: null }, version(near));
  const asked = requestsOf(page);
  const look = (visibilityState: string) =>
    page.evaluate(
      (value) => Object.defineProperty(document, 'visibilityState', { value, configurable: true }),
      visibilityState,
    );
  await look('hidden');
  await page.clock.fastForward('01:01');
  expect(asked).toEqual([]);
  await look('visible');
  await page.clock.fastForward('01:01');
  await list(page, 'Not ready to send').getByText('Near').waitFor();
  await page
    .getByRole('link', { name: `#${near.number}` })
    .and(page.locator(':focus'))
    .waitFor();

  // What is to be answered is a list of its own, of all clinics and dentists, until somebody answers.
  await keyboard.press('g');
  await keyboard.press('o');
  await page.getByRole('combobox', { name: 'Dentist' }).selectOption('petr');
  await page.getByRole('link', { name: 'To answer' }).click();
  await page.getByRole('status').filter({ hasText: 'To answer: 1 order' }).waitFor();
  await page.getByRole('link', { name: `#${answered.number}` }).click();
  await page.getByRole('textbox', { name: 'Write to the laboratory' }).and(page.locator(':focus')).waitFor();
  await page.goBack();
  await page.getByRole('link', { name: `#${answered.number}` }).waitFor();
  expect(await page.getByRole('combobox').count()).toBe(0);
  expect(await violationsOn(page)).toEqual([]);
  await manager('POST', `/orders/${answered.number}/messages`, { text: 'A3.' });
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await page.getByText('No laboratory is waiting for an answer.').waitFor();
  expect(offences).toEqual([]);
});

test('work that arrives is received by one key on its row, or by scanning its label, one after the other', async () => {
  const { tenantId, manager } = await newClinic();
  const { laboratoryId, send } = await newLaboratory();
  const shipped = async (lastName: string, withdrawn = false): Promise<Body> => {
    const [one] = await publishTo(laboratoryId, manager, 1, { patient: { lastName } });
    if (withdrawn) {
      const { body: back } = await manager('POST', `/orders/${one.number}/withdraw`, {}, version(one));
      await manager('POST', `/orders/${one.number}/publish`, {}, version(back));
    }
    const place = `/lab/orders/${tenantId}/${one.number}`;
    await send('POST', `${place}/accept`, {}, version((await send('GET', place)).body));
    const shipment = { purpose: 'try-in', carrier: 'Kurier', trackingNumber: 'K 1' };
    await send('POST', `${place}/ship`, shipment, version((await send('GET', place)).body));
    return one;
  };
  const [byKey, byButton, byLabel] = [await shipped('Key'), await shipped('Button'), await shipped('Label')];
  const again = await shipped('Again', true);
  const draft = await order(manager, {});
  const [[unshipped], [elsewhere]] = [
    await publishTo(laboratoryId, manager, 1, { patient: { lastName: 'Unshipped' } }),
    await publishTo(laboratoryId, manager, 1, { patient: { lastName: 'Elsewhere' } }),
  ];
  const statusOf = async ({ number }: Body) => (await manager('GET', `/orders/${number}`)).body.status;
  const claims = { role: 'dentist', tenant_id: tenantId, customer_id: 'anna' };
  const { page, offences } = await desk.open(claims, '/', { viewport: { width: 360, height: 800 } });
  const { keyboard } = page;
  const onTheWay = list(page, 'On the way to you');
  await onTheWay.getByText('Key', { exact: true }).waitFor();
  expect((await rowsOf(page, 'On the way to you')).join()).toContain('for a try-in, Kurier, K 1');
  expect(await violationsOn(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await onTheWay.getByRole('link', { name: `#${byKey.number}` }).focus();
  // No key alone says that work is here.
  await keyboard.press('r');
  await onTheWay
    .getByRole('button', { name: `Receive #${byKey.number}` })
    .and(page.locator(':focus'))
    .waitFor();
  expect(await statusOf(byKey)).toBe('shipped');
  await keyboard.press('Enter');
  await page.getByRole('status').getByText('Key: The work is here.').waitFor();
  await onTheWay.getByText('Key', { exact: true }).waitFor({ state: 'detached' });
  // The focus stays in the list, so that the next one is a key away.
  await onTheWay.getByRole('link').and(page.locator(':focus')).waitFor();
  await onTheWay.getByRole('button', { name: `Receive #${byButton.number}` }).click();
  await page.getByRole('status').getByText('Button: The work is here.').waitFor();

  const field = page.getByRole('searchbox', { name: 'Receive work' });
  await page.getByRole('heading', { level: 1 }).focus();
  // Scanned outside of the field, which takes it.
  await scan(page, `${tenantId}/${byLabel.number}-1`);
  await field.focus();
  await keyboard.type(`${again.number.toLowerCase()}-1\n`);
  await page.getByRole('status').getByText('Label: The work is here.').waitFor();
  await page.getByRole('status').getByText('its label is of revision 1, and revision 2 is ordered').waitFor();
  await keyboard.type(`#${byLabel.number}\n${unshipped.number}\n${elsewhere.number}\n1234567890\n`);
  await page.getByRole('status').getByText('It was received before.').waitFor();
  await page.getByText('#1234567890: You have no order with this number.').waitFor();
  // What nobody has shipped is not received before somebody has said that it is here.
  await page.getByText('Elsewhere: The laboratory has not said that it is on its way.').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole('button', { name: `Not yet: #${elsewhere.number}` }).click();
  await page.getByRole('status').getByText('Elsewhere').waitFor({ state: 'detached' });
  expect(await statusOf(unshipped)).toBe('published');
  await page.getByRole('button', { name: `It is here: #${unshipped.number}` }).click();
  await page.getByRole('status').getByText('Unshipped: The work is here.').waitFor();
  await field.focus();
  await keyboard.type(`elsewhere/${byLabel.number}-1\n`);
  await page.getByText('This label is of another organisation.').waitFor();
  await field.fill('4006381333931');
  await keyboard.press('Enter');
  await page.getByText('This is no label of an order.').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  // What can never be received is opened, and says why.
  await field.fill(draft.number);
  await keyboard.press('Enter');
  await page.waitForURL(`**/#/orders/${draft.number}`);
  await page.getByText('It cannot be received. Its status is: Draft.').waitFor();
  await page.evaluate((number) => location.assign(`#/orders/${number}`), byKey.number);
  await page.getByText('Received for a try-in. When it is done, choose Send Back to send the work back.').waitFor();
  expect(await Promise.all([byKey, byButton, byLabel, unshipped, again, elsewhere].map(statusOf))).toEqual([
    ...['delivered', 'delivered', 'delivered', 'delivered', 'shipped', 'published'],
  ]);
  await page.evaluate(() => location.assign('#/orders/1234567890'));
  await page.getByRole('alert').getByText('You have no order with this number.').waitFor();
  // The browser itself notes that there is no such number.
  expect(offences).toEqual([expect.stringContaining('404'), expect.stringContaining('404')]);
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
  await page.getByText('where something is missing, out of the 100 newest').waitFor();
  const asked = requestsOf(page);
  await page.reload();
  await list(page, 'Due by').getByText('Yesterday').waitFor();
  expect(asked.map((one) => one.replaceAll(/\d{4}-\d\d-\d\d/g, 'DATE')).toSorted()).toEqual([
    '/v1/orders?limit=100&awaiting=clinic',
    '/v1/orders?limit=100&status=draft',
    '/v1/orders?limit=100&status=draft&sort=due&dueFrom=DATE&dueTo=DATE',
    '/v1/orders?limit=100&status=draft&sort=due&dueFrom=DATE&dueTo=DATE',
    '/v1/orders?limit=100&status=published&status=production&status=produced&sort=due&dueFrom=DATE',
    '/v1/orders?limit=100&status=shipped',
    '/v1/settings',
  ]);
  await page.getByRole('button', { name: 'Show all 100' }).click();
  const rows = list(page, 'Not ready to send').getByRole('link');
  await rows.nth(8).and(page.locator(':focus')).waitFor();
  await list(page, 'Not ready to send').getByRole('link', { name: 'See them all in Orders' }).click();
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
