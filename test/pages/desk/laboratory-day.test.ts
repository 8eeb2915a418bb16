import type { Page, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { addDays } from '#domain/kernel/calendar.ts';
import { lookAgain, useDesk, violationsOn } from '#test/support/desk.ts';
import { keyboard as handsAt, scan } from '#test/support/hands.ts';
import { pagesIn } from '#test/support/printing/pdf.ts';
import { type Body, newClinic, type Send, version } from '#test/support/product/clinic.ts';
import { feedOf, newLaboratory, publishTo } from '#test/support/product/laboratory.ts';

const desk = useDesk();
const today = new Date().toISOString().slice(0, 10);

/** Takes an action on an order as it is now. */
async function act(
  send: Send,
  path: string,
  [method, what]: [string, string],
  body: object | null = {},
): Promise<Body> {
  const { body: order } = await send('GET', path);
  const answer = await send(method, `${path}${what}`, body, version(order));
  expect([what, answer.status]).toEqual([what, 200]);
  return answer.body;
}

const rowsOf = (page: Page, list: string | RegExp) =>
  page
    .getByRole('region', { name: list })
    .getByRole('row')
    .filter({ has: page.getByRole('cell') })
    .allTextContents();
/** Keeps the files that a page makes from now on. */
const keepBlobs = (page: Page) =>
  page.evaluate(() => {
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (made) => {
      Reflect.set(window, 'made', made);
      return make(made);
    };
  });

/** The text of each page of the last PDF that a page has made. */
async function lastBlob(page: Page): Promise<string[]> {
  const bytes = await page.evaluate(async () => [...new Uint8Array(await Reflect.get(window, 'made').arrayBuffer())]);
  return pagesIn(Buffer.from(bytes));
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);

test('a laboratory sees on one screen what to stop, what is new, what leaves, what waits and what clinics said, and accepts many at once', async () => {
  const { tenantId, manager } = await newClinic();
  const { laboratoryId, send } = await newLaboratory();
  const named = async (lastName: string, dueDate = '2099-03-02') =>
    (await publishTo(laboratoryId, manager, 1, { patient: { lastName }, dueDate }))[0];
  const lab = ({ number }: Body, what: string, body: object | null = {}) =>
    act(send, `/lab/orders/${tenantId}/${number}`, [what === '/hold' ? 'PUT' : 'POST', what], body);
  const clinic = ({ number }: Body, what: string, body: object = {}, method = 'POST') =>
    act(manager, `/orders/${number}`, [method, what], body);
  const fresh = await named('Fresh', '2099-03-01');
  const revised = await named('Revised');
  await lab(revised, '/return', { reasons: [{ pointer: '/note', message: 'Which midline?' }] });
  await clinic(revised, '', { note: 'The facial one.' }, 'PATCH');
  await clinic(revised, '/publish');
  const back = await named('Back');
  await lab(back, '/accept', { promisedDate: '2099-03-01' });
  await lab(back, '/ship');
  await clinic(back, '/receive');
  await clinic(back, '/reopen', { reason: 'Too high on 11.' });
  const leaving = await named('Leaving');
  await lab(leaving, '/accept', { promisedDate: addDays(today, 1), laboratoryReference: 'Pan 7' });
  const held = await named('Held');
  await lab(held, '/accept');
  await lab(held, '/hold', { reason: 'The bite is missing.' });
  await clinic(held, '/due-date', { dueDate: '2099-04-01', reason: 'Holidays' }, 'PUT');
  await manager('POST', `/orders/${held.number}/messages`, { text: 'It comes tomorrow.' });
  const withdrawn = await named('Withdrawn');
  await clinic(withdrawn, '/withdraw', { reason: 'Wrong laboratory.' });
  const cancelled = await named('Cancelled');
  await clinic(cancelled, '/cancel', { reason: 'Ordered twice.' });
  await feedOf(send, 14);

  const { page, offences } = await desk.open({ role: 'laboratory', laboratory_id: laboratoryId });
  const { keyboard } = page;
  await page.getByText('You have not accepted them yet.').waitFor();
  await page.getByText('Ordered twice.').waitFor();
  await page.getByText('Wrong laboratory.').waitFor();
  expect(await rowsOf(page, /^Stop/)).toEqual([
    expect.stringContaining(`#${cancelled.number}${tenantId}Cancelled by the clinicOrdered twice.`),
    expect.stringContaining(`#${withdrawn.number}${tenantId}Withdrawn by the clinicWrong laboratory.`),
  ]);
  expect(await rowsOf(page, /^New/)).toEqual([
    expect.stringMatching(new RegExp(`#${fresh.number}F\\..*Crown 11.*Mar 1, 2099.*Published`)),
    expect.stringMatching(new RegExp(`#${revised.number}R\\..*Changed: note\\..*revision 2`)),
  ]);
  expect(await rowsOf(page, /^Leaving today/)).toEqual([
    expect.stringMatching(new RegExp(`#${leaving.number}Pan 7L\\..*Promised: .*In production`)),
  ]);
  expect(await rowsOf(page, /^On hold/)).toEqual([expect.stringContaining('On hold: The bite is missing.')]);
  expect(await rowsOf(page, /^Clinics answered/)).toEqual([
    expect.stringMatching(/H\..*moved the due date.*has written.*New due date: .*Apr 1, 2099/),
    expect.stringMatching(/B\..*The clinic has sent the work backToo high on 11\./),
  ]);
  expect(await violationsOn(page)).toEqual([]);
  const lists = [cancelled, fresh, leaving, held, held].map(({ number }) => `#${number}`);
  for (const [place, number] of lists.entries()) {
    await keyboard.press(`${place + 1}`);
    expect(await focused(page)).toBe(number);
  }

  // What left its hands says why, and keeps its thread; a cancelled order says why, too.
  await keyboard.press('1');
  await keyboard.press('j');
  await keyboard.press('Enter');
  await page.getByText('The clinic has withdrawn this order. Stop the work.').waitFor();
  await page.getByText('Wrong laboratory.').waitFor();
  await page.getByRole('textbox', { name: 'Write to the clinic' }).waitFor();
  expect(await page.getByRole('button', { name: /^Actions/ }).count()).toBe(0);
  expect(await violationsOn(page)).toEqual([]);
  await page.goBack();
  await page
    .getByRole('link', { name: `#${withdrawn.number}` })
    .and(page.locator(':focus'))
    .waitFor();
  await keyboard.press('1');
  await keyboard.press('Enter');
  await page.getByText('The clinic has cancelled this order. Stop the work.').waitFor();
  await page.getByText('Ordered twice.').waitFor();
  await page.goBack();

  // The code of an old paper leads to the order, which says that the paper is old.
  await page.getByRole('heading', { name: 'Start', level: 1 }).waitFor();
  await keyboard.press('/');
  await keyboard.type(`${tenantId}/${revised.number}-1\n`);
  await page.getByText('The paper that you scanned is old: it is revision 1, and revision 2 is in force.').waitFor();
  await page.getByText('Revision 2 replaces 1. Changed: note.').waitFor();
  await page.getByRole('heading', { name: 'Note changed' }).waitFor();
  // What the page says of the revision stands there once.
  expect(await page.getByText(/note\./).count()).toBe(1);
  expect(await violationsOn(page)).toEqual([]);

  // What clinics have said was read for the start screen: lists show it at once, and it is asked for again once a screen.
  const asked: Route[] = [];
  await page.route('**/v1/lab/feed?*', (route) => void asked.push(route));
  await keyboard.press('g');
  await keyboard.press('o');
  await page.getByRole('link', { name: 'In progress' }).click();
  await page
    .getByRole('row', { name: `#${held.number}` })
    .getByText('has written')
    .waitFor();
  await expect.poll(() => asked.length).toBe(1);
  await page.unroute('**/v1/lab/feed?*');
  await asked[0]?.continue();

  // Many at once; what its clinic withdraws meanwhile keeps no other from it, and is named.
  const gone = await named('Gone', '2099-03-03');
  await keyboard.press('g');
  await keyboard.press('o');
  await page.getByText('New: 3 orders. The soonest due first.').waitFor();
  await keyboard.press('j');
  await keyboard.press('x');
  await page.getByRole('button', { name: /^Accept 1 order/ }).waitFor();
  await keyboard.press('j');
  await keyboard.press('x');
  await page.getByRole('checkbox', { name: `Choose #${revised.number}`, checked: true }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await keyboard.press('j');
  await keyboard.press('x');
  await keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: 'Accept 3 orders?' });
  await dialog.getByText('Crown 11').first().waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await clinic(gone, '/withdraw', { reason: 'Wrong shade.' });
  // One print job, however many papers: each form with its label.
  await keepBlobs(page);
  const [pdf] = await Promise.all([
    page.waitForEvent('popup'),
    handsAt(page).press('button', 'Accept and print forms and labels'),
  ]);
  await page.bringToFront();
  await dialog.waitFor({ state: 'detached', timeout: 20_000 });
  await pdf.close();
  const printed = await lastBlob(page);
  expect(printed.map((words) => words.match(/#[0-9A-F]{10}/)?.[0])).toEqual(
    [fresh, fresh, revised, revised].map(({ number }) => `#${number}`),
  );
  const refused = page.getByRole('dialog', { name: 'Not everything was accepted' });
  await refused
    .getByText(`#${gone.number}: The clinic has withdrawn this order. Stop the work. Wrong shade.`)
    .waitFor();
  await refused.getByText('2 orders are accepted.').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await keyboard.press('Enter');
  await page.getByText('There are no new orders.').waitFor();
  const accepted = { status: 'production', laboratoryWork: { promisedDate: '2099-03-01' } };
  expect((await send('GET', `/lab/orders/${tenantId}/${fresh.number}`)).body).toMatchObject(accepted);
  await page.getByRole('status').getByText('2 orders are accepted.').getByRole('link', { name: 'In progress' }).click();
  await page.getByText('In progress: 5 orders').waitFor();
  expect(await page.getByRole('table').innerText()).toContain('Pan 7');
  // What is promised for the due date is said once.
  expect(await page.getByRole('table').innerText()).not.toContain('Promised: Sun Mar 1, 2099');
  const answered = page.getByRole('row').filter({ hasText: `#${held.number}` });
  await answered.getByText('The clinic has written').waitFor();
  // Where the browser opens no tab, a link leads to all of them.
  await page.evaluate(() => {
    window.open = () => null;
  });
  await keyboard.press('j');
  await keyboard.press('x');
  await keyboard.press('j');
  await keyboard.press('x');
  await keyboard.press('p');
  await page.getByRole('dialog', { name: 'Print 2 orders?' }).getByText('Crown 11').first().waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await handsAt(page).press('button', 'Print labels');
  const ready = page.getByRole('dialog', { name: 'Ready to print' });
  await ready.getByRole('link', { name: 'All 2 in one PDF' }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  expect(await lastBlob(page)).toHaveLength(2);
  const [labels] = await Promise.all([page.waitForEvent('popup'), keyboard.press('Enter')]);
  await page.bringToFront();
  await ready.getByText('opened').nth(1).waitFor();
  await keyboard.press('Enter');
  await labels.close();
  await ready.waitFor({ state: 'detached' });
  expect(await page.getByText('The clinic has').count()).toBe(2);
  expect(await violationsOn(page)).toEqual([]);
  await handsAt(page).press('link', 'Cancelled');
  await page.getByRole('link', { name: `#${cancelled.number}` }).waitFor();

  // What the clinic has sent back says why and asks for a new promise; shipped again, that is over.
  await page.evaluate((key) => (location.hash = `#/orders/${key}`), `${tenantId}/${back.number}`);
  const reason = page.getByRole('main').getByText('Too high on 11.').first();
  await reason.waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await handsAt(page).press('button', 'Promise a new date');
  const promised = page.getByLabel('Promised for');
  expect(await promised.inputValue()).toBe('2099-03-02');
  await promised.fill('2099-03-03');
  await page.getByText('The clinic needs the work on Mon Mar 2, 2099. It is warned').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await promised.fill('2099-03-02');
  await keyboard.press('Enter');
  await page.getByText('It is corrected').waitFor();
  expect(await page.getByText('Nothing is promised any more.').count()).toBe(0);
  await lab(back, '/hold', { reason: 'Which articulator?' });
  await lookAgain(page);
  await page.getByText('on hold', { exact: true }).waitFor();
  await keyboard.press('s');
  const ship = page.getByRole('dialog', { name: `Ship the work on #${back.number}?` });
  await ship.getByText('The order is on hold: Which articulator?').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await keyboard.press('Enter');
  await page.getByText('The work is on its way.').waitFor();
  expect(await page.getByRole('main').getByText('The clinic has sent the work back').count()).toBe(0);
  await keyboard.press('g');
  await keyboard.press('s');
  await page.getByText('You have not accepted them yet.').waitFor({ state: 'detached' });
  await page.getByRole('link', { name: `#${back.number}` }).waitFor({ state: 'detached' });

  // What is scanned outside of a text field is opened, as a clinic's link is, whatever its letters do: an F opens a question that Enter confirms.
  let scanned = await named('Scanned');
  while (!scanned.number.includes('F')) scanned = await named('Scanned');
  await page.evaluate((number) => (location.hash = `#/orders/${number}`), fresh.number);
  await page.getByRole('button', { name: /^Mark as finished/ }).waitFor();
  await scan(page, scanned.number.toLowerCase());
  await page.getByRole('heading', { name: `#${scanned.number}` }).waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect((await send('GET', `/lab/orders/${tenantId}/${fresh.number}`)).body.status).toBe('production');
  await scan(page, '0123456789');
  await page.getByText('No order that is shown here has this number.').waitFor();
  await page.getByRole('heading', { level: 1 }).focus();
  await scan(page, `${tenantId}/${revised.number}-1`);
  await page.getByText('The paper that you scanned is old').waitFor();
  // Once it is accepted, what has changed is no news.
  await page.getByText('Different from the revision before: note.').waitFor();
  expect(await page.getByText('Revision 2 replaces 1.').count()).toBe(0);

  // Somebody else was faster: the dialog says what can be done now.
  await page.evaluate((key) => (location.hash = `#/orders/${key}`), `${tenantId}/${fresh.number}`);
  await page.getByRole('button', { name: /^Mark as finished/ }).waitFor();
  await keyboard.press('f');
  const finish = page.getByRole('dialog', { name: `Is the work on #${fresh.number} finished?` });
  await finish.waitFor();
  await lab(fresh, '/ship');
  await keyboard.press('Enter');
  const faster = await finish.getByRole('alert').innerText();
  expect(faster).toContain('The order is now: Shipped.');
  expect(faster).toContain('What you can do with it: Correct the shipment, Back to production.');
  expect(await violationsOn(page)).toEqual([]);
  await keyboard.press('Escape');

  // What its clinic takes back while somebody accepts it is told at once, and not as an order that does not exist.
  const late = await named('Late');
  await page.evaluate((key) => (location.hash = `#/orders/${key}`), `${tenantId}/${late.number}`);
  await page.getByRole('button', { name: /^Accept/ }).waitFor();
  await keyboard.press('a');
  await page.getByRole('dialog', { name: `Accept order #${late.number}?` }).waitFor();
  await clinic(late, '/withdraw', { reason: 'Too late.' });
  await keyboard.press('Enter');
  await page.getByText('Too late.').waitFor({ timeout: 8000 });
  expect(await page.getByRole('dialog').count()).toBe(0);
  // What the browser says of an order that is another one now, and of one that is no longer there; and
  // the papers that it joins.
  expect(
    offences.filter((offence) => !/ 4(12|04) |^asks \S+\/order-desk-files\/published\/\S+\.pdf/.test(offence)),
  ).toEqual([]);
});
