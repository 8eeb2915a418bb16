import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { useBrowser } from '#test/support/browser.ts';
import { violationsOn } from '#test/support/desk.ts';
import { complete, newClinic } from '#test/support/product/clinic.ts';
import { shared } from '#test/support/product/shared-product.ts';
import { startSignInPage } from '#test/support/sign-in-page.ts';

const browser = useBrowser();
let clinic: Awaited<ReturnType<typeof newClinic>>;
let maria: Record<string, string>;
let anna: Record<string, string>;

beforeAll(async () => {
  clinic = await newClinic();
  maria = { role: 'manager', tenant_id: clinic.tenantId, name: 'Maria Manager' };
  anna = { role: 'dentist', tenant_id: clinic.tenantId, customer_id: 'anna', name: 'Anna Weber' };
});

const named = (page: Page, name: string) => page.getByRole('button', { name: `Signed in: ${name}` });

/** All that the browser keeps of the desk. */
const stored = (page: Page) => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));

/** Opens a window of the desk of a stage, at a screen. */
async function openStage(path: string) {
  const stage = await startSignInPage();
  const opened = await browser.open('about:blank', {}, (page) => stage.serve(page.context()));
  await opened.page.goto(`${stage.desk}/${path}`);
  return { stage, ...opened };
}

type Stage = Awaited<ReturnType<typeof startSignInPage>>;

/** Whether a page of a stage asks for anything that is not of the stage, or complains. */
const isOffence = (stage: Stage) => (offence: string) =>
  ![stage.desk, stage.url, shared.product].some((origin) => offence.startsWith(`asks ${origin}/`));

describe('the desk of a stage', () => {
  test('leads to the sign-in page and back to the screen, keeps no token, and forgets whoever signs out, in all tabs', async () => {
    const { body: order } = await clinic.manager('POST', '/orders', { customerId: 'anna', ...complete });
    const { stage, page, offences } = await openStage(`#/orders/${order.number}`);
    stage.gives.claims = maria;
    await page.getByRole('link', { name: 'Enter' }).click();
    await named(page, 'Maria Manager').waitFor();
    await page.getByRole('heading', { name: `#${order.number}` }).waitFor();
    expect(page.url()).toBe(`${stage.desk}/#/orders/${order.number}`);
    expect(await stored(page)).not.toMatch(/eyJ|code|verifier|state/);
    expect(Object.fromEntries(stage.asked[0] ?? [])).toMatchObject({
      grant_type: 'authorization_code',
      client_id: 'people',
      redirect_uri: `${stage.desk}/signed-in`,
      code_verifier: expect.stringMatching(/^[\w-]{43}$/),
    });

    // The API is at another origin, which lets the desk send and read all that it needs.
    await page.keyboard.press('c');
    await page.getByText(`This is the copy of #${order.number}`).waitFor();
    await page.getByRole('textbox', { name: 'Note (optional)', exact: true }).fill('From another origin');
    await page.keyboard.press('Control+s');
    await page.getByText('Saved', { exact: true }).waitFor();
    const unchanged = page.waitForResponse((answer) => answer.status() === 304);
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await unchanged;

    // Another tab is signed in without a form, as long as the sign-in page knows who it is.
    const other = await page.context().newPage();
    await other.goto(`${stage.desk}/`);
    await named(other, 'Maria Manager').waitFor();
    await other.getByRole('link', { name: 'Orders' }).click();
    await named(other, 'Maria Manager').click();
    await other.getByRole('menuitem', { name: 'Sign out' }).click();
    await other.getByRole('heading', { name: 'Sign in to the stage' }).waitFor();
    await page.getByText('You have signed out.').waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(/Maria|Ferrari|#/);
    expect(await violationsOn(page)).toEqual([]);

    // The next person at this computer goes back, or signs in.
    stage.gives.claims = anna;
    await other.goBack();
    await other.getByRole('heading', { name: 'Sign in to the stage' }).waitFor();
    expect(await stored(page)).not.toMatch(/Maria|Ferrari/);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Enter' }).click();
    await named(page, 'Anna Weber').waitFor();
    expect(offences.filter(isOffence(stage))).toEqual([]);
  });

  test('renews its token before it ends; when it cannot, one signs in again and is where one was', async () => {
    const { body: order } = await clinic.manager('POST', '/orders', { customerId: 'anna', ...complete });
    const { stage, page, offences } = await openStage('#/orders');
    // A token is renewed half a minute before its end, so this one at every request.
    Object.assign(stage.gives, { claims: maria, seconds: 20 });
    await page.getByRole('link', { name: 'Enter' }).click();
    await page.getByRole('heading', { name: 'Orders' }).waitFor();
    await expect.poll(() => stage.asked.at(-1)?.get('grant_type')).toBe('refresh_token');

    // The token address is away for a moment: nobody is signed out by that.
    stage.gives.status = 503;
    await page.evaluate((number) => location.assign(`#/orders/${number}`), order.number);
    await page.getByText('There is no connection').first().waitFor();
    Object.assign(stage.gives, { status: 200, renews: false });
    await page.getByRole('button', { name: 'Try again' }).first().click();
    const banner = page.getByRole('alert').filter({ hasText: 'What you typed stays here' });
    await banner.waitFor();
    expect(await violationsOn(page)).toEqual([]);
    const before = page.url();
    await banner.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(/signed-in/).catch(() => {});
    await named(page, 'Maria Manager').waitFor();
    await page.getByRole('heading', { name: `#${order.number}` }).waitFor();
    expect(await banner.count()).toBe(0);

    // What is saved when the session has ended is kept while the page is left, and saved when it is back.
    stage.gives.renews = false;
    await page.getByRole('textbox', { name: 'Note (optional)', exact: true }).fill('Typed before the end');
    await page.keyboard.press('Control+s');
    await banner.waitFor();
    stage.gives.seconds = 3600;
    await banner.getByRole('button', { name: 'Sign in' }).click();
    await named(page, 'Maria Manager').waitFor();
    const saved = async () => (await clinic.manager('GET', `/orders/${order.number}`)).body.note;
    await expect.poll(saved).toBe('Typed before the end');
    expect(page.url()).toBe(before);
    expect(offences.filter(isOffence(stage)).filter((one) => !/40[01]|503/.test(one))).toEqual([]);
  });

  test('says what went wrong at the sign-in page, and offers to sign in', async () => {
    const { stage, page } = await openStage('#/orders');
    const says = async (text: string, button = 'Sign in') => {
      await page.getByRole('alert').filter({ hasText: text }).waitFor();
      expect(page.url()).not.toMatch(/code=|state=|error=/);
      expect(await violationsOn(page)).toEqual([]);
      await page.getByRole('button', { name: button }).click();
      await page.getByRole('heading', { name: 'Sign in to the stage' }).waitFor();
    };
    await page.getByRole('link', { name: 'Leave' }).click();
    await says('The sign-in page did not let you in.');
    // Somebody else has made this link, or it was used before.
    await page.goto(`${stage.desk}/signed-in?code=theirs&state=theirs#/orders`);
    await says('This sign-in has expired, or was used already.');
    stage.gives.status = 400;
    await page.getByRole('link', { name: 'Enter' }).click();
    await page.getByRole('alert').filter({ hasText: 'This sign-in has expired' }).waitFor();
    stage.gives.status = 503;
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').filter({ hasText: 'The sign-in page does not answer' }).waitFor();
    // Nobody has granted them a role.
    stage.gives.status = 200;
    await page.getByRole('button', { name: 'Sign in' }).click();
    await says('You have no role at the desk yet.', 'Sign out');
  });

  test('comes back to a screen of its own, whatever a link has named', async () => {
    const { stage, page } = await openStage('#//example.com/');
    stage.gives.claims = maria;
    await page.getByRole('link', { name: 'Enter' }).click();
    await page.getByText('Page not found').waitFor();
    expect(new URL(page.url()).origin).toBe(stage.desk);
    await page.evaluate(() =>
      sessionStorage.setItem('sign-in', JSON.stringify({ state: 's', verifier: 'v', hash: '@example.com' })),
    );
    await page.goto(`${stage.desk}/signed-in?code=c&state=s`);
    await page.getByText('This sign-in has expired').waitFor();
    expect(page.url()).toBe(`${stage.desk}/`);
  });

  test('shows itself in no frame of another page', async () => {
    const { stage, page } = await openStage('');
    await page.getByRole('heading', { name: 'Sign in to the stage' }).waitFor();
    const blocked = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
    await page.setContent(`<iframe src="${stage.desk}/"></iframe><iframe src="${stage.desk}/signed-in"></iframe>`);
    await blocked;
    for (const frame of page.frames().slice(1)) expect(await frame.getByRole('main').count()).toBe(0);
  });
});
