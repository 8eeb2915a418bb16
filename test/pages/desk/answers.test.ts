import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { lookAgain, useDesk, violationsOn } from '#test/support/desk.ts';
import { type Body, newClinic, version } from '#test/support/product/clinic.ts';
import { newLaboratory, publishTo } from '#test/support/product/laboratory.ts';

const desk = useDesk();
let clinic: Awaited<ReturnType<typeof newClinic>>;
let laboratory: Awaited<ReturnType<typeof newLaboratory>>;
let manager: Record<string, string>;

beforeAll(async () => {
  clinic = await newClinic();
  laboratory = await newLaboratory();
  manager = { role: 'manager', tenant_id: clinic.tenantId, name: 'Maria Manager' };
});

const sent = async (body: object = {}): Promise<Body> => {
  const [order] = await publishTo(laboratory.laboratoryId, clinic.manager, 1, body);
  return order;
};
const read = async (number: string) => (await clinic.manager('GET', `/orders/${number}`)).body;

/** What the laboratory does with an order, as it is then. */
async function answers(number: string, method: string, path: string, body: unknown): Promise<void> {
  const place = `/lab/orders/${clinic.tenantId}/${number}`;
  const { body: order } = await laboratory.send('GET', place);
  const { status } = await laboratory.send(method, `${place}${path}`, body, version(order));
  expect([path, status]).toEqual([path, 200]);
}

/** Presses keys, one after the other. */
async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

const done = (page: Page, text: string) => page.getByRole('status').getByText(text).waitFor();
const status = (page: Page, text: string) => page.locator('.badge').getByText(text, { exact: true }).waitFor();

describe('an order that was sent', () => {
  test('by keys alone: is withdrawn, sent again, rescheduled, received, sent back, and says how it fares', async () => {
    const order = await sent({ workPlan: { mode: 'automatic' } });
    const { number } = order;
    const { page, offences } = await desk.open(manager, `/orders/${number}`);
    const panel = page.getByRole('region', { name: 'At the laboratory' });
    await panel.getByText('Not yet').waitFor();
    expect(await violationsOn(page)).toEqual([]);

    await press(page, 't');
    const withdrawing = page.getByRole('dialog', { name: `Withdraw order #${number}?` });
    await withdrawing.getByText('A laboratory is told').waitFor();
    await press(page, 'Shift+Tab');
    await page.keyboard.type('Brighter');
    expect(await violationsOn(page)).toEqual([]);
    await press(page, 'Tab', 'Enter');
    await done(page, 'The order is a draft again.');
    await page.getByText('will be revision 2').waitFor();
    expect(await panel.count()).toBe(0);
    expect(await read(number)).toMatchObject({ status: 'draft', revision: 1 });
    await page.getByRole('textbox', { name: /^Note/ }).fill('A little brighter');
    await press(page, 'Control+S');
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.getByRole('heading', { level: 1 }).focus();
    await press(page, 's');
    await page.getByRole('dialog').getByText('until the laboratory accepts it').waitFor();
    await press(page, 'Enter');
    await panel.getByText('Different from the revision before: note.').waitFor();
    await page.getByText('revision 2', { exact: true }).waitFor();

    const promise = { promisedDate: '2099-03-05', laboratoryReference: 'Pan 118' };
    await answers(number, 'POST', '/accept', promise);
    await answers(number, 'PUT', '/hold', { reason: 'We wait for the scan.' });
    await lookAgain(page);
    await panel.getByText('We wait for the scan.').waitFor();
    expect(await panel.innerText()).toMatch(/Its number\s+Pan 118/);
    await panel.getByText('The work is promised for Mar 5, 2099; it is due on Mar 2, 2099.').waitFor();
    expect(await violationsOn(page)).toEqual([]);

    await panel.getByRole('button', { name: 'Write to the laboratory' }).press('Enter');
    await page.getByRole('textbox', { name: 'Write to the laboratory' }).and(page.locator(':focus')).waitFor();
    await panel.getByRole('button', { name: 'Change Due Date' }).press('Enter');
    const moving = page.getByRole('dialog', { name: `Change the due date of #${number}` });
    await moving.getByLabel('New due date').and(page.locator(':focus')).fill('2000-01-01');
    await press(page, 'Enter');
    await moving.getByRole('alert').getByRole('button').first().waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await moving.getByLabel('New due date').fill('2099-03-09');
    await moving.getByLabel('Reason').fill('The scan comes later.');
    await moving.getByLabel('New due date').press('Enter');
    await done(page, 'The work is now due on Mon Mar 9, 2099.');
    expect(await panel.innerText()).toMatch(/Mon Mar 9, 2099\s+Moved .*The scan comes later\./);
    expect(await panel.getByText('The work is promised').count()).toBe(0);
    await press(page, 'u', 'Enter');
    await done(page, 'The work was due on Mon Mar 9, 2099 already. Nothing has changed.');

    // The tasks of the plan are ticked one after the other, each at once.
    await press(page, 'k');
    await page.getByRole('checkbox', { name: 'Done: Task checkin' }).and(page.locator(':focus')).waitFor();
    await press(page, 'Space', 'k');
    await page.getByRole('checkbox', { name: 'Done: Task mill' }).waitFor();
    await page.getByRole('checkbox', { name: 'Done: Task checkin', checked: true }).waitFor();
    await press(page, 'k', 'Space', 'Space', 'Space');
    await page.getByRole('region', { name: 'Work plan' }).getByText('Maria Manager').nth(1).waitFor();
    expect((await read(number)).workPlan.tasks.map((task: Body) => task.doneBy?.name)).toEqual([
      ...['Maria Manager', 'Maria Manager'],
    ]);

    await answers(number, 'POST', '/ship', { purpose: 'try-in', carrier: 'Courier', trackingNumber: 'CR-7' });
    await lookAgain(page);
    await status(page, 'Shipped');
    expect(await panel.innerText()).toMatch(/Shipped\s+.*, try-in\s+Carrier\s+Courier, CR-7/);
    await press(page, 'Escape', 'Tab', 'r', 'Enter');
    await done(page, 'The work is here.');
    await status(page, 'Delivered');
    await press(page, 'o', 'Control+Enter');
    const back = page.getByRole('dialog', { name: `Send the work of #${number} back?` });
    await back.getByLabel('Reason').and(page.locator(':focus')).waitFor();
    await back.getByRole('button', { name: 'Send it back' }).press('Enter');
    await back.getByText('Say why, in a sentence.').waitFor();
    await page.keyboard.type('The bite is too high.');
    expect(await violationsOn(page)).toEqual([]);
    // What was typed is not lost by Escape.
    await press(page, 'Escape', 'o');
    expect(await back.getByLabel('Reason').inputValue()).toBe('The bite is too high.');
    await press(page, 'Tab', 'Enter');
    await done(page, 'The work goes back to the laboratory');
    await status(page, 'In production');
    await panel.getByText('Sent back once').press('Enter');
    await panel.getByText('The bite is too high.').waitFor();
    expect(await panel.innerText()).toMatch(/Promised: .*2099 · Shipped: .*, try-in, Courier, CR-7 · Received: /);

    await press(page, 'h');
    const history = page.locator('#history');
    await history.getByText('Maria Manager sent the work back to the laboratory: “The bite is too high.”').waitFor();
    for (const line of [
      'The laboratory shipped the work',
      'Maria Manager marked Task mill as done',
      'Maria Manager changed the due date from Mon Mar 2, 2099 to Mon Mar 9, 2099: “The scan comes later.”',
      'The laboratory put the work on hold: “We wait for the scan.”',
      'set the promised date to Thu Mar 5, 2099',
    ])
      await history.getByText(line).first().waitFor();
    expect(await violationsOn(page)).toEqual([]);
    expect(offences.filter((offence) => !offence.includes('422'))).toEqual([]);
  });

  test('that the laboratory accepts meanwhile is not withdrawn: the page says what it is now and what can be done', async () => {
    const { number } = await sent();
    const { page, offences } = await desk.open(manager, `/orders/${number}`, { viewport: { width: 360, height: 740 } });
    await page.getByRole('heading', { name: `#${number}` }).waitFor();
    await press(page, 't');
    const dialog = page.getByRole('dialog', { name: `Withdraw order #${number}?` });
    await dialog.waitFor();
    await answers(number, 'POST', '/accept', {});
    await press(page, 'Enter');
    await dialog.getByRole('alert').getByText('The order is now: In production.').waitFor();
    expect(await dialog.getByRole('alert').innerText()).toMatch(/What you can do with it: .*Receive, Change Due Date/);
    expect(await violationsOn(page)).toEqual([]);
    await press(page, 'Enter');
    await status(page, 'In production');
    await page.getByRole('button', { name: 'Actions' }).click();
    expect(await page.getByRole('menuitem', { name: 'Withdraw' }).count()).toBe(0);
    await press(page, 'Escape');

    // Nobody has said that the work is on its way: it is asked once more.
    await page.getByRole('heading', { level: 1 }).focus();
    await press(page, 'r');
    const receiving = page.getByRole('dialog', { name: `Is the work of #${number} here?` });
    await receiving.getByRole('button', { name: 'It is here' }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await press(page, 'Enter');
    await status(page, 'Delivered');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(offences.filter((offence) => !/409|412/.test(offence))).toEqual([]);
  });

  test('and is returned says why where it belongs: each reason leads to its field, also of a service that is moved', async () => {
    const shade = { system: 'VITA Classical', value: 'A2' };
    const services = ['11', '21'].map((tooth) => ({ serviceId: 'crown', teeth: [tooth], shade }));
    const { number } = await sent({ services });
    const reasons = [
      { pointer: '/services/1/stumpShade', message: 'Which shade does the stump have?' },
      { pointer: '/services/0/implant', message: 'Is 11 on an implant?' },
      { pointer: '/patient/dateOfBirth', message: 'When was the patient born?' },
      { pointer: '/customer/registrationNumber', message: 'Which is your number?' },
      { message: 'The impression is torn.' },
    ];
    await answers(number, 'POST', '/return', { reasons });
    const { page, offences } = await desk.open(manager, `/orders/${number}`);
    const returned = page.getByRole('region', { name: 'The laboratory has returned this order' });
    await returned.getByText('The impression is torn.').waitFor();
    expect(await returned.getByRole('button').count()).toBe(4);
    await page.getByText('Nothing is missing. Before you send it again').waitFor();
    expect(await violationsOn(page)).toEqual([]);

    await returned.getByRole('button', { name: 'Which shade does the stump have?' }).press('Enter');
    const stump = page.getByLabel('Stump shade', { exact: true });
    await stump.and(page.locator(':focus')).waitFor();
    await page.getByText('The laboratory: Which shade does the stump have?').waitFor();
    await stump.fill('ND3');
    await returned.getByRole('button', { name: 'When was the patient born?' }).press('Enter');
    await page.getByLabel('Date of birth').and(page.locator(':focus')).waitFor();
    await page.getByText('The laboratory: When was the patient born?').waitFor();
    await returned.getByRole('button', { name: 'Which is your number?' }).press('Enter');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Weber');
    await returned.getByRole('button', { name: 'Is 11 on an implant?' }).press('Enter');
    await page.getByLabel('Implant system').waitFor();
    expect(await violationsOn(page)).toEqual([]);

    // The first service goes away, and what was said of it no longer leads anywhere; the other keeps its reason.
    await page.getByRole('button', { name: 'Remove', exact: true }).press('Enter');
    await returned.getByRole('button', { name: 'Is 11 on an implant?' }).waitFor({ state: 'detached' });
    await returned.getByText('Is 11 on an implant?').waitFor();
    await page.keyboard.press('Control+S');
    await page.getByText('Saved', { exact: true }).waitFor();
    await returned.getByRole('button', { name: 'Which shade does the stump have?' }).press('Enter');
    await stump.and(page.locator(':focus')).waitFor();
    await page.getByRole('heading', { level: 1 }).focus();
    await press(page, 's');
    await page.getByRole('dialog').getByText('Which shade does the stump have?').waitFor();
    await press(page, 'Escape', 'x');
    await page.getByRole('dialog', { name: `Cancel order #${number}?` }).waitFor();
    await press(page, 'Enter');
    await status(page, 'Cancelled');
    await returned.getByText('Which shade does the stump have?').waitFor();
    expect(await returned.getByRole('button').count()).toBe(0);
    expect(offences).toEqual([]);
  });

  test('and is returned because of what it remakes leads to its source; what the page cannot lead to is said all the same', async () => {
    const { number: source } = await sent();
    const { body: copy } = await clinic.manager('POST', `/orders/${source}/copy`, {
      remake: { reason: 'Open margin' },
    });
    const changes = { dueDate: '2099-03-02' };
    await clinic.manager('POST', `/orders/${copy.number}/publish`, { changes }, version(copy));
    const reasons = [
      { pointer: '/remake/reason', message: 'At which tooth?' },
      { pointer: '/services/0/service/name', message: 'We make no such crown.' },
    ];
    await answers(copy.number, 'POST', '/return', { reasons });
    const { page } = await desk.open(manager, `/orders/${copy.number}`);
    const returned = page.getByRole('region', { name: 'The laboratory has returned this order' });
    await returned.getByRole('button', { name: 'At which tooth?' }).press('Enter');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain(`#${source}`);
    await returned.getByRole('button', { name: 'We make no such crown.' }).press('Enter');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Crown');
    expect(await violationsOn(page)).toEqual([]);
  });

  test('shows a technician the own tasks to tick, and nothing else to do', async () => {
    const { number } = await sent({ workPlan: { mode: 'automatic' } });
    const { workPlan, version: at } = await read(number);
    const [first, second] = workPlan.tasks;
    const tasks = [first, { ...second, employeeId: null }];
    await clinic.manager('PUT', `/orders/${number}/work-plan`, { tasks }, version({ version: at }));
    const technician = { role: 'technician', tenant_id: clinic.tenantId, employee_id: 'timo', name: 'Timo' };
    const { page, offences } = await desk.open(technician, `/orders/${number}`, { colorScheme: 'dark' });
    const boxes = page.getByRole('region', { name: 'Work plan' }).getByRole('checkbox');
    await boxes.first().waitFor();
    expect(await boxes.count()).toBe(1);
    await press(page, 'k', 'Space');
    await page
      .getByRole('region', { name: 'Work plan' })
      .getByText(/^Timo, /)
      .waitFor();
    await page.getByRole('button', { name: 'Actions' }).click();
    expect(await page.getByRole('menuitem').allInnerTexts()).toEqual(['Payroll\ny', 'Print\np']);
    expect(offences).toEqual([]);
  });
});

test('an order is made again by keys alone: a copy with the reason, which its laboratory sees as a remake', async () => {
  const { number } = await sent();
  const { page, offences } = await desk.open(manager, `/orders/${number}`);
  await page.getByRole('region', { name: 'At the laboratory' }).waitFor();
  await press(page, 'a');
  const dialog = page.getByRole('dialog', { name: `Have the work of #${number} made again?` });
  await dialog.getByRole('textbox').and(page.locator(':focus')).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await page.keyboard.type('The margin is open on 11.');
  await press(page, 'Tab', 'Enter');
  await done(page, `This is the remake of #${number}.`);
  await page.getByText(`Remake of #${number}: The margin is open on 11.`).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  const copy = await read(page.url().slice(-10));
  const remake = { reason: 'The margin is open on 11.' };
  expect(copy).toMatchObject({ status: 'draft', source: number, remake });
  const changes = { dueDate: '2099-03-09' };
  await clinic.manager('POST', `/orders/${copy.number}/publish`, { changes }, version(copy));

  const at = { role: 'laboratory', laboratory_id: laboratory.laboratoryId, name: 'Ida' };
  const { page: theirs, offences: atTheirs } = await desk.open(at, '/orders');
  const row = theirs.getByRole('row').filter({ hasText: `Remake of #${number}` });
  await row.getByRole('link', { name: `#${copy.number}` }).click();
  await theirs.getByText(`Remake of #${number}: ${remake.reason}`).waitFor();
  expect(await theirs.getByText(remake.reason).count()).toBe(1);
  expect(await violationsOn(theirs)).toEqual([]);
  expect([...offences, ...atTheirs]).toEqual([]);
});
