import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { type Claims, closeStorage, signInAs, useDesk, violationsOn } from '#test/support/desk.ts';
import { type Body, complete, newClinic, version } from '#test/support/product/clinic.ts';
import { shared } from '#test/support/product/shared-product.ts';

const desk = useDesk();
let clinic: Awaited<ReturnType<typeof newClinic>>;
let anna: Claims;
let petr: Claims;

beforeAll(async () => {
  clinic = await newClinic();
  anna = { role: 'dentist', tenant_id: clinic.tenantId, customer_id: 'anna', name: 'Anna Weber' };
  petr = { role: 'dentist', tenant_id: clinic.tenantId, customer_id: 'petr', name: 'Petr Novák' };
});

const lastName = (page: Page) => page.getByRole('textbox', { name: 'Last name' });
const note = (page: Page) => page.getByRole('textbox', { name: 'Note (optional)', exact: true });
const notSaved = (page: Page, count: number) => page.getByRole('button', { name: `Not saved: ${count}` });
const waits = (page: Page) => page.getByText('Not saved yet: there is no connection.');
const unsaved = (page: Page) => page.getByText('Not saved yet', { exact: true });
const save = (page: Page) => page.keyboard.press('Control+s');
const heading = (page: Page, number: string) => page.getByRole('heading', { name: `#${number}` });
const leave = (page: Page) => page.evaluate(() => location.assign('#/'));

/** Types a new order that lacks nothing. */
async function typeReady(page: Page, name: string): Promise<void> {
  await lastName(page).fill(name);
  await page.getByRole('combobox', { name: 'Add a service' }).fill('courier');
  await page.getByRole('option', { name: /^Courier/ }).click();
  await page.getByRole('combobox', { name: 'Laboratory' }).selectOption('The apex-lab');
  await page.getByRole('button', { name: /^Use / }).click();
}

/** Sends the new order that is typed. */
async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send s', exact: true }).click();
  await page.getByRole('dialog', { name: 'Send this order?' }).getByRole('button', { name: /^Send/ }).click();
}

/** Opens another tab in a window, as anybody. */
async function openTab(window: BrowserContext, claims: Claims, path = '/'): Promise<Page> {
  const page = await window.newPage();
  await signInAs(page, claims);
  await page.goto(`${shared.product}/#${path}`);
  await page.getByRole('button', { name: 'Signed in' }).waitFor();
  return page;
}

/** What the browser keeps of what was typed, by its key. */
const keptIn = (page: Page): Promise<Record<string, string>> =>
  page.evaluate(() => Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('kept/'))));

const ordersOf = async (patient: string): Promise<Body[]> =>
  (await clinic.anna('GET', `/orders?patient=${patient}`)).body.items;
const saveDraft = async (body: object = {}): Promise<Body> =>
  (await clinic.anna('POST', '/orders', { ...complete, ...body })).body;
const versions = async (number: string) => (await clinic.anna('GET', `/orders/${number}`)).body.version;

/** Lets the server get every request that writes, and loses its answers, until the returned function is called. */
async function loseAnswers(page: Page): Promise<{ sent: string[]; stop: () => Promise<void> }> {
  const sent: string[] = [];
  await page.route('**/v1/orders**', async (route) => {
    if (route.request().method() === 'GET') return route.fallback();
    sent.push(route.request().headers()['idempotency-key'] ?? '');
    await route.fetch();
    return route.abort('connectionreset');
  });
  return { sent, stop: () => page.unroute('**/v1/orders**') };
}

describe('what somebody types', () => {
  test('is there again after the tab was closed, for nobody else, and for 24 hours', async () => {
    const { page: first, offences } = await desk.open(anna, '/orders/new', { timezoneId: 'Pacific/Auckland' });
    const window = first.context();
    await lastName(first).fill('Closed');
    await expect.poll(async () => Object.values(await keptIn(first)).join()).toContain('Closed');
    await first.close();

    const next = await openTab(window, petr);
    expect(await next.locator('body').innerText()).not.toMatch(/Not saved|Closed/);
    const key = Object.keys(await keptIn(next)).join();

    const again = await openTab(window, anna);
    await notSaved(again, 1).click();
    expect(await violationsOn(again)).toEqual([]);
    // For whom it is, and when it was typed by the clock of the organisation, wherever the browser is.
    const [entry = '{}'] = Object.values(await keptIn(again));
    const { at } = JSON.parse(entry);
    const typedAt = new Intl.DateTimeFormat('en', { timeStyle: 'short', timeZone: 'UTC' }).format(at);
    await again
      .getByRole('menuitem', { name: `New order (Closed): typed at ${typedAt} UTC, not saved`, exact: true })
      .click();
    expect(await lastName(again).inputValue()).toBe('Closed');
    await again.evaluate(() => location.assign('#/'));

    // Whoever signs out is told first.
    await notSaved(again, 1).waitFor();
    const signOut = async () => {
      await again.getByRole('button', { name: 'Signed in: Anna Weber' }).click();
      await again.getByRole('menuitem', { name: 'Sign out' }).click();
    };
    await signOut();
    const dialog = again.getByRole('dialog', { name: 'Not everything is saved' });
    await dialog.getByText(/^New order \(Closed\): typed at/).waitFor();
    expect(await violationsOn(again)).toEqual([]);
    await dialog.getByRole('button', { name: 'Back' }).click();
    await notSaved(again, 1).waitFor();

    // A day later another person begins to work at this computer.
    const later = await window.newPage();
    await later.clock.setFixedTime(Date.now() + 24 * 60 * 60 * 1000);
    await signInAs(later, petr);
    await later.goto(`${shared.product}/`);
    await later.getByRole('button', { name: 'Signed in: Petr Novák' }).waitFor();
    expect(key).toContain('kept/');
    expect(await keptIn(later)).toEqual({});
    await expect.poll(() => notSaved(again, 1).count()).toBe(0);
    expect(offences).toEqual([]);
  });

  test('can be discarded by whoever signs out, and nothing of it stays in any tab', async () => {
    const { page } = await desk.open(anna, '/orders/new');
    const other = await openTab(page.context(), anna, '/orders/new');
    for (const tab of [page, other]) await lastName(tab).fill('Discarded');
    await expect.poll(async () => Object.keys(await keptIn(page)).length).toBe(2);
    await page.getByRole('button', { name: 'Signed in: Anna Weber' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Discard it and sign out' }).click();
    // The page begins anew; here, with the same person.
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Signed in: Anna Weber' }).waitFor();
    await other.getByRole('heading', { name: 'Who are you?' }).waitFor();
    expect(await keptIn(page)).toEqual({});
    expect(await notSaved(page, 1).count()).toBe(0);
  });

  test('in one tab is shown and left alone by another tab of the same order, in which nothing is typed', async () => {
    const draft = await saveDraft();
    const { page } = await desk.open(anna, `/orders/${draft.number}`);
    const other = await openTab(page.context(), anna, `/orders/${draft.number}`);
    await note(other).waitFor();
    const back = other.getByText('What you typed here before, but did not save, is back.');
    await note(page).fill('Mine');
    await back.waitFor();
    expect(await note(other).inputValue()).toBe('Mine');
    // Somebody else changes the order; then the first tab is killed, and the other one is left.
    await clinic.anna('PATCH', `/orders/${draft.number}`, { dueDate: '2099-04-04' }, version(draft));
    await other.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await expect.poll(() => other.getByLabel('Due date').inputValue()).toBe('2099-04-04');
    await note(page).fill('Mine, and more');
    await expect.poll(() => note(other).inputValue()).toBe('Mine, and more');
    await page.close();
    await leave(other);
    await notSaved(other, 1).waitFor();
    const third = await openTab(other.context(), anna, `/orders/${draft.number}`);
    const errors: string[] = [];
    for (const tab of [other, third]) tab.on('pageerror', ({ message }) => errors.push(message));
    expect(await note(third).inputValue()).toBe('Mine, and more');
    // Both have typed: what one discards is not what the other typed since.
    await other.goBack();
    await note(third).fill('Third');
    await expect.poll(() => note(other).inputValue()).toBe('Third');
    await note(other).fill('Other');
    await expect.poll(async () => Object.values(await keptIn(third)).join()).toContain('Other');
    await third.getByRole('button', { name: 'Discard' }).click();
    await third.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    expect(await note(third).inputValue()).toBe('');
    // The button that had the focus is gone: the title has it.
    await third.getByRole('heading', { level: 1 }).and(third.locator(':focus')).waitFor();
    await leave(third);
    await notSaved(third, 1).waitFor();
    expect(Object.values(await keptIn(third)).join()).toContain('Other');
    // What one tab discards is not kept again by another one that only shows it.
    await third.goBack();
    await expect.poll(() => note(third).inputValue()).toBe('Other');
    await other.getByRole('button', { name: 'Discard' }).click();
    await other.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    await expect.poll(() => keptIn(third)).toEqual({});
    await leave(third);
    await note(third).waitFor({ state: 'detached' });
    expect([await keptIn(third), errors]).toEqual([{}, []]);
  });

  test('for an order that is no longer theirs, or no longer there to be changed, can be read, copied and discarded', async () => {
    const draft = await saveDraft();
    const { page } = await desk.open(anna, `/orders/${draft.number}`);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await note(page).fill('<b>Mine</b>');
    await expect.poll(async () => Object.values(await keptIn(page)).join()).toContain('Mine');
    await clinic.manager('POST', `/orders/${draft.number}/change-customer`, { customerId: 'petr' }, version(draft));
    await page.reload();
    await page.getByText('You typed this and did not save it:').waitFor();
    await page.getByText('note: <b>Mine</b>').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByText('It is copied.').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('note: <b>Mine</b>');
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByText('You typed this').waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1 }).and(page.locator(':focus')).waitFor();
    expect(await keptIn(page)).toEqual({});
  });

  test('is text, whatever is in it, and so are the names and reasons that the API gives', async () => {
    const hostile = '<img src=x onerror="window.hurt = 1">';
    const { page, offences } = await desk.open({ ...anna, name: hostile }, '/orders/new');
    await lastName(page).fill(hostile);
    await page.route('**/v1/orders', (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({
            status: 409,
            json: { code: 'x', title: hostile, status: 409, detail: hostile, requestId: hostile },
          })
        : route.fallback(),
    );
    await save(page);
    await page.getByRole('alert').filter({ hasText: hostile }).waitFor();
    await page.evaluate(() => location.assign('#/orders'));
    await notSaved(page, 1).click();
    await page.getByRole('menuitem', { name: /could not be saved$/ }).click();
    expect(await lastName(page).inputValue()).toBe(hostile);
    await page.getByRole('alert').filter({ hasText: hostile }).waitFor();
    await page.getByRole('button', { name: `Signed in: ${hostile}` }).waitFor();
    expect(
      await page.evaluate(() => [Reflect.get(window, 'hurt'), document.querySelectorAll('img[src=x]').length]),
    ).toEqual([undefined, 0]);
    expect(offences.filter((offence) => !offence.includes('409'))).toEqual([]);
  });

  test('does not need a storage: the page says that it keeps nothing, and works', async () => {
    const { page } = await desk.open(anna);
    const closed = await page.context().newPage();
    await signInAs(closed, anna);
    await closed.addInitScript(closeStorage);
    await closed.goto(`${shared.product}/#/orders/new`);
    await lastName(closed).fill('Private');
    await closed.getByText('This browser cannot keep what you type.').waitFor();
    await save(closed);
    await closed.getByRole('heading', { name: /^#/ }).waitFor();
    expect(await closed.getByText('This browser cannot keep what you type.').count()).toBe(0);
    expect(await ordersOf('Private')).toHaveLength(1);
  });
});

describe('what is saved', () => {
  test('is one order, when the answer is lost and the tab is closed meanwhile', async () => {
    const { page } = await desk.open(anna, '/orders/new');
    const window = page.context();
    const { sent } = await loseAnswers(page);
    await lastName(page).fill('Once');
    await save(page);
    await waits(page).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    expect(new Set(sent).size).toBe(1);
    await page.close();

    const next = await openTab(window, anna);
    await expect.poll(() => keptIn(next)).toEqual({});
    expect(await ordersOf('Once')).toHaveLength(1);
    expect(await notSaved(next, 1).count()).toBe(0);
  });

  test('is one change, when the network is cut in the middle and two tabs wait for it', async () => {
    const draft = await saveDraft();
    const { page } = await desk.open(anna, `/orders/${draft.number}`);
    const window = page.context();
    const other = await openTab(window, anna);
    const patches: string[] = [];
    window.on('request', (request) => {
      if (request.method() === 'PATCH') patches.push(request.headers()['idempotency-key'] ?? '');
    });
    const { stop } = await loseAnswers(page);
    await note(page).fill('Cut');
    await save(page);
    await waits(page).waitFor();
    await window.setOffline(true);
    await stop();
    await notSaved(other, 1).waitFor();
    // Typed while it waits.
    await note(page).fill('Cut, and more');
    await window.setOffline(false);
    await notSaved(other, 1).waitFor({ state: 'detached' });
    expect(await versions(draft.number)).toBe(draft.version + 1);
    expect(new Set(patches).size).toBe(1);

    // The rest is saved by the person.
    await page.getByText('Not saved yet', { exact: true }).waitFor();
    expect(await note(page).inputValue()).toBe('Cut, and more');
    await save(page);
    await expect.poll(() => versions(draft.number)).toBe(draft.version + 2);
    await expect.poll(() => keptIn(page)).toEqual({});
    expect((await clinic.anna('GET', `/orders/${draft.number}`)).body.note).toBe('Cut, and more');
  });

  test('is what its page goes on with, when it was sent while the page was still loading, which says so', async () => {
    const { page } = await desk.open(anna, '/orders/new');
    await typeReady(page, 'Loading');
    await page.route('**/v1/orders', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.fallback(),
    );
    await send(page);
    await page.getByText('Not sent yet: there is no connection.').waitFor();
    await page.unroute('**/v1/orders');
    const { promise: isSaved, resolve: saved } = Promise.withResolvers<void>();
    await page.route('**/v1/laboratories**', async (route) => {
      await isSaved;
      await route.fallback();
    });
    const answer = page.waitForResponse(
      (response) => response.url().endsWith('/v1/orders') && response.status() === 201,
    );
    await page.reload();
    const { number } = await (await answer).json();
    saved();
    await heading(page, number).waitFor();
    const sent = page.getByRole('status').filter({ hasText: `Order #${number} has been sent to The apex-lab.` });
    await sent.waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await sent.getByRole('button', { name: 'Close' }).click();
    await sent.waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: /Loading$/ }).waitFor();
    expect(await ordersOf('Loading')).toMatchObject([{ status: 'published' }]);
  });

  test('is one order, in whatever tab of it: the others follow to it, with what was typed there', async () => {
    const { page } = await desk.open(anna, '/orders/new');
    await lastName(page).waitFor();
    const path = new URL(page.url()).hash.slice(1);
    const empty = await openTab(page.context(), anna, path);
    await lastName(empty).waitFor();
    await lastName(page).fill('Tabs');
    await expect.poll(async () => Object.values(await keptIn(page)).join()).toContain('Tabs');
    const other = await openTab(page.context(), anna, path);
    await note(other).fill('from the other');
    const reference = page.getByRole('textbox', { name: 'Your reference' });
    await reference.fill('T-1');
    await save(page);
    await page.getByRole('heading', { name: /^#/ }).waitFor();
    const number = page.url().slice(-10);
    for (const tab of [other, empty]) await heading(tab, number).waitFor();
    for (const tab of [page, other, empty]) expect(await tab.getByText('has been sent').count()).toBe(0);
    await other.getByText('What you typed here before, but did not save, is back.').waitFor();
    expect(await note(other).inputValue()).toBe('from the other');
    await save(other);
    await expect.poll(() => versions(number)).toBe(2);
    const { body } = await clinic.anna('GET', `/orders/${number}`);
    expect(body).toMatchObject({ patient: { lastName: 'Tabs', reference: 'T-1' }, note: 'from the other' });
    await expect.poll(() => note(empty).inputValue()).toBe('from the other');
    // Its page leads to it from then on.
    await page.goto(`${shared.product}/#${path}`);
    await heading(page, number).waitFor();
    expect(await ordersOf('Tabs')).toHaveLength(1);
    await expect.poll(() => keptIn(page)).toEqual({});
  });

  test('is one order also when its tabs know nothing of each other, and another one only when somebody says so', async () => {
    const { page } = await desk.open(anna, '/orders/new');
    await lastName(page).waitFor();
    const path = new URL(page.url()).hash.slice(1);
    const open = async () => {
      const tab = await page.context().newPage();
      await signInAs(tab, anna);
      await tab.addInitScript(closeStorage);
      await tab.addInitScript(() => {
        BroadcastChannel.prototype.postMessage = () => {};
      });
      await tab.goto(`${shared.product}/#${path}`);
      return tab;
    };
    const tabs = [await open(), await open(), await open()];
    const [first, same, different] = tabs;
    if (!first || !same || !different) throw new Error('There are three tabs.');
    for (const tab of tabs) await lastName(tab).fill('Strangers');
    await note(different).fill('different');
    for (const tab of [first, same]) await save(tab);
    await first.getByRole('heading', { name: /^#/ }).waitFor();
    await heading(same, first.url().slice(-10)).waitFor();
    await save(different);
    const alert = different.getByRole('alert').filter({ hasText: 'An order was made from this page before' });
    await alert.waitFor();
    expect(await violationsOn(different)).toEqual([]);
    expect(await ordersOf('Strangers')).toHaveLength(1);
    await alert.getByRole('button', { name: 'Make another order of it' }).click();
    await alert.waitFor({ state: 'detached' });
    expect(await note(different).inputValue()).toBe('different');
    await save(different);
    await different.getByRole('heading', { name: /^#/ }).waitFor();
    expect(await ordersOf('Strangers')).toHaveLength(2);
  });

  test('is saved once more, with all that was typed since, when somebody saves again before the answer is there', async () => {
    const draft = await saveDraft();
    const { page } = await desk.open(anna, `/orders/${draft.number}`);
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/v1/orders/*', async (route) => {
      if (route.request().method() === 'PATCH') await held;
      return route.fallback();
    });
    await note(page).fill('One');
    await save(page);
    await page.getByText('Saving…').waitFor();
    await note(page).fill('One, two');
    await save(page);
    await save(page);
    await note(page).fill('One, two, three');
    answer();
    await page.getByText('Saved', { exact: true }).waitFor();
    await expect.poll(() => versions(draft.number)).toBe(draft.version + 2);
    expect((await clinic.anna('GET', `/orders/${draft.number}`)).body.note).toBe('One, two, three');

    // So it is after a time without a connection.
    await page.context().setOffline(true);
    await note(page).fill('Four');
    await save(page);
    await waits(page).waitFor();
    const notIncluded = page.getByText('What you typed since then is not part of it.');
    expect(await notIncluded.count()).toBe(0);
    await note(page).fill('Four, five');
    await notIncluded.waitFor();
    await save(page);
    await notIncluded.waitFor({ state: 'detached' });
    await waits(page).waitFor();
    await page.context().setOffline(false);
    await page.getByText('Saved', { exact: true }).waitFor();
    // What cannot have arrived is replaced.
    await expect.poll(() => versions(draft.number)).toBe(draft.version + 3);
    const { stop } = await loseAnswers(page);
    await note(page).fill('Six');
    await save(page);
    await waits(page).waitFor();
    await note(page).fill('Six, seven');
    await notIncluded.waitFor();
    await save(page);
    await page.getByText('After that, what you typed since then is saved, too').waitFor();
    await waits(page).waitFor();
    await stop();
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.getByText('Saved', { exact: true }).waitFor();
    await expect.poll(() => versions(draft.number)).toBe(draft.version + 5);
    expect((await clinic.anna('GET', `/orders/${draft.number}`)).body.note).toBe('Six, seven');
    expect(await keptIn(page)).toEqual({});
  });

  test('and sent without a connection can be taken back; what may have arrived cannot, and is sent once', async () => {
    const { page } = await desk.open(anna, '/orders/new');
    const takeBack = page.getByRole('button', { name: 'Stop waiting' });
    const notSent = page.getByText(
      'Not sent yet: there is no connection. It is kept on this computer, and sent as soon as',
    );
    await typeReady(page, 'Taken');
    await page.context().setOffline(true);
    await send(page);
    await notSent.waitFor();
    await takeBack.waitFor();
    expect(await page.getByRole('button', { name: 'Discard' }).count()).toBe(0);
    expect(await violationsOn(page)).toEqual([]);
    await takeBack.click();
    await unsaved(page).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Discard' }).waitFor();
    const { sent, stop } = await loseAnswers(page);
    await lastName(page).fill('Sent');
    await send(page);
    await notSent.filter({ hasText: 'It may have arrived already, so it cannot be stopped.' }).waitFor();
    expect(await takeBack.count()).toBe(0);
    await leave(page);
    await notSaved(page, 1).click();
    await page.getByRole('menuitem', { name: /typed at .+, its Send waits for a connection/ }).click();
    await notSent.waitFor();
    await stop();
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.getByText('The order has been sent to The apex-lab.').waitFor();
    expect(new Set(sent).size).toBe(1);
    expect(await ordersOf('Taken')).toEqual([]);
    expect(await ordersOf('Sent')).toMatchObject([{ status: 'published' }]);
  });

  test('and then sent while it waits is saved and sent, unless more is typed by then; the page says which', async () => {
    const sendLater = async (name: string, more: string) => {
      const { page } = await desk.open(anna, '/orders/new');
      await typeReady(page, name);
      const { stop } = await loseAnswers(page);
      await save(page);
      await waits(page).waitFor();
      await send(page);
      await page.getByText('After that it is sent, if this page stays open.').waitFor();
      if (more) await note(page).fill(more);
      await stop();
      await page.evaluate(() => window.dispatchEvent(new Event('online')));
      const says = more ? 'It is not sent yet.' : 'The order has been sent to The apex-lab.';
      await page.getByText(says).waitFor();
      const status = more ? 'draft' : 'published';
      expect(await ordersOf(name)).toMatchObject([{ status }]);
      const { body } = await clinic.anna('GET', `/orders/${page.url().slice(-10)}`);
      expect([body.note ?? '', await page.getByText('has been sent to').count()]).toEqual([more, more ? 0 : 1]);
    };
    await Promise.all([sendLater('Both', ''), sendLater('Typing', 'more')]);
    // What cannot have arrived is replaced, so that closing the page changes nothing.
    const { page } = await desk.open(anna, '/orders/new');
    const browser = page.context();
    await typeReady(page, 'Replaced');
    await browser.setOffline(true);
    await save(page);
    await waits(page).waitFor();
    await send(page);
    await page.getByText('Not sent yet: there is no connection.').waitFor();
    await page.close();
    await browser.setOffline(false);
    const next = await openTab(browser, anna);
    await expect.poll(() => keptIn(next)).toEqual({});
    const [replaced] = await ordersOf('Replaced');
    expect(replaced.status).toBe('published');
    await next.getByRole('link', { name: `Order #${replaced.number} has been sent to The apex-lab.` }).click();
    await heading(next, replaced.number).waitFor();
  });

  test('waits for the desk when that cannot answer, and what another tab saves meanwhile comes after it; the page says so', async () => {
    const draft = await saveDraft();
    const { page } = await desk.open(anna, `/orders/${draft.number}`);
    const other = await openTab(page.context(), anna, `/orders/${draft.number}`);
    const busy = (tab: Page) => tab.getByText('Not saved yet: the desk cannot answer right now.');
    await note(other).waitFor();
    await note(page).fill('Busy');
    await page.context().route('**/v1/orders/*', (route) => route.fulfill({ status: 503, json: { message: 'Busy' } }));
    await save(page);
    await busy(page).waitFor();
    await other.getByRole('textbox', { name: 'Your reference' }).fill('B-2');
    await save(other);
    await busy(other).waitFor();
    await leave(page);
    await notSaved(page, 1).click();
    await page.getByRole('menuitem', { name: /, waits until the desk answers$/ }).waitFor();
    await page.context().unroute('**/v1/orders/*');
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await expect.poll(() => versions(draft.number)).toBe(draft.version + 2);
    const { body } = await clinic.anna('GET', `/orders/${draft.number}`);
    expect(body).toMatchObject({ note: 'Busy', patient: { reference: 'B-2' } });
    await other.getByText('Saved', { exact: true }).waitFor();
    expect(await keptIn(page)).toEqual({});
    // What has not arrived for sure is replaced by its own tab only.
    await page.goto(`${shared.product}/#/orders/${draft.number}`);
    await note(page).waitFor();
    await page.context().setOffline(true);
    await note(page).fill('Cut');
    await save(page);
    await waits(page).waitFor();
    await other.getByRole('textbox', { name: 'Your reference' }).fill('B-3');
    await save(other);
    await waits(other).waitFor();
    await page.context().setOffline(false);
    await expect.poll(() => versions(draft.number)).toBe(draft.version + 4);
    const { body: both } = await clinic.anna('GET', `/orders/${draft.number}`);
    expect(both).toMatchObject({ note: 'Cut', patient: { reference: 'B-3' } });
  });

  test('comes back to the form with what somebody else changed, when it is too late for it', async () => {
    const draft = await saveDraft();
    const { page } = await desk.open(anna, `/orders/${draft.number}`);
    await note(page).waitFor();
    await page.context().setOffline(true);
    await note(page).fill('Mine');
    await save(page);
    await waits(page).waitFor();
    const path = `/orders/${draft.number}`;
    await clinic.anna('PATCH', path, { note: 'Theirs' }, version(draft));
    await page.context().setOffline(false);
    await expect.poll(() => waits(page).count()).toBe(0);
    expect(await note(page).inputValue()).toBe('Mine');
    expect((await clinic.anna('GET', path)).body.note).toBe('Theirs');
    await save(page);
    const conflict = page.getByRole('dialog');
    await conflict.waitFor();
    for (const text of ['Mine', 'Theirs']) expect(await conflict.innerText()).toContain(text);
  });

  test('waits while the person has to sign in again, who loses nothing of the screen', async () => {
    const draft = await saveDraft();
    const { page } = await desk.open(anna, `/orders/${draft.number}`);
    await note(page).fill('Before the end');
    // The session has ended: the API refuses the token, and a new one, too.
    let refused = 0;
    await page.route('**/v1/orders/**', (route) => {
      refused += 1;
      return route.fulfill({ status: 401, json: { message: 'Unauthorized' } });
    });
    await save(page);
    const banner = page.getByRole('alert').filter({ hasText: 'You are signed out. What you typed stays here' });
    await banner.waitFor();
    expect(await note(page).inputValue()).toBe('Before the end');
    await page.getByText('Not saved yet: you are signed out.').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    expect(refused).toBeLessThan(9);
    // There is no token at all.
    await page.route('**/oauth2/token', (route) => route.fulfill({ status: 401, json: { error: 'invalid_client' } }));
    const signIn = page.getByRole('alert').getByRole('button', { name: 'Sign in' });
    // A token that was asked for before this moment may still come.
    const unanswered = page.getByText('The sign-in page does not answer');
    await vi.waitFor(
      async () => {
        await signIn.click();
        await unanswered.waitFor({ timeout: 5000 });
      },
      { timeout: 40_000 },
    );
    await page.unroute('**/v1/orders/**');
    await page.unroute('**/oauth2/token');
    await signInAs(page, anna);
    await signIn.click();
    await signIn.waitFor({ state: 'detached' });
    await expect.poll(() => versions(draft.number)).toBe(draft.version + 1);
    await page.getByText('Saved', { exact: true }).waitFor();
    expect(await keptIn(page)).toEqual({});
  });
});

describe('what is sent at once', () => {
  test('is one sum and one copy, when their answers are lost and somebody sends them again', async () => {
    const draft = await saveDraft();
    const manager = { role: 'manager', tenant_id: clinic.tenantId };
    const { page } = await desk.open(manager, `/orders/${draft.number}`);
    await page.getByRole('heading', { name: `#${draft.number}` }).waitFor();
    const payroll = page.getByRole('dialog', { name: 'Payroll' });
    const keys: Record<string, (string | undefined)[]> = { 'payroll-records': [], copy: [] };
    page.on('request', (request) => {
      const action = request.url().split('/').at(-1) ?? '';
      if (request.method() === 'POST') keys[action]?.push(request.headers()['idempotency-key']);
    });
    const sum = async (amount: string) => {
      await payroll.getByLabel('Employee').selectOption('Timo Ceramist');
      await payroll.getByLabel('Sum').fill(amount);
      await page.keyboard.press('Enter');
    };
    const records = async () =>
      (await clinic.manager('GET', `/orders/${draft.number}`)).body.payroll.records.map(
        (one: Body) => one.amount.amount,
      );
    await page.keyboard.press('y');
    const first = await loseAnswers(page);
    await sum('12.50');
    await payroll.getByText('There is no connection to the desk.').waitFor();
    await first.stop();
    await payroll.getByRole('button', { name: 'Add to the pay' }).click();
    await payroll.getByText('Added by hand').waitFor();
    expect(await records()).toEqual([1250]);
    expect(keys['payroll-records']).toEqual(Array(4).fill(keys['payroll-records']?.[0]));
    // Another sum of the same is another one.
    await sum('12.50');
    await expect.poll(records).toEqual([1250, 1250]);
    await page.keyboard.press('Escape');

    const second = await loseAnswers(page);
    await page.keyboard.press('c');
    const failed = page.getByRole('dialog', { name: 'The order was not copied' });
    await failed.waitFor();
    await second.stop();
    await failed.getByRole('button', { name: 'Try again' }).click();
    await page.getByText(`This is the copy of #${draft.number}.`).waitFor();
    const { items } = (await clinic.manager('GET', '/orders')).body;
    expect(items.filter(({ source }: Body) => source === draft.number)).toHaveLength(1);
    expect(keys['copy']).toEqual(Array(4).fill(keys['copy']?.[0]));
  });
});

test('a new order is no page for a technician', async () => {
  const technician = { role: 'technician', tenant_id: clinic.tenantId, employee_id: 'timo' };
  const { page } = await desk.open(technician, '/orders/new');
  await page.getByRole('heading', { name: 'Page not found' }).waitFor();
  expect(await page.getByRole('textbox').count()).toBe(0);
});
