import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { Route } from '#functions/contract/route.ts';
import { routes } from '#functions/contract/routes.ts';
import { exchangeOf } from '#functions/description/examples.ts';
import { keysOf } from '#functions/description/refusals.ts';
import { type Opened, useBrowser } from '#test/support/browser.ts';
import { shared } from '#test/support/product/shared-product.ts';

const browser = useBrowser();

/** Opens the reference, and waits until it shows its first operation. */
async function openReference(width = 1400): Promise<Opened> {
  const opened = await browser.open(`${shared.product}/docs`, windowOf(width));
  await opened.page.locator('[id$="POST/v1/orders"]').waitFor();
  return opened;
}

const windowOf = (width: number) => ({ viewport: { width, height: 900 } });

/** How many pixels a page is wider than its window. */
const tooWide = ({ page }: Opened) => page.evaluate('document.documentElement.scrollWidth - window.innerWidth');

/** Opens the groups of the list of operations. In a narrow window the list is behind a button. */
async function openList(page: Page): Promise<void> {
  const menu = page.getByRole('button', { name: 'Open Menu' });
  if (await menu.isVisible()) await menu.click();
  const closed = page.locator(':visible').getByRole('button', { name: /^Open Group/ });
  while ((await closed.count()) > 0) await closed.first().click();
}

const linkTo = (page: Page, { method, path }: Route) => page.locator(`a[href$="${method}${path}"]:visible`);

const bare = (text: string) => text.replaceAll(/\s/g, '');

describe('the API reference in a browser', () => {
  test('shows every operation with the examples of its request and its reply, and asks no other server', async () => {
    const { page, offences } = await openReference();
    await openList(page);
    for (const name of keysOf(routes)) {
      const route: Route = routes[name];
      const { request, reply } = exchangeOf(name);
      await linkTo(page, route).click();
      const operation = page.locator(`[id$="${route.method}${route.path}"]`);
      await operation.getByRole('tab', { name: `${reply.status}` }).click();
      const shown = bare(await operation.innerText());
      for (const { body } of [request, reply])
        if (body !== undefined) expect(shown).toContain(bare(JSON.stringify(body)));
    }
    expect(offences).toEqual([]);
  }, 300_000);

  test('names the forms of a discount, to choose from, and has an example of each', async () => {
    const { page } = await openReference();
    await openList(page);
    await linkTo(page, routes.setDiscount).click();
    const operation = page.locator('[id$="PUT/v1/orders/{number}/discount"]');
    const fixed = operation.getByText('in the currency of the order');
    // A choice is lost if the page moves at that moment, which is still drawing its other operations.
    const choose = async () => {
      await operation.getByRole('button', { name: /^Any of/ }).click();
      await expect.poll(() => page.getByRole('option').allInnerTexts()).toEqual(['Percentage', 'Fixed amount']);
      await page.getByRole('option', { name: 'Fixed amount' }).click();
      return fixed.waitFor({ timeout: 5000 }).then(
        () => true,
        () => false,
      );
    };
    await expect.poll(choose, { timeout: 30_000 }).toBe(true);
    await operation.getByRole('button', { name: 'Percentage', exact: true }).click();
    await page.getByRole('option', { name: 'Fixed amount' }).click();
    await operation.getByText('"fixed"').first().waitFor();
  });

  test('lists every operation in a narrow window, without a part beyond it, and asks no other server', async () => {
    const opened = await openReference(400);
    expect(await tooWide(opened)).toBeLessThanOrEqual(0);
    await openList(opened.page);
    for (const route of Object.values<Route>(routes)) await linkTo(opened.page, route).waitFor();
    expect(opened.offences).toEqual([]);
  });

  test('gets a token of a demo person, and makes the order of the example, each time anew', async () => {
    const { page, offences } = await openReference();
    await page.getByRole('button', { name: 'Authorize', exact: true }).click();
    await page.getByRole('button', { name: 'Refresh', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Test Request (post /v1/orders)' }).click();
    const dialog = page.getByRole('dialog');
    const numbers: unknown[] = [];
    for (const _ of [1, 2]) {
      const answered = page.waitForResponse(`${shared.product}/v1/orders`);
      await dialog.getByRole('button', { name: /^Send post request/ }).click();
      const answer = await answered;
      expect(answer.status()).toBe(201);
      numbers.push((await answer.json()).number);
      await dialog.getByRole('link', { name: '201 Created' }).waitFor();
    }
    expect(new Set(numbers).size).toBe(2);
    expect(offences).toEqual([]);
  });
});

describe('the page of codes in a browser', () => {
  test.each([1400, 400])(
    'shows in a window of %i pixels the code that the type of a problem leads to, and asks no other server',
    async (width) => {
      const refused = await fetch(`${shared.product}/v2`);
      const { type } = z.object({ type: z.string() }).parse(await refused.json());
      const opened = await browser.open(type, windowOf(width));
      await opened.page.locator('tr:target', { hasText: 'not_found' }).waitFor();
      expect(await tooWide(opened)).toBeLessThanOrEqual(0);
      expect(opened.offences).toEqual([]);
    },
  );
});

describe('a page is caught', () => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await openReference();
  });

  test.each([
    ['asking another server', "fetch('http://127.0.0.1:9/')", 'connect-src'],
    ['loading a script from another server', "import('http://127.0.0.1:9/x.js')", 'script-src'],
    ['evaluating a text as code', "setTimeout(() => eval('1'))", 'script-src'],
    [
      'running an inline script',
      "document.body.append(Object.assign(document.createElement('script'), { text: '1' }))",
      'script-src',
    ],
    ['opening a socket', "new WebSocket('ws://127.0.0.1:9/')", 'connect-src'],
    [
      'showing an image of another server',
      "document.body.append(Object.assign(new Image(), { src: 'http://127.0.0.1:9/x.png' }))",
      'img-src',
    ],
    ['failing', "setTimeout(() => { throw new Error('planted') })", 'planted'],
  ])('%s', async (_, script, expected) => {
    const { page, offences } = opened;
    offences.length = 0;
    await page.evaluate(`void ${script}`);
    await expect.poll(() => offences.join()).toContain(expected);
  });

  test('asking another server without a policy that forbids it', async () => {
    const { page, offences } = await browser.open(`${shared.product}/health`);
    await page.evaluate("void fetch('http://127.0.0.1:9/').catch(() => {})");
    await expect.poll(() => offences).toContain('asks http://127.0.0.1:9/');
  });
});
