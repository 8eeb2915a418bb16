import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Claims, coveredOn, cutInDialogOn, lowContrastOn, useDesk, violationsOn } from '#test/support/desk.ts';
import { type Hands, keyboard, mouse } from '#test/support/hands.ts';
import { type Body, newClinic } from '#test/support/product/clinic.ts';
import { newLaboratory, publishTo } from '#test/support/product/laboratory.ts';

const desk = useDesk();
let clinic: Awaited<ReturnType<typeof newClinic>>;

beforeAll(async () => {
  clinic = await newClinic({ planOnPublish: true });
});

const read = async (number: string): Promise<Body> => (await clinic.manager('GET', `/orders/${number}`)).body;
const numbered = (number: string) => `#${number}`;

/** What is seen of a page, and checked while it is. */
function eyesOn(page: Page) {
  return {
    async heading(name: string | RegExp): Promise<void> {
      await page.getByRole('heading', { level: 1, name }).waitFor();
    },
    /** The number of the order that is open. */
    async number(): Promise<string> {
      const heading = page.getByRole('heading', { level: 1, name: /^#[0-9A-F]{10}/ });
      return (await heading.innerText()).slice(1, 11);
    },
    status: (status: string) => page.locator('.screen-title .badge').getByText(status, { exact: true }).waitFor(),
    text: (text: string | RegExp) => page.getByText(text).first().waitFor(),
    dialog: async (name: string | RegExp) => {
      const dialog = page.getByRole('dialog', { name });
      await dialog.waitFor();
      return dialog;
    },
    async noViolations(): Promise<void> {
      const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
      expect(await (isDark ? lowContrastOn : violationsOn)(page)).toEqual([]);
    },
  };
}

/** Somebody prints the form, then the label: each is seen before, and opens as a PDF. */
async function print(page: Page, hands: Hands, number: string, form: RegExp, label: RegExp): Promise<void> {
  const eyes = eyesOn(page);
  const dialog = await eyes.dialog(`Print order #${number}`);
  const paper = dialog.getByRole('region', { name: 'What will be printed' });
  for (const [kind, text] of [
    ['Order form', form],
    ['Label', label],
  ] as const) {
    await hands.press('radio', kind);
    await paper.getByText(text).first().waitFor();
    await eyes.noViolations();
    const [pdf] = await Promise.all([page.waitForEvent('popup'), hands.press('button', 'Print')]);
    await dialog.getByRole('link', { name: 'Open the PDF' }).waitFor();
    await pdf.close();
  }
  await hands.close();
}

describe.each([
  { by: 'the mouse', with: mouse, colorScheme: 'light' },
  { by: 'the keyboard alone', with: keyboard, colorScheme: 'dark' },
] as const)('what people do with a draft, by $by', ({ with: handsAt, colorScheme }) => {
  async function sit(claims: Claims) {
    const { page, offences } = await desk.open(claims, '/', { colorScheme });
    return { page, offences, hands: handsAt(page), eyes: eyesOn(page) };
  }

  test('a manager keeps, edits, gives away, plans, copies, pays, prints and cancels, and sends at last', async () => {
    const claims = { role: 'manager', tenant_id: clinic.tenantId, name: 'Maria Manager' };
    const { page, offences, hands, eyes } = await sit(claims);
    await eyes.heading('Start');
    await eyes.noViolations();

    // Keep an order without sending it.
    await hands.press('button', /^New order/);
    await eyes.heading('New order');
    await hands.choose('Dentist', 'Weber, Dr.');
    await hands.type('Last name', 'Ferrari');
    await hands.choose('Add a service', 'Crown');
    await hands.press('gridcell', /^26,/);
    await hands.choose('Laboratory', 'The apex-lab');
    await page.getByRole('region', { name: 'Before it can be sent' }).getByText('Crown: give the shade.').waitFor();
    await eyes.noViolations();
    await hands.press('button', /^Save/);
    const number = await eyes.number();
    await eyes.status('Draft');
    expect(await read(number)).toMatchObject({ status: 'draft', customerId: 'anna', services: [{ teeth: ['26'] }] });

    // Add information: what is missing leads to its field.
    await hands.act('Edit');
    await page.getByLabel('Last name').and(page.locator(':focus')).waitFor();
    await hands.type(/^Note \(/, 'Call first');
    await hands.press('button', /^Choose the due date/);
    await page.getByLabel('Due date').and(page.locator(':focus')).waitFor();
    await hands.type('Due date', '2099-03-04');
    await hands.press('button', /^Save/);
    await eyes.text(/^Saved$/);
    await eyes.noViolations();
    expect(await read(number)).toMatchObject({ note: 'Call first', dueDate: '2099-03-04' });

    // Give it to another dentist, seeing what that changes.
    await hands.act('Change Customer');
    const customer = await eyes.dialog('Change Customer');
    await hands.choose('New dentist', 'Dr. Novák');
    await customer.getByText('Dr. Novák becomes the dentist of the order in place of Dr. Weber.').waitFor();
    await eyes.noViolations();
    expect(await read(number)).toMatchObject({ customerId: 'anna' });
    await hands.press('button', 'Submit');
    await eyes.text('The order now belongs to Dr. Novák.');
    expect(await read(number)).toMatchObject({ customerId: 'petr', clinic: 'Clinic Novák' });

    // Plan the work: automatically, the difference first; then a task by hand.
    await hands.act('Plan Work');
    await hands.press('button', 'Make it automatically');
    const tasks = await eyes.dialog('Tasks that will be added');
    await tasks.getByRole('row', { name: /Task mill 1\. Crown Timo Ceramist .*Mar 2, 2099/ }).waitFor();
    await eyes.noViolations();
    expect((await read(number)).workPlan.tasks).toEqual([]);
    await hands.press('button', 'Add 2 tasks');
    await eyes.text('The work is planned.');
    await hands.press('button', 'Edit plan');
    await hands.press('button', 'Add a task');
    await hands.type('Task 3: Task', 'Polish');
    await hands.choose('Task 3: Technician', 'Timo Ceramist');
    await hands.type('Task 3: Pay for one', '7,50');
    await eyes.noViolations();
    await hands.press('button', 'Save plan');
    await eyes.text('The work plan is saved.');
    expect((await read(number)).workPlan.tasks.at(-1)).toMatchObject({ name: 'Polish', price: { amount: 750 } });

    // Order other services for the same patient: both numbers are there, and lead to each other.
    await hands.act('Copy');
    await page.getByRole('status').getByText(`This is the copy of #${number}.`).waitFor();
    const copy = await eyes.number();
    expect(await read(copy)).toMatchObject({ source: number, status: 'draft', patient: { lastName: 'Ferrari' } });
    await eyes.noViolations();
    await hands.press('link', numbered(number));
    await eyes.heading(numbered(number));

    // Know what technicians will earn.
    await hands.act('Payroll');
    const payroll = await eyes.dialog('Payroll');
    await hands.choose('Employee', 'Timo Ceramist');
    await hands.type('Sum', '12,50 €');
    await hands.press('button', 'Add to the pay');
    await payroll.getByText('Added by hand').waitFor();
    expect(await payroll.innerText()).toMatch(/Pay in all\s+€30\.00\s+Order total\s+€119\.00\s+Margin\s+€89\.00/);
    await eyes.noViolations();
    await hands.close();

    // Print an order form of services and tasks, and the label.
    await hands.act('Print');
    const printing = await eyes.dialog(`Print order #${number}`);
    const paper = printing.getByRole('region', { name: 'What will be printed' });
    expect(await paper.innerText()).not.toContain('€119.00');
    await hands.press('checkbox', 'Prices');
    await paper.getByText('€119.00').first().waitFor();
    await print(page, hands, number, /Call first/, /Clinic Novák/);

    // Give the copy up: it is found by the name of the patient.
    await hands.press('link', 'Orders');
    await hands.type('Find a patient or an order', 'Ferr');
    // The list of all drafts stays until this one has been read.
    const found = page.getByRole('table', { name: 'All orders' });
    await found.getByRole('link', { name: numbered(copy) }).waitFor();
    await eyes.noViolations();
    await hands.press('link', numbered(copy));
    await eyes.heading(numbered(copy));
    await hands.act('Cancel');
    await eyes.dialog(`Cancel order #${copy}?`);
    await hands.type(/^Reason/, 'Ordered twice');
    await eyes.noViolations();
    await hands.press('button', 'Cancel the order');
    await eyes.status('Cancelled');
    await eyes.noViolations();
    expect(await read(copy)).toMatchObject({ status: 'cancelled', cancelReason: 'Ordered twice' });
    await hands.press('link', numbered(number));
    await eyes.heading(numbered(number));

    // Send it: what is missing is told first, and leads to its field.
    await hands.press('button', /^Send/);
    await eyes.dialog('The order cannot be sent yet');
    await eyes.noViolations();
    await hands.press('button', 'Crown: give the shade.');
    await page.getByLabel('Shade', { exact: true }).and(page.locator(':focus')).waitFor();
    await hands.type('Shade', 'A2');
    await hands.press('button', /^Send/);
    const sending = await eyes.dialog(`Send order #${number}?`);
    await sending.getByText('The apex-lab').waitFor();
    await eyes.noViolations();
    await hands.press('button', /^Send/);
    await eyes.text('The order has been sent to The apex-lab.');
    await eyes.status('Published');
    await eyes.noViolations();
    expect(await read(number)).toMatchObject({ status: 'published', services: [{ shade: { value: 'A2' } }] });
    expect(offences).toEqual([]);
  });

  test('a dentist orders, changes, copies, cancels, prints and sends; a technician and the laboratory read and print it', async () => {
    const { laboratoryId } = await newLaboratory();
    await clinic.manager('PUT', `/laboratories/${laboratoryId}`, { name: laboratoryId, active: true, own: true });
    const dentist = await sit({ role: 'dentist', tenant_id: clinic.tenantId, customer_id: 'anna', name: 'Anna Weber' });
    const number = await orderAndSend(dentist, laboratoryId);

    const claims = { role: 'technician', tenant_id: clinic.tenantId, employee_id: 'timo', name: 'Timo Ceramist' };
    const technician = await sit(claims);
    await technician.eyes.text('Ferrari');
    await technician.eyes.noViolations();
    await technician.hands.press('link', numbered(number));
    await technician.page.getByRole('region', { name: 'Work plan' }).getByText('Task mill').waitFor();
    expect(await technician.page.getByRole('textbox').count()).toBe(0);
    await technician.eyes.noViolations();
    await technician.hands.act('Print');
    await print(technician.page, technician.hands, number, /Task mill/, /Clinic Weber/);
    await technician.hands.act('Payroll');
    const payroll = await technician.eyes.dialog('Payroll');
    await payroll.getByText('€10.00').first().waitFor();
    await technician.eyes.noViolations();
    await technician.hands.close();

    const laboratory = await sit({ role: 'laboratory', laboratory_id: laboratoryId });
    await laboratory.eyes.text('You have not accepted them yet.');
    await laboratory.eyes.noViolations();
    await laboratory.hands.press('link', numbered(number));
    await laboratory.eyes.heading(numbered(number));
    await laboratory.eyes.text('Ferrari');
    await laboratory.page.getByRole('gridcell', { name: /^26, .*Crown/ }).waitFor();
    await laboratory.eyes.noViolations();
    await laboratory.hands.act('Print');
    await print(laboratory.page, laboratory.hands, number, /Ferrari/, /Clinic Weber/);
    for (const { offences } of [dentist, technician, laboratory]) expect(offences).toEqual([]);
  });
});

test.each(['de-DE', 'uk-UA'])(
  'on a screen of 320 pixels, in %s, no title, label or choice is covered or cut, and no page is wider',
  async (locale) => {
    const { body: draft } = await clinic.manager('POST', '/orders', {
      customerId: 'anna',
      services: [{ serviceId: 'crown', teeth: ['26'] }],
      toothNotation: 'FDI',
    });
    const claims = { role: 'manager', tenant_id: clinic.tenantId, name: 'Maria Manager' };
    const { page, offences } = await desk.open(claims, '/', { locale, viewport: { width: 320, height: 640 } });
    for (const [path, shows] of [
      ['/', 'main h2'],
      ['/orders', 'main table'],
      [`/orders/${draft.number}`, '.chart'],
      ['/orders/new', '.notation'],
      ['/catalogue', 'main table'],
      ['/settings', 'main legend'],
    ] as const) {
      await page.evaluate((to) => (location.hash = to), path);
      await page.locator(shows).first().waitFor();
      expect([path, await coveredOn(page)]).toEqual([path, []]);
      const aside = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([path, aside]).toEqual([path, 0]);
    }
    await page.evaluate((to) => (location.hash = to), `/orders/${draft.number}`);
    await page.locator('.chart').waitFor();
    // Of most phones the chart shows all teeth.
    await page.setViewportSize({ width: 360, height: 640 });
    const teeth = page.locator('.chart .teeth');
    expect(await teeth.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    await page.keyboard.press('p');
    await page.locator('dialog[open] .paper').waitFor();
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 640 });
      expect([width, await cutInDialogOn(page)]).toEqual([width, []]);
    }
    expect(offences).toEqual([]);
  },
);

test('a laboratory reads jaws and teeth in whole words, also in German on half a screen', async () => {
  const { laboratoryId } = await newLaboratory();
  const shade = { system: 'VITA Classical', value: 'A2' };
  const services = [
    { serviceId: 'denture', arch: 'lower', shade, note: 'Mould T5, with a row of words that wants room.' },
  ];
  const [order] = await publishTo(laboratoryId, clinic.manager, 1, { services });
  const { page } = await desk.open(
    { role: 'laboratory', laboratory_id: laboratoryId },
    `/orders/${clinic.tenantId}/${order.number}`,
    { locale: 'de-DE', viewport: { width: 640, height: 450 } },
  );
  const jaw = page.getByRole('cell', { name: 'Unterkiefer', exact: true });
  await jaw.waitFor();
  const lines = await jaw.evaluate((cell) => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return range.getClientRects().length;
  });
  expect(lines).toBe(1);
});

/** A dentist orders a crown, tries out what they may do with it, and sends it. Returns its number. */
async function orderAndSend(
  { page, hands, eyes }: { page: Page; hands: Hands; eyes: ReturnType<typeof eyesOn> },
  laboratory: string,
): Promise<string> {
  await eyes.heading('Start');
  await hands.press('button', /^New order/);
  await eyes.heading('New order');
  await hands.type('Last name', 'Ferrari');
  await hands.choose('Add a service', 'Crown');
  await hands.press('gridcell', /^26,/);
  await hands.type('Shade', 'A2');
  await hands.choose('Laboratory', laboratory);
  await hands.type('Due date', '2099-03-04');
  await eyes.text('Ready to be sent.');
  await eyes.noViolations();
  await hands.press('button', /^Save/);
  const number = await eyes.number();
  await hands.act('Edit');
  await hands.type(/^Note \(/, 'Call first');
  await hands.press('button', /^Save/);
  await eyes.text(/^Saved$/);
  await hands.act('Copy');
  await page.getByRole('status').getByText(`This is the copy of #${number}.`).waitFor();
  const copy = await eyes.number();
  await hands.act('Cancel');
  await eyes.dialog(`Cancel order #${copy}?`);
  await hands.press('button', 'Cancel the order');
  await eyes.status('Cancelled');
  expect(await read(copy)).toMatchObject({ status: 'cancelled', source: number });
  await hands.press('link', numbered(number));
  await eyes.heading(numbered(number));
  await hands.act('Print');
  await print(page, hands, number, /Call first/, /Clinic Weber/);
  await hands.press('button', /^Send/);
  await eyes.dialog(`Send order #${number}?`);
  await hands.press('button', /^Send/);
  await eyes.status('Published');
  expect(await read(number)).toMatchObject({ status: 'published', note: 'Call first' });
  return number;
}
