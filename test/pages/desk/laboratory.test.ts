import { expect, onTestFinished, test, vi } from 'vitest';
import { asideOnPhone, useDesk, violationsOn } from '#test/support/desk.ts';
import { newClinic } from '#test/support/product/clinic.ts';
import { newEndpoint, newLaboratory, publishTo } from '#test/support/product/laboratory.ts';

const desk = useDesk();

test('a laboratory reads its orders by due date and prints one, by keys alone', async () => {
  const { tenantId, manager } = await newClinic();
  const { laboratoryId } = await newLaboratory();
  await publishTo(laboratoryId, manager, 1, {
    patient: { firstName: 'Ada', lastName: 'Later' },
    dueDate: '2099-03-09',
  });
  const patient = { lastName: '<img src=x onerror=alert(1)>' };
  const [soon] = await publishTo(laboratoryId, manager, 1, { patient, note: 'Mind the\nmidline.' });
  const claims = { role: 'laboratory', laboratory_id: laboratoryId };
  const { page, offences } = await desk.open(claims, '/orders');
  const { keyboard } = page;
  const rows = page.getByRole('row').filter({ has: page.getByRole('cell') });
  await page.getByText('New: 2 orders. The soonest due first.').waitFor();
  expect(await rows.allTextContents()).toEqual([
    expect.stringMatching(new RegExp(`#${soon.number}I\\..*Weber.*${tenantId}.*Published`)),
    expect.stringContaining('A. L.'.replace(' ', '\u00A0')),
  ]);
  expect(await violationsOn(page)).toEqual([]);

  // A scanner types what is on the paper, and Enter.
  const scan = async (code: string) => {
    await keyboard.type(code);
    await keyboard.press('Enter');
  };
  await keyboard.press('/');
  await scan('4006381333931');
  await page.getByText('Scan the code of a form or label, or type').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await scan(`${tenantId}/${soon.number}-1`);
  await page.getByRole('heading', { name: `#${soon.number}` }).waitFor();
  await page.goBack();
  await page.getByText('New: 2 orders. The soonest due first.').waitFor();

  await keyboard.press('j');
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: `#${soon.number}` }).waitFor();
  await page.getByText(patient.lastName).waitFor();
  expect(await page.getByRole('table', { name: 'Services' }).textContent()).toContain('1Crown111A2 (VITA Classical)');
  await page.getByRole('gridcell', { name: /11.*Crown/ }).waitFor();
  expect(await page.getByText('Mind the').textContent()).toBe('Mind the\nmidline.');
  expect(await page.getByText('Prices').count()).toBe(0);
  expect(await asideOnPhone(page)).toBe(0);
  expect(await violationsOn(page)).toEqual([]);
  for (const kind of ['Order form', 'Label']) {
    await page.bringToFront();
    await keyboard.press('p');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: kind }).check();
    expect(await violationsOn(page)).toEqual([]);
    const pdf = page.context().waitForEvent('request', (request) => new URL(request.url()).pathname.endsWith('.pdf'));
    await keyboard.press('Enter');
    await pdf;
    await dialog.getByRole('link').waitFor();
    await page.bringToFront();
    await keyboard.press('Escape');
  }
  await page.bringToFront();
  // The clinic reads what the laboratory asks, and answers on the order's own screen.
  await keyboard.press('m');
  await keyboard.type('Which shade?');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await page.getByText('The message is sent.').waitFor();
  const thread = page.getByRole('region', { name: 'Messages' });
  expect(await thread.getByRole('listitem').allTextContents()).toEqual([
    expect.stringMatching(/^The laboratory \(laboratory\).*Which shade\?$/),
  ]);
  expect(await violationsOn(page)).toEqual([]);
  const clinic = await desk.open(
    { role: 'manager', tenant_id: tenantId, name: 'Maria Keller' },
    `/orders/${soon.number}`,
  );
  const own = clinic.page.getByRole('region', { name: 'Messages' });
  await own.getByText('Which shade?').waitFor();
  // What is typed is kept when one leaves, and an answer that is lost makes no second message.
  await own.getByRole('textbox', { name: 'Write to the laboratory' }).fill('A3,\nplease.');
  await clinic.page.getByRole('link', { name: 'Start' }).click();
  await clinic.page.getByRole('button', { name: 'Not saved: 1' }).click();
  await clinic.page.getByRole('menuitem', { name: `Message about #${soon.number}` }).click();
  let asked = 0;
  await clinic.page.route('**/messages', async (route) => {
    if (route.request().method() !== 'POST' || ++asked > 1) return route.continue();
    await route.fetch();
    return route.abort();
  });
  await own.getByRole('button', { name: 'Send message' }).click();
  await clinic.page.getByText('The message is sent.').waitFor();
  expect(await own.getByRole('textbox').inputValue()).toBe('');
  expect(await own.getByRole('listitem').allTextContents()).toEqual([
    expect.stringContaining('Which shade?'),
    expect.stringMatching(/^Maria Keller \(clinic\).*A3,\nplease\.$/),
  ]);
  expect(await violationsOn(clinic.page)).toEqual([]);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await thread.getByText('Maria Keller').waitFor();
  // Without a connection a message waits, can be taken back, and is sent once, whatever screen is open then.
  const { page: ours } = clinic;
  const field = own.getByRole('textbox');
  await ours.context().setOffline(true);
  await field.fill('And call me.');
  await own.getByRole('button', { name: 'Send message' }).click();
  await own.getByText('Not sent yet: there is no connection.').waitFor();
  expect(await field.isEditable()).toBe(false);
  expect(await violationsOn(ours)).toEqual([]);
  await own.getByRole('button', { name: 'Stop waiting' }).click();
  await field.and(ours.locator(':focus')).waitFor();
  await field.fill('And call me today.');
  await own.getByRole('button', { name: 'Send message' }).click();
  await own.getByText('Not sent yet: there is no connection.').waitFor();
  await ours.getByRole('link', { name: 'Start' }).click();
  await ours.getByRole('button', { name: 'Not saved: 1' }).click();
  const waits = ours.getByRole('menuitem', { name: `Message about #${soon.number}: typed at` });
  expect(await waits.innerText()).toMatch(/waits for a connection$/);
  await ours.keyboard.press('Escape');
  // What could not be read is read when there is a connection; the button that had the focus is gone then.
  await ours.getByRole('alert').getByRole('button', { name: 'Try again' }).press('Enter');
  await ours.context().setOffline(false);
  await ours.getByRole('heading', { name: /^Sent recently/ }).waitFor();
  await ours.getByRole('heading', { level: 1 }).and(ours.locator(':focus')).waitFor();
  await ours.getByRole('link', { name: `Your message about #${soon.number} has been sent.` }).click();
  await own.getByText('And call me today.').waitFor();
  expect(await own.getByRole('listitem').count()).toBe(3);
  await own.getByRole('button', { name: 'Send message' }).click();
  await own.getByText('Fill this in.').waitFor();
  await own.getByRole('textbox').fill('x'.repeat(2001));
  await own.getByRole('button', { name: 'Send message' }).click();
  await own.getByRole('textbox').and(clinic.page.locator('[aria-invalid=true]:focus')).waitFor();
  await own.getByRole('textbox').fill('');
  expect(clinic.offences.filter((offence) => !/ERR_FAILED|ERR_INTERNET/.test(offence))).toEqual([]);

  await page.bringToFront();
  await page.goBack();
  await page
    .getByRole('link', { name: `#${soon.number}` })
    .and(page.locator(':focus'))
    .waitFor();
  expect(offences).toEqual([]);
});

test('an address that leads to nothing says so under a title of its own', async () => {
  const { laboratoryId } = await newLaboratory();
  const { page } = await desk.open({ role: 'laboratory', laboratory_id: laboratoryId }, '/webhooks/xyz');
  await page.getByRole('heading', { name: 'Page not found', level: 1 }).waitFor();
  await page.evaluate(() => (location.hash = '#/orders/northside/xyz'));
  await page.getByRole('heading', { name: '#xyz', level: 1 }).waitFor();
  await page.getByText('An order number has 10 digits or letters A to F.').waitFor();
});

test('a laboratory sets up a webhook: secret, test, log, sending again, and why it was turned off', async () => {
  const { manager } = await newClinic();
  const { laboratoryId, send } = await newLaboratory();
  let status = 204;
  const endpoint = await newEndpoint(() => status);
  const claims = { role: 'laboratory', laboratory_id: laboratoryId };
  const permissions = ['clipboard-read', 'clipboard-write'];
  const { page, offences } = await desk.open(claims, '/webhooks', { permissions });
  const { keyboard } = page;
  await page.getByText('There is no webhook yet.').waitFor();
  await keyboard.press('a');
  await page.getByRole('textbox', { name: 'Id' }).and(page.locator(':focus')).waitFor();
  await keyboard.type('ERP');
  await keyboard.press('Tab');
  await keyboard.type('ftp://example.com');
  await keyboard.press('Enter');
  await page.getByRole('button', { name: 'Use 1-40 lower-case letters' }).click();
  await keyboard.press('Control+a');
  await keyboard.type('erp');
  await keyboard.press('Enter');
  await page.getByRole('alert').getByRole('button').click();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true');
  expect(await violationsOn(page)).toEqual([]);
  await keyboard.press('Control+a');
  await keyboard.type(endpoint.url);
  await keyboard.press('Enter');

  const dialog = page.getByRole('dialog', { name: 'Secret' });
  const secret = await dialog.getByRole('textbox').inputValue();
  expect(secret).toMatch(/^whsec_/);
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await dialog.getByText('Copied.').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  expect(await violationsOn(page)).toEqual([]);
  // It is not shown again, so Escape does not close it.
  await keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Close' }).press('Enter');
  await page.getByRole('heading', { name: 'erp' }).waitFor();
  await page.getByText('Nothing was sent yet.').waitFor();

  await keyboard.press('t');
  const outcome = page.getByRole('status');
  await outcome.filter({ hasText: /^Replied 204 in \d+ ms$/ }).waitFor();
  await publishTo(laboratoryId, manager);
  await expect.poll(() => endpoint.heard.length).toBe(2);
  const log = page.getByRole('table', { name: 'What was sent' });
  const readAgain = page.getByRole('button', { name: 'Refresh' });
  await vi.waitFor(
    async () => {
      await readAgain.click();
      expect(await log.getByText('Replied 204').count()).toBe(2);
    },
    { timeout: 10_000, interval: 200 },
  );
  await log.getByRole('button', { name: /^Send again/ }).click();
  await page.getByText('Number 1 is being sent again.').waitFor();
  const replaying = async () => (await send('GET', '/lab/subscriptions/erp')).body.replaying;
  await expect.poll(replaying, { timeout: 10_000 }).toBeUndefined();
  await page.getByRole('textbox', { name: 'From number' }).fill('first');
  await keyboard.press('Enter');
  await page.getByRole('alert').getByText('Write a whole number.').waitFor();
  await page.getByRole('textbox', { name: 'From number' }).fill('1');
  await keyboard.press('Enter');
  await expect.poll(() => endpoint.heard.length).toBe(4);
  expect(await violationsOn(page)).toEqual([]);

  await page.getByRole('button', { name: 'Make a new secret' }).click();
  await page.getByRole('button', { name: 'OK' }).and(page.locator(':focus')).press('Enter');
  expect(await dialog.getByRole('textbox').inputValue()).not.toBe(secret);
  await dialog.getByRole('button', { name: 'Close' }).press('Enter');
  status = 410;
  await publishTo(laboratoryId, manager);
  await vi.waitFor(
    async () => {
      await page.reload();
      await page.getByText('Turned off').waitFor({ timeout: 3000 });
    },
    { timeout: 20_000, interval: 200 },
  );
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole('checkbox', { name: 'Send events' }).check();
  await keyboard.press('Control+s');
  await page.getByText('Saved.').first().waitFor();
  expect(await page.getByText('Turned off').count()).toBe(0);
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'OK' }).and(page.locator(':focus')).press('Enter');
  await page.getByText('There is no webhook yet.').waitFor();
  // What the browser says when the API refuses an address.
  expect(offences).toEqual([expect.stringContaining('422')]);
});

test('a laboratory sees how far a replay has come, and why it gets no second one', async () => {
  const { manager } = await newClinic();
  const { laboratoryId, send } = await newLaboratory();
  const { promise: held, resolve: answer } = Promise.withResolvers<number>();
  let isHeld = false;
  const endpoint = await newEndpoint(() => (isHeld ? held : 204));
  onTestFinished(() => answer(204));
  await send('PUT', '/lab/subscriptions/erp', { url: endpoint.url });
  await publishTo(laboratoryId, manager);
  await expect.poll(() => endpoint.heard.length).toBe(1);
  isHeld = true;
  await send('POST', '/lab/subscriptions/erp/replay', { after: 0 });
  const { page, offences } = await desk.open({ role: 'laboratory', laboratory_id: laboratoryId }, '/webhooks/of/erp');
  await page.getByText('Numbers up to 1 are being sent again; 0 was the last.').waitFor();
  const log = page.getByRole('table', { name: 'What was sent' });
  await log.getByRole('button', { name: /^Send again/ }).click();
  await page.getByRole('status').getByText('Wait until the replay that runs has ended').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  expect(offences).toEqual([expect.stringContaining('422')]);
});

test('a laboratory says who it is and from whom it takes orders, and is asked before it leaves that unsaved', async () => {
  const { manager, tenantId } = await newClinic();
  const laboratoryId = `lab-${tenantId}`;
  const claims = { role: 'laboratory', laboratory_id: laboratoryId };
  const { page, offences } = await desk.open(claims, '/profile', { viewport: { width: 360, height: 800 } });
  await page.getByText('Clinics do not know yet who you are.').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page
    .getByRole('alert')
    .getByRole('button', { name: /Fill this in/ })
    .click();
  await page.keyboard.type('The new laboratory');
  await page.getByRole('radio', { name: 'Only these' }).check();
  await page.getByRole('textbox', { name: 'Their ids' }).fill('lakeview, Northside');
  await page.keyboard.press('Control+s');
  await page
    .getByRole('alert')
    .getByRole('button', { name: /lower-case letters/ })
    .click();
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole('link', { name: 'Orders' }).click();
  await page.getByRole('dialog').getByRole('button').nth(1).click();
  await page.getByRole('textbox', { name: 'Their ids' }).fill(tenantId);
  await page.keyboard.press('Control+s');
  await page.getByText('Saved.').first().waitFor();
  await manager('PUT', `/laboratories/${laboratoryId}`, { name: 'Ours', active: true });
  const { body } = await manager('GET', `/laboratories/${laboratoryId}`);
  expect(body.connected).toEqual({ name: 'The new laboratory' });
  await page.reload();
  expect(await page.getByRole('textbox', { name: 'Their ids' }).inputValue()).toBe(tenantId);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  // What the browser says when the API answers that there is no profile yet.
  expect(offences).toEqual([expect.stringContaining('404')]);
});
