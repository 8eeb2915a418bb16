import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { useDesk, violationsOn } from '#test/support/desk.ts';
import { type Body, complete, newClinic, version } from '#test/support/product/clinic.ts';

const desk = useDesk();
let clinic: Awaited<ReturnType<typeof newClinic>>;
let manager: Record<string, string>;

beforeAll(async () => {
  clinic = await newClinic();
  manager = { role: 'manager', tenant_id: clinic.tenantId, name: 'Maria Manager' };
});

/** Makes an order by the API, so that these tests do not depend on the form. */
async function order(body: object = {}): Promise<Body> {
  const { status, body: made } = await clinic.manager('POST', '/orders', { customerId: 'anna', ...complete, ...body });
  expect(status).toBe(201);
  return made;
}

const read = async (number: string) => (await clinic.manager('GET', `/orders/${number}`)).body;

/** Presses keys, one after the other. */
const pressing =
  (page: Page) =>
  async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };

describe('the story of a draft', () => {
  test('by the keyboard alone: what is missing, copy and back, another dentist, history, cancel', async () => {
    const services = [{ ...complete.services[0], quantity: 3 }];
    const draft = await order({ dueDate: undefined, services });
    const { page, offences } = await desk.open(manager, `/orders/${draft.number}`);
    const press = pressing(page);
    await page.getByRole('heading', { name: `#${draft.number}` }).waitFor();

    await press('s');
    const missing = page.getByRole('dialog', { name: 'The order cannot be sent yet' });
    await missing.getByRole('button', { name: 'Choose the due date' }).waitFor();
    expect(await missing.getByRole('listitem').count()).toBe(1);
    expect(await violationsOn(page)).toEqual([]);
    await press('Escape');

    await press('c');
    // The patient's other orders, among which is this one, may be listed by then, too.
    const source = page.getByText('Copied from').getByRole('link', { name: `#${draft.number}` });
    await source.waitFor();
    const copy = page.url().slice(-10);
    expect(await read(copy)).toMatchObject({ source: draft.number, status: 'draft' });
    await page.getByRole('heading', { name: `#${copy}` }).waitFor();
    await page.getByRole('status').getByText(`the copy of #${draft.number}`).waitFor();
    await source.press('Enter');
    await page.getByRole('heading', { name: `#${draft.number}` }).waitFor();
    expect(await page.getByRole('link', { name: `#${draft.number}` }).count()).toBe(0);

    await press('d');
    const customer = page.getByRole('dialog', { name: 'Change Customer' });
    await customer.getByRole('combobox').waitFor();
    expect(await customer.getByRole('option').allInnerTexts()).toEqual(['Dr. Novák\nClinic Novák']);
    await page.keyboard.type('nov');
    await press('Enter');
    await customer.getByText('Dr. Novák becomes the dentist of the order in place of Dr. Weber.').waitFor();
    // What was unusual before is no effect of the change.
    expect(await page.getByText('Check the quantity').count()).toBeGreaterThan(0);
    expect(await customer.getByText('Check the quantity').count()).toBe(0);
    expect(await violationsOn(page)).toEqual([]);
    // Somebody else changes the order meanwhile: it is read again, and so is what the change would do.
    await clinic.manager('PATCH', `/orders/${draft.number}`, { clinic: 'Clinic Weber', note: 'Call' }, version(draft));
    await press('Enter');
    await customer.getByText('Somebody else has changed this order').waitFor();
    await customer.getByRole('button', { name: 'Submit' }).press('Enter');
    await page.getByText('The order now belongs to Dr. Novák.').waitFor();
    expect(await read(draft.number)).toMatchObject({ customerId: 'petr', clinic: 'Clinic Novák', note: 'Call' });

    await press('h');
    await page.getByText('Maria Manager gave the order to another dentist').waitFor();
    await page.getByText('changed the dentist from Dr. Weber to Dr. Novák').waitFor();
    await page.getByText('A manager set the note to “Call”').waitFor();

    await press('x');
    const cancel = page.getByRole('dialog', { name: `Cancel order #${draft.number}?` });
    await cancel.getByText('Ferrari').waitFor();
    await cancel.getByRole('button', { name: 'Cancel the order' }).waitFor();
    await press('Shift+Tab');
    await page.keyboard.type('Ordered twice');
    await press('Tab', 'Enter');
    await page.getByText('Cancelled', { exact: true }).waitFor();
    expect(await read(draft.number)).toMatchObject({ status: 'cancelled', cancelReason: 'Ordered twice' });
    expect(await page.getByRole('button', { name: 'Send' }).count()).toBe(0);
    expect(offences.filter((offence) => !offence.includes('412'))).toEqual([]);
  });

  test('by the mouse: it is sent once although the answer is lost, and what is unwise is said before', async () => {
    const services = [...complete.services, { serviceId: 'courier' }];
    const draft = await order({ services });
    const { page, offences } = await desk.open(manager, `/orders/${draft.number}`);
    const keys: (string | undefined)[] = [];
    await page.route('**/publish', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      if (keys.length > 1) return route.continue();
      await route.fetch();
      return route.abort();
    });
    // What is typed is saved before an action; what cannot be saved makes it wait.
    await page.getByLabel('Your reference').fill('x'.repeat(61));
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Send waits until what you typed is saved.').waitFor();
    await page.getByLabel('Your reference').fill('');
    await page.getByLabel('Last name').fill('Rossi');
    await page.getByRole('button', { name: 'Send' }).click();
    const dialog = page.getByRole('dialog', { name: `Send order #${draft.number}?` });
    await dialog.getByText('The apex-lab').waitFor();
    await dialog.getByText('Crown 11, A2').waitFor();
    expect(await dialog.innerText()).toMatch(/Mar 2, 2099.*Rossi/s);
    expect(await dialog.innerText()).toContain('Check the year');
    expect(await violationsOn(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Send anyway' }).dblclick();

    await page.locator('.badge').getByText('Published', { exact: true }).waitFor();
    await page.getByRole('status').getByText('The order has been sent to The apex-lab.').waitFor();
    expect(await read(draft.number)).toMatchObject({ status: 'published', version: draft.version + 2 });
    expect(keys).toEqual([keys[0], keys[0]]);
    expect(offences.filter((offence) => !offence.includes('ERR_FAILED'))).toEqual([]);

    await page.getByRole('button', { name: 'Actions' }).click();
    expect(await page.getByRole('menuitem').allInnerTexts()).toEqual([
      ...['Receive\nr', 'Withdraw\nt', 'Change Due Date\nu', 'Plan Work\nw'],
      ...['Copy\nc', 'Remake\na', 'Payroll\ny', 'Print\np', 'Cancel\nx'],
    ]);

    // What does not travel with a copy is named on its page.
    const { body: courier } = await clinic.manager('GET', '/services/courier');
    await clinic.manager('PUT', '/services/courier', { ...courier, active: false }, version(courier));
    await page.getByRole('menuitem', { name: 'Copy' }).click();
    await page.getByRole('status').getByText('Courier is no longer offered and was left out of the copy.').waitFor();
    await page.getByRole('status').getByText('Not copied: due date.').waitFor();
    await page
      .getByText('Copied from')
      .getByRole('link', { name: `#${draft.number}` })
      .waitFor();
  });

  test('by the keyboard alone: plan, payroll and discount', async () => {
    const draft = await order({ dueDate: '2099-03-04' });
    const { page, offences } = await desk.open(manager, `/orders/${draft.number}`);
    const press = pressing(page);
    await page.getByRole('heading', { name: `#${draft.number}` }).waitFor();

    await press('w');
    await press('Enter');
    const making = page.getByRole('dialog', { name: 'Tasks that will be added' });
    await making.getByRole('button', { name: 'Add 2 tasks' }).waitFor();
    await making.getByRole('row', { name: /Task mill 1\. Crown Timo Ceramist .*Mar 2, 2099/ }).waitFor();
    expect((await read(draft.number)).workPlan.tasks).toEqual([]);
    expect(await violationsOn(page)).toEqual([]);
    await press('Enter');
    await page.getByText('The work is planned.').waitFor();

    // Alt and an arrow key move the second task up; its pay is typed as people write it.
    await page.getByRole('button', { name: 'Edit plan' }).press('Enter');
    await page.getByLabel('Task 2: Pay for one').fill('x');
    await page.getByLabel('Task 2: Pay for one').press('Alt+ArrowUp');
    await page.getByLabel('Task 1: Pay for one').and(page.locator(':focus')).waitFor();
    await press('Enter');
    await page.getByRole('alert').getByText('Task 1: Pay for one: Write an amount in EUR').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    // What the API refuses is said at its field, and does not take the focus from who types on.
    const errors = [
      { in: 'body', pointer: '/tasks/0/employeeId', code: 'inactive_employee', message: 'Gone is gone.' },
    ];
    const problem = { code: 'validation_failed', title: '', status: 422, detail: '', requestId: '', errors };
    await page.route('**/work-plan', (route) => route.fulfill({ status: 422, json: problem }), { times: 1 });
    await page.getByLabel('Task 1: Pay for one').fill('1');
    await press('Enter');
    await page.getByRole('alert').getByRole('button', { name: 'Gone is gone.' }).press('Enter');
    await page.getByLabel('Task 1: Technician').and(page.locator(':focus')).waitFor();
    await page.getByLabel('Task 1: Pay for one').press('Control+A');
    await page.keyboard.type('119,50');
    expect(await page.getByLabel('Task 1: Pay for one').inputValue()).toBe('119,50');
    // Somebody else adds a task meanwhile, which is not lost.
    const other = { mode: 'manual', tasks: [{ name: 'Call the patient' }] };
    await clinic.manager('POST', `/orders/${draft.number}/plan-work`, other, version(await read(draft.number)));
    await page.getByLabel('Task 1: Pay for one').press('Enter');
    await page.getByText('Somebody else has changed the plan').waitFor();
    await page.getByLabel('Task 1: Pay for one').press('Enter');
    await page.getByRole('region', { name: 'Work plan' }).getByText('The work plan is saved.').waitFor();
    const { tasks } = (await read(draft.number)).workPlan;
    expect(tasks.map((task: Body) => [task.name, task.price?.amount])).toEqual([
      ['Task mill', 11950],
      ['Task checkin', 500],
      ['Call the patient', undefined],
    ]);

    await press('y');
    const payroll = page.getByRole('dialog', { name: 'Payroll' });
    await payroll.getByLabel('Employee').and(page.locator(':focus')).waitFor();
    await press('ArrowDown', 'Tab');
    await page.keyboard.type('12,50 €');
    await press('Enter');
    await payroll.getByText('Added by hand').waitFor();
    expect(await payroll.innerText()).toMatch(/Pay in all\s+€137\.00\s+Order total\s+€119\.00\s+Margin\s+-€18\.00/);
    await payroll.getByText('Technicians would earn more than the order brings in.').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await payroll.getByRole('button', { name: 'Remove €12.50 of Timo Ceramist' }).press('Enter');
    await payroll.getByText('Added by hand').waitFor({ state: 'detached' });
    await payroll.getByRole('button', { name: 'Finalize' }).press('Enter');
    await payroll.getByText('Reopen it to change pay').waitFor();
    expect(await payroll.getByLabel('Sum').count()).toBe(0);
    await payroll.getByRole('button', { name: 'Reopen' }).press('Enter');
    await payroll.getByLabel('Sum').waitFor();
    // The next key may come before the browser has told of the close: it is not lost, nor is what it opens.
    await payroll.getByRole('button', { name: 'Close' }).evaluate(async (close: HTMLElement) => {
      close.click();
      for (let turn = 0; turn < 20; turn += 1) await null;
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '%', bubbles: true }));
    });
    await page.keyboard.type('7,5 %');
    await page.getByRole('status').getByText('With this discount it costs €110.07.').waitFor();
    await press('Enter');
    await page.getByText('The order now costs €110.07.').waitFor();
    await page.getByText('Discount: 7.5%').waitFor();
    await page.getByText('Discount of 7.5%').waitFor();
    // Also while another script is written, a key means the letter that is printed on it.
    const cyrillic = { key: 'з', code: 'KeyP', bubbles: true };
    await page.getByRole('heading', { level: 1 }).dispatchEvent('keydown', cyrillic);
    await page.getByRole('dialog', { name: 'Print order' }).waitFor();
    await press('Escape');
    await page.getByRole('button', { name: 'Change or remove' }).press('Enter');
    await page.getByRole('button', { name: 'Remove discount' }).press('Enter');
    await page.getByText('The discount is removed.').waitFor();
    await page.getByRole('status').getByRole('button', { name: 'Close' }).press('Enter');
    await page.getByRole('heading', { level: 1 }).and(page.locator(':focus')).waitFor();
    expect(await read(draft.number)).toMatchObject({ discount: null, payroll: { records: [], finalized: false } });
    expect(offences.filter((offence) => !/412|422/.test(offence))).toEqual([]);
  });
});

describe('the dates of a plan', () => {
  test('are set from the due date, once there is one, and when it moves: what changes is shown first', async () => {
    const draft = await order({ dueDate: undefined });
    const { page, offences } = await desk.open(manager, `/orders/${draft.number}`);
    const plan = page.getByRole('region', { name: 'Work plan' });
    const why = 'There is no due date yet, so tasks get no dates.';
    await plan.getByRole('button', { name: 'Make it automatically' }).press('Enter');
    const making = page.getByRole('dialog', { name: 'Tasks that will be added' });
    await making.getByText(why).waitFor();
    await making.getByRole('button', { name: 'Add 2 tasks' }).press('Enter');
    await plan.getByText(why).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await plan.getByRole('button', { name: 'Choose the due date' }).press('Enter');
    await page.getByLabel('Due date').and(page.locator(':focus')).waitFor();
    await page.getByLabel('Due date').fill('2099-03-04');
    await page.keyboard.press('Control+S');

    await plan.getByText('2 tasks have no date.').waitFor();
    await plan.getByRole('button', { name: 'Set dates from the due date' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Set dates from the due date' });
    await dialog.getByRole('row', { name: /Task mill 1\. Crown – .*Mar 2, 2099/ }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('The dates are set.').waitFor();
    expect(await plan.getByText('have no date').count()).toBe(0);

    await page.getByLabel('Due date').fill('2099-02-25');
    await page.getByText('The work plan keeps its dates.').waitFor();
    await page.keyboard.press('Control+S');
    await plan.getByText('2 tasks are planned for after the due date.').waitFor();
    await plan.getByText('after the due date', { exact: true }).first().waitFor();
    // The way to its dates is where the due date is moved, too: that is saved first.
    await page.getByLabel('Due date').fill('2099-02-24');
    await page.getByRole('button', { name: 'Save, and set its dates from the due date' }).click();
    await dialog.getByRole('button', { name: 'Change 2 dates' }).click();
    await plan.getByText('2 tasks are planned for after').waitFor({ state: 'detached' });
    const { tasks } = (await read(draft.number)).workPlan;
    expect(tasks.every((task: Body) => task.dueDate < '2099-02-25')).toBe(true);
    await plan.getByRole('button', { name: 'Set dates from the due date' }).click();
    await dialog.getByText('Nothing has to change').waitFor();
    expect(offences).toEqual([]);
  });
});

describe('printing', () => {
  test('the paper is seen while its parameters are chosen, and the PDF opens beside the desk', async () => {
    const draft = await order({ note: 'Call first', enclosures: ['طبعة'] });
    const { page, offences } = await desk.open(manager, `/orders/${draft.number}`);
    await page.getByRole('heading', { name: `#${draft.number}` }).waitFor();
    await page.keyboard.press('p');
    const dialog = page.getByRole('dialog', { name: `Print order #${draft.number}` });
    const paper = dialog.getByRole('region', { name: 'What will be printed' });
    await paper.getByText('Dental chart (FDI)').waitFor();
    expect(await paper.innerText()).toMatch(/DRAFT Version 1.*Ferrari.*Call first.*Signature of the dentist/s);
    expect(await paper.innerText()).not.toContain('€119.00');
    await dialog.getByText('Letters such as ط are printed as codes: [U+0637].').waitFor();
    expect(await violationsOn(page)).toEqual([]);

    await dialog.getByLabel('Prices').check();
    await dialog.getByLabel('Note').uncheck();
    await dialog.getByLabel('Tooth notation').selectOption('Universal');
    expect(await paper.innerText()).toMatch(/Teeth \(UNIVERSAL\)|Teeth \(Universal\)/i);
    expect(await paper.innerText()).toMatch(/Total\s+€119\.00/);
    expect(await paper.innerText()).not.toContain('Call first');
    await dialog.getByLabel('Copies').fill('21');
    await dialog.getByRole('button', { name: 'Print' }).click();
    await dialog.getByRole('alert').getByText('Copies: Write at most 20.').waitFor();

    await dialog.getByLabel('Copies').fill('2');
    const [pdf] = await Promise.all([
      page.waitForEvent('popup'),
      dialog.getByRole('button', { name: 'Print' }).click(),
    ]);
    const link = dialog.getByRole('link', { name: 'Open the PDF' });
    await link.waitFor();
    const url = (await link.getAttribute('href')) ?? '';
    expect(
      Buffer.from(await (await fetch(url)).arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    await pdf.close();

    await dialog.getByLabel('Label').first().check();
    expect(await paper.innerText()).toMatch(/Pat\.\sF\..*Clinic Weber.*The apex-lab/s);
    expect(await paper.innerText()).not.toContain('Ferrari');
    expect(await link.count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.keyboard.press('h');
    await page.getByText('Maria Manager printed the order').waitFor();
    expect(offences).toEqual([]);
  });
});

describe('what others see', () => {
  test('a dentist changes no customer, and sees no pay and nothing to plan with', async () => {
    const draft = await order({ workPlan: { mode: 'automatic' } });
    const dentist = { role: 'dentist', tenant_id: clinic.tenantId, customer_id: 'anna', name: 'Anna Weber' };
    const { page, offences } = await desk.open(dentist, `/orders/${draft.number}`);
    await page.getByRole('button', { name: 'Actions' }).click();
    expect(await page.getByRole('menuitem').allInnerTexts()).toEqual(['Edit\ne', 'Copy\nc', 'Print\np', 'Cancel\nx']);
    // Edit is the first entry, and leads to the first field of the form.
    await page.keyboard.press('Enter');
    await page.getByLabel('Last name').and(page.locator(':focus')).waitFor();
    const plan = page.getByRole('region', { name: 'Work plan' });
    expect(await plan.getByRole('row').count()).toBe(3);
    expect(await plan.getByRole('row', { name: /Task mill .*a technician/ }).count()).toBe(1);
    expect(await plan.innerText()).not.toContain('€');
    expect(await plan.getByRole('button').count()).toBe(0);
    expect(offences).toEqual([]);
  });

  test('a technician sees the own pay of a published order, and changes nothing', async () => {
    const draft = await order({ workPlan: { mode: 'automatic' } });
    const sent = await clinic.manager('POST', `/orders/${draft.number}/publish`, {}, version(draft));
    expect(sent.status).toBe(200);
    const technician = { role: 'technician', tenant_id: clinic.tenantId, employee_id: 'timo', name: 'Timo Ceramist' };
    const { page, offences } = await desk.open(technician, `/orders/${draft.number}`, {
      viewport: { width: 360, height: 740 },
      colorScheme: 'dark',
    });
    await page.getByRole('region', { name: 'Work plan' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect(await violationsOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Actions' }).click();
    expect(await page.getByRole('menuitem').allInnerTexts()).toEqual(['Payroll\ny', 'Print\np']);
    await page.keyboard.press('Enter');
    const payroll = page.getByRole('dialog', { name: 'Payroll' });
    await payroll.getByText('Pay in all').waitFor();
    expect(await payroll.innerText()).toContain('€10.00');
    expect(await payroll.innerText()).not.toContain('Margin');
    expect(await violationsOn(page)).toEqual([]);
    expect(await payroll.getByRole('button').allInnerTexts()).toEqual(['×']);
    expect(offences).toEqual([]);
  });
});
