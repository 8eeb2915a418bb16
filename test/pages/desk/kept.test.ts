import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { type Claims, signInAs, useDesk, violationsOn } from '#test/support/desk.ts';
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
const save = (page: Page) => page.keyboard.press('Control+s');

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
    const { page: first, offences } = await desk.open(anna, '/orders/new');
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
    await again.getByRole('menuitem', { name: /^New order: typed at .+, not saved$/ }).click();
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
    await dialog.getByText(/^New order: typed at/).waitFor();
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
    await closed.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('Access is denied for this document.', 'SecurityError');
        },
      });
    });
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
