import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { crowd } from '#test/support/crowd.ts';
import { closeStorage, signInAs, useDesk, violationsOn } from '#test/support/desk.ts';
import { complete, newClinic, version } from '#test/support/product/clinic.ts';

const desk = useDesk();

const dentistOf = (tenantId: string) => ({
  role: 'dentist',
  tenant_id: tenantId,
  customer_id: 'anna',
  name: 'Anna Weber',
});
const missingOn = (page: Page) => page.getByRole('region', { name: 'Before it can be sent' });
const saved = (page: Page) =>
  page
    .getByRole('status')
    .filter({ hasText: /^Saved$/ })
    .waitFor();

/** Has the page ask at once whether somebody else has changed the order, as it does every 15 seconds. */
const askAgain = (page: Page) => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));

/** How long a key may take, in milliseconds, when the processor has nothing else to do. */
const bound = 50;

/**
 * Types texts into a field, one after the other. Returns the median of the milliseconds until one is on the screen, and the
 * rows of its table that were drawn anew, by their names: those in which an input was asked what it shows.
 */
const typedInto = (field: Locator, texts: string[]): Promise<{ median: number; drawn: string[] }> =>
  field.evaluate(async (input: HTMLInputElement, typed) => {
    const drawn = new Set<string>();
    const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') ?? {};
    Object.defineProperty(HTMLInputElement.prototype, 'value', {
      ...value,
      get() {
        if (this.closest('tr')) drawn.add(this.ariaLabel.split(':')[0]);
        return value.get?.call(this);
      },
    });
    const times: number[] = [];
    for (const text of typed) {
      const before = performance.now();
      input.value = text;
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await new Promise((resolve) => setTimeout(resolve));
      times.push(performance.now() - before);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    Object.defineProperty(HTMLInputElement.prototype, 'value', value);
    return { median: times.toSorted((one, other) => one - other)[5] ?? Number.NaN, drawn: [...drawn] };
  }, texts);

describe('the form of an order', () => {
  test('a dentist orders a crown by keys alone: what is missing is known at once, and nobody orders twice', async () => {
    const { tenantId, anna } = await newClinic();
    const earlier = await anna('POST', '/orders', {
      ...complete,
      patient: { lastName: 'Ferrari', firstName: 'Elena' },
    });
    const { body: given } = await anna('POST', '/orders', { ...complete, patient: { lastName: 'Ferrari' } });
    expect((await anna('POST', `/orders/${given.number}/cancel`, {}, version(given))).status).toBe(200);
    const { page, offences } = await desk.open(dentistOf(tenantId), '/orders/new');
    const missing = missingOn(page);
    await missing.getByText('Order at least one service.').waitFor();
    const keys = page.keyboard;
    // The first field has the focus.
    await keys.type('Fer');
    await page.getByRole('link', { name: `#${earlier.body.number}` }).waitFor();
    // Who has cancelled an order may order again.
    expect(await page.getByRole('link', { name: `#${given.number}` }).count()).toBe(0);
    await keys.type('rari');
    await missing.getByRole('button', { name: 'Order at least one service.' }).press('Enter');
    await keys.type('crown');
    // An emptied field adds nothing; an arrow key chooses from all services.
    await keys.press('Control+a');
    await keys.press('Backspace');
    await page.getByRole('listbox', { name: 'Services' }).getByRole('option').first().waitFor();
    await keys.press('Enter');
    await missing.getByText('Order at least one service.').waitFor();
    await keys.type('crown');
    await keys.press('Enter');
    await keys.type('26');
    await page.getByRole('button', { name: 'Done' }).press('Enter');
    // The closed line has the focus, and opens.
    await page
      .getByRole('button', { name: /^Crown/ })
      .and(page.locator(':focus'))
      .waitFor();
    await keys.press('Enter');
    await keys.press('End');
    await keys.type(' 9');
    expect(await page.getByText('9 is not a tooth in FDI; name teeth as in 11, 24, 25.').count()).toBe(0);
    await keys.press('Tab');
    await page.getByRole('textbox', { description: '9 is not a tooth in FDI; name teeth as in 11, 24, 25.' }).waitFor();
    await keys.press('Shift+Tab');
    await keys.press('End');
    await keys.press('Backspace');
    await keys.press('Tab');
    await keys.type('a 3,5');
    await missing.getByRole('button', { name: 'Choose the laboratory.' }).press('Enter');
    // Not by its name: what is typed with a pause begins anew.
    await keys.press('ArrowDown');
    expect(await page.getByRole('combobox', { name: 'Laboratory' }).inputValue()).toBe('apex-lab');
    await page.getByLabel('Due date').fill('2099-03-02');
    await missing.getByText('Ready to be sent.').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await keys.press('Control+Enter');
    // The patient stands above, and in no history of the browser.
    await page.getByRole('heading', { name: /^#[0-9A-F]{10} Ferrari$/ }).waitFor();
    expect(await page.title()).not.toContain('Ferrari');
    const { body } = await anna('GET', `/orders/${/[0-9A-F]{10}/.exec(page.url())?.[0]}`);
    expect(body).toMatchObject({ patient: { lastName: 'Ferrari' }, readiness: [], dueDate: '2099-03-02' });
    expect(body.services).toMatchObject([{ teeth: ['26'], shade: { system: 'VITA Classical', value: 'A3.5' } }]);
    expect(offences).toEqual([]);
  });

  test('a bridge is taken from the chart with the mouse, and with the keyboard alone', async () => {
    const { tenantId, anna } = await newClinic();
    const { page, offences } = await desk.open(dentistOf(tenantId), '/orders/new');
    const tooth = (name: RegExp) => page.getByRole('gridcell', { name });
    await page.getByRole('textbox', { name: 'Last name' }).fill('Rossi');
    await page.getByRole('combobox', { name: 'Add a service' }).click();
    await page.getByRole('option', { name: /^Bridge/ }).click();
    await tooth(/^24, upper left first premolar$/).click();
    await tooth(/^26,/).click({ modifiers: ['Shift'] });
    expect(await page.getByRole('textbox', { name: 'Teeth' }).inputValue()).toBe('24-26');
    await tooth(/^25, .*Bridge$/).click();
    await tooth(/^25, .*Bridge, pontic$/).waitFor();
    await page.getByRole('button', { name: '25', pressed: true }).waitFor();
    // Another one in the lower jaw, by keys.
    await page.getByRole('combobox', { name: 'Add a service' }).fill('bridge');
    await page.keyboard.press('Enter');
    await tooth(/^11,/).focus();
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'Space', 'Shift+ArrowRight', 'p', 'Shift+ArrowRight'])
      await page.keyboard.press(key);
    expect(await page.getByRole('textbox', { name: 'Teeth' }).inputValue()).toBe('32-34');
    await page.keyboard.press('Control+s');
    await page.getByRole('heading', { name: /^#[0-9A-F]{10}/ }).waitFor();
    const { body } = await anna('GET', `/orders/${/[0-9A-F]{10}/.exec(page.url())?.[0]}`);
    expect(body.services).toMatchObject([
      { teeth: ['24', '25', '26'], pontics: ['25'] },
      { teeth: ['32', '33', '34'], pontics: ['33'] },
    ]);
    // A line that is closed opens when something in it is missing.
    await page.getByRole('button', { name: 'Bridge: give the shade.' }).last().click();
    const shade = page.getByRole('combobox', { name: 'Shade', exact: true });
    await shade.and(page.locator(':focus')).waitFor();
    expect(await shade.inputValue()).toBe('');
    await page.keyboard.type('b1');
    expect(await violationsOn(page)).toEqual([]);
    // What is wrong is said when the field is left; the click that leaves it is not lost.
    await shade.fill('A7');
    await page.getByRole('button', { name: '34', exact: true }).click();
    await page.getByRole('button', { name: '34', exact: true, pressed: true }).waitFor();
    await shade.and(page.getByRole('combobox', { description: /VITA Classical/ })).waitFor();
    await missingOn(page)
      .getByRole('button', { name: /^Bridge.*VITA Classical/ })
      .waitFor();
    // A line that is closed says what is wrong with it.
    await page.getByRole('button', { name: 'Done' }).click();
    await page
      .locator('.lines')
      .getByText(/VITA Classical/)
      .waitFor();
    expect(await violationsOn(page)).toEqual([]);
    expect(offences).toEqual([]);
  });

  test('a crown on 26 for a new patient is ordered and sent in a dozen actions, after one look at what is missing', async () => {
    const { tenantId, anna } = await newClinic();
    const { page, offences } = await desk.open(dentistOf(tenantId), '/');
    let actions = 0;
    const act = async (done: Promise<unknown>) => {
      actions += 1;
      await done;
    };
    const send = () => act(page.getByRole('button', { name: 'Send s', exact: true }).click());
    await act(page.getByRole('button', { name: /^New order/ }).click());
    await act(page.getByRole('textbox', { name: 'Last name' }).fill('Rossi'));
    await act(page.getByRole('combobox', { name: 'Add a service' }).fill('crown'));
    await act(page.getByRole('option', { name: /^Crown/ }).click());
    await act(page.getByRole('gridcell', { name: /^26,/ }).click());
    await send();
    const dialog = page.getByRole('dialog', { name: 'The order cannot be sent yet' });
    expect(await violationsOn(page)).toEqual([]);
    await act(dialog.getByRole('button', { name: 'Crown: give the shade.' }).click());
    await page.locator('#field-services-0-shade:focus').waitFor();
    await act(page.keyboard.type('A2'));
    await act(page.getByRole('combobox', { name: 'Laboratory' }).selectOption('The apex-lab'));
    await act(page.getByRole('button', { name: /^Use / }).click());
    // The way to the dialog once more, by its key.
    await page.getByLabel('Due date').and(page.locator(':focus')).waitFor();
    await send();
    const confirmed = page.getByRole('dialog', { name: 'Send this order?' });
    await confirmed.getByText('The apex-lab').waitFor();
    await confirmed.getByText('Crown 26, A2').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await act(confirmed.getByRole('button', { name: /^Send/ }).click());
    await page.getByText('The order has been sent to The apex-lab.').waitFor();
    expect(actions).toBeLessThanOrEqual(12);
    const { body } = await anna('GET', `/orders/${/[0-9A-F]{10}/.exec(page.url())?.[0]}`);
    expect(body).toMatchObject({ status: 'published', version: 1, patient: { lastName: 'Rossi' } });
    expect(body.services).toMatchObject([{ teeth: ['26'], shade: { value: 'A2' } }]);
    // The next order begins with the laboratory of the last.
    await page.keyboard.press('n');
    await page.waitForFunction(() => document.querySelector('select[id$=laboratoryId]') !== null);
    expect(await page.getByRole('combobox', { name: 'Laboratory' }).inputValue()).toBe('apex-lab');
    expect(offences).toEqual([]);
  });

  test('a key in an order of 20 lines, and in a plan of 200 tasks, is on the screen within 50 ms', async () => {
    const { tenantId, manager } = await newClinic();
    const services = Array.from({ length: 20 }, (_, index) => ({ ...complete.services[0], note: `line ${index}` }));
    const tasks = Array.from({ length: 200 }, (_, index) => ({ name: `Step ${index + 1}` }));
    const { body } = await manager('POST', '/orders', {
      ...complete,
      ...{ customerId: 'anna', services, workPlan: { mode: 'manual', tasks } },
    });
    const { page } = await desk.open({ role: 'manager', tenant_id: tenantId }, `/orders/${body.number}`);
    await page
      .getByRole('button', { name: /^Crown/ })
      .nth(19)
      .click();
    const teeth = ['1', '12', '12-', '12-1', '12-14', '12-14 ', '12-14 2', '12-14 25', '12-14 2', '12-14'];
    expect((await typedInto(page.getByRole('textbox', { name: 'Teeth' }), teeth)).median).toBeLessThan(bound * crowd());
    await page.getByRole('gridcell', { name: /^13, .*Crown/, selected: true }).waitFor();

    await page.getByRole('button', { name: 'Edit plan' }).click();
    const names = Array.from({ length: 10 }, (_, length) => 'Impression'.slice(0, length + 1));
    const { median, drawn } = await typedInto(page.getByLabel('Task 100: Task'), names);
    expect(median).toBeLessThan(bound * crowd());
    expect(drawn).toEqual(['Task 100']);
    // A task that is moved is drawn anew, and the one whose place it takes.
    await page.getByLabel('Task 100: Task').press('Alt+ArrowUp');
    await page.getByLabel('Task 99: Task').and(page.locator(':focus')).waitFor();
    expect(await page.getByLabel('Task 99: Task').inputValue()).toBe('Impression');
    expect(await page.getByLabel('Task 100: Task').inputValue()).toBe('Step 99');
  });

  test('what another person changed is taken over, and what both changed is chosen; nothing typed is lost', async () => {
    const { tenantId, anna, manager } = await newClinic();
    const { body: order } = await anna('POST', '/orders', { ...complete, note: 'first' });
    const change = async (patch: object) => {
      const { body } = await manager('GET', `/orders/${order.number}`);
      expect((await manager('PATCH', `/orders/${order.number}`, patch, version(body))).status).toBe(200);
    };
    const { page, offences } = await desk.open(dentistOf(tenantId), `/orders/${order.number}`);
    const note = page.getByRole('textbox', { name: 'Note' });
    await note.fill('mine');
    await change({ dueDate: '2099-04-04' });
    await askAgain(page);
    await page.getByText(/changed: due date\. The form shows it now\./).waitFor();
    expect(await page.getByLabel('Due date').inputValue()).toBe('2099-04-04');
    expect(await note.inputValue()).toBe('mine');
    // Both change the note, and the line; the page hears of it when it saves.
    await page.getByRole('combobox', { name: 'Shade', exact: true }).fill('B1');
    await change({
      note: 'theirs',
      services: [{ ...complete.services[0], lineId: order.services[0].lineId, material: 'zirconia' }],
    });
    await note.press('Control+s');
    const dialog = page.getByRole('dialog', { name: 'Somebody else has changed this too' });
    await dialog.getByText('Theirs: theirs').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await dialog
      .getByRole('group', { name: 'Crown' })
      .getByRole('radio', { name: /^Theirs/ })
      .check();
    await dialog.getByRole('button', { name: 'Save with these' }).click();
    await saved(page);
    const { body } = await anna('GET', `/orders/${order.number}`);
    expect(body).toMatchObject({ note: 'mine', dueDate: '2099-04-04' });
    expect(body.services).toMatchObject([{ shade: { value: 'A2' }, material: 'zirconia' }]);
    expect(offences).toEqual([expect.stringContaining('412')]);
  });

  test('what is typed is there again after the tab was closed, and is saved once when there is a connection again', async () => {
    const { tenantId, anna } = await newClinic();
    const { body: order } = await anna('POST', '/orders', complete);
    const { page } = await desk.open(dentistOf(tenantId), `/orders/${order.number}`);
    await page.getByRole('textbox', { name: 'Note' }).fill('not saved');
    await page.reload();
    await page.getByText('What you typed here before, but did not save, is back.').waitFor();
    expect(await page.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('not saved');
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    expect(await page.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('');
    await page.getByRole('textbox', { name: 'Note' }).fill('not saved');
    await page.getByRole('combobox', { name: 'Add a service' }).fill('courier');
    await page.keyboard.press('Enter');
    // The answers are lost, although the first request was done.
    await page.route('**/v1/orders/*', async (route) => {
      if (route.request().method() !== 'PATCH') return route.continue();
      await route.fetch();
      return route.abort();
    });
    await page.keyboard.press('Control+s');
    await page.getByText(/It is kept on this computer, and saved as soon as there is one\./).waitFor();
    await page.unroute('**/v1/orders/*');
    // What was saved is seen before the request is repeated: it is no change by somebody else, and no second line.
    await askAgain(page);
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await saved(page);
    const { body } = await anna('GET', `/orders/${order.number}`);
    expect(body).toMatchObject({ version: 2, note: 'not saved' });
    expect(body.services).toHaveLength(2);
    expect(await page.getByRole('button', { name: /^Crown|^Courier/ }).count()).toBe(1);
  });

  test('a new order is there again at its address, and what one tab saves is not undone by another', async () => {
    const { tenantId, anna } = await newClinic();
    const { page } = await desk.open(dentistOf(tenantId), '/orders/new');
    await page.getByRole('textbox', { name: 'Last name' }).fill('Bianchi');
    await page.getByText('Not saved yet').waitFor();
    await page.reload();
    expect(await page.getByRole('textbox', { name: 'Last name' }).inputValue()).toBe('Bianchi');
    await page.keyboard.press('Control+s');
    await page.getByRole('heading', { name: /^#[0-9A-F]{10}/ }).waitFor();
    const other = await page.context().newPage();
    await signInAs(other, dentistOf(tenantId));
    // What is typed there is not shown here before it is saved.
    await other.addInitScript(closeStorage);
    await other.goto(page.url());
    await other.getByRole('textbox', { name: 'Your reference' }).fill('B-1');
    await page.getByRole('textbox', { name: 'Note' }).fill('from this tab');
    await page.keyboard.press('Control+s');
    await saved(page);
    await expect.poll(() => other.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('from this tab');
    await other.keyboard.press('Control+s');
    await saved(other);
    const { body } = await anna('GET', `/orders/${/[0-9A-F]{10}/.exec(page.url())?.[0]}`);
    expect(body).toMatchObject({
      note: 'from this tab',
      patient: { lastName: 'Bianchi', reference: 'B-1' },
      version: 3,
    });
  });

  test('an order that was sent is read as text, and so is every order by a technician', async () => {
    const { tenantId, anna } = await newClinic();
    const name = `<img src=x onerror=alert(1)>\u202E${'e\u0301'.repeat(30)}`;
    const { body: order } = await anna('POST', '/orders', { ...complete, patient: { lastName: name }, publish: true });
    const technician = { role: 'technician', tenant_id: tenantId, employee_id: 'timo' };
    for (const claims of [dentistOf(tenantId), technician]) {
      const { page, offences } = await desk.open(claims, `/orders/${order.number}`);
      await page.locator('.order').getByText('<img src=x').waitFor();
      // Only to the laboratory can be written.
      expect(await page.locator('.order').getByRole('textbox').count()).toBe(0);
      await page.getByRole('gridcell', { name: '11, upper right central incisor, Crown' }).waitFor();
      expect(await page.getByText('€').count()).toBe(claims === technician ? 0 : 2);
      expect(await violationsOn(page)).toEqual([]);
      expect(offences).toEqual([]);
    }
  });
});
