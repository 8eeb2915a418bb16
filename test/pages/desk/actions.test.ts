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

describe('the story of a draft', () => {
  test('by the keyboard alone: what is missing, copy and back, another dentist, history, cancel', async () => {
    const draft = await order({ dueDate: undefined });
    const { page, offences } = await desk.open(manager, `/orders/${draft.number}`);
    const press = (...keys: string[]) =>
      keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve());
    await page.getByRole('heading', { name: `#${draft.number}` }).waitFor();

    await press('s');
    const missing = page.getByRole('dialog', { name: 'The order cannot be sent yet' });
    await missing.getByRole('button', { name: 'Choose the due date' }).waitFor();
    expect(await missing.getByRole('listitem').count()).toBe(1);
    expect(await violationsOn(page)).toEqual([]);
    await press('Escape');

    await press('c');
    const source = page.getByRole('link', { name: `#${draft.number}` });
    await source.waitFor();
    const copy = page.url().slice(-10);
    expect(await read(copy)).toMatchObject({ source: draft.number, status: 'draft' });
    await page.getByRole('heading', { name: `#${copy}` }).waitFor();
    expect(await page.getByRole('status').innerText()).toContain(`the copy of #${draft.number}`);
    await source.press('Enter');
    await page.getByRole('heading', { name: `#${draft.number}` }).waitFor();
    expect(await page.getByRole('link', { name: `#${draft.number}` }).count()).toBe(0);

    await press('d');
    const customer = page.getByRole('dialog', { name: 'Change Customer' });
    await customer.getByRole('combobox').waitFor();
    expect(await customer.getByRole('option').allInnerTexts()).toEqual(['Dr. Novák\nClinic Novák']);
    await page.keyboard.type('nov');
    await press('Enter');
    await customer.getByText('Dr. Novák becomes the customer in place of Dr. Weber.').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    // Somebody else changes the order meanwhile: it is read again, and so is what the change would do.
    await clinic.manager('PATCH', `/orders/${draft.number}`, { clinic: 'Clinic Weber', note: 'Call' }, version(draft));
    await press('Enter');
    await customer.getByText('Somebody else has changed this order').waitFor();
    await customer.getByRole('button', { name: 'Submit' }).press('Enter');
    await page.getByText('The order is now one of Dr. Novák.').waitFor();
    expect(await read(draft.number)).toMatchObject({ customerId: 'petr', clinic: 'Clinic Novák', note: 'Call' });

    await press('h');
    await page.getByText('Maria Manager gave the order to another dentist').waitFor();
    await page.getByText('changed the dentist from Dr. Weber to Dr. Novák').waitFor();
    await page.getByText('A manager set the note to “Call”').waitFor();

    await press('x');
    await page.getByRole('dialog', { name: `Cancel order #${draft.number}?` }).waitFor();
    await press('Shift+Tab');
    await page.keyboard.type('Ordered twice');
    await press('Tab', 'Enter');
    await page.getByText('Cancelled', { exact: true }).waitFor();
    expect(await read(draft.number)).toMatchObject({ status: 'cancelled', cancelReason: 'Ordered twice' });
    expect(await page.getByRole('button', { name: 'Send' }).count()).toBe(0);
    expect(offences.filter((offence) => !offence.includes('412'))).toEqual([]);
  });

  test('by the mouse: it is sent once although the answer is lost, and what is unwise is said before', async () => {
    const draft = await order();
    const { page, offences } = await desk.open(manager, `/orders/${draft.number}`);
    const keys: (string | undefined)[] = [];
    await page.route('**/publish', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      if (keys.length > 1) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await page.getByRole('button', { name: 'Send' }).click();
    const dialog = page.getByRole('dialog', { name: `Send order #${draft.number}?` });
    await dialog.getByText('The apex-lab').waitFor();
    expect(await dialog.innerText()).toContain('Mar 2, 2099');
    expect(await dialog.innerText()).toContain('Check the year');
    expect(await violationsOn(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Send all the same' }).dblclick();

    await page.getByText('Published', { exact: true }).waitFor();
    expect(await page.getByRole('status').innerText()).toContain('The order has been sent to The apex-lab.');
    expect(await read(draft.number)).toMatchObject({ status: 'published', version: draft.version + 1 });
    expect(keys).toEqual([keys[0], keys[0]]);
    expect(offences.filter((offence) => !offence.includes('ERR_FAILED'))).toEqual([]);

    await page.getByRole('button', { name: 'Actions' }).click();
    expect(await page.getByRole('menuitem').allInnerTexts()).toEqual(['Copy\nc']);
  });
});
