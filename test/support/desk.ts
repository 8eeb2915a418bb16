import type { BrowserContextOptions, Page } from 'playwright-core';
import { type Opened, useBrowser } from '#test/support/browser.ts';
import { tokenFor } from '#test/support/product/clinic.ts';
import { shared } from '#test/support/product/shared-product.ts';

/** Who opens the desk: the claims of their token, such as `{ role: 'manager', tenant_id: 't-1' }`. */
export type Claims = Record<string, string>;

/** Starts a browser, and opens the desk in it in windows of their own, as anybody of any organisation. */
export function useDesk() {
  const browser = useBrowser();
  return {
    browser,
    async open(claims: Claims, path = '/', options: BrowserContextOptions = {}): Promise<Opened> {
      return browser.open(`${shared.product}/#${path}`, options, (page) => signInAs(page, claims));
    },
  };
}

/** Has a page get the tokens of this caller, from the real issuer, as if they were the demo person who was chosen. */
async function signInAs(page: Page, claims: Claims): Promise<void> {
  await page.addInitScript(() => sessionStorage.setItem('demo-person', 'northside-manager'));
  await page.route('**/oauth2/token', async (route) => {
    const access_token = await tokenFor(claims);
    await route.fulfill({ json: { access_token, token_type: 'Bearer', expires_in: 3600 } });
  });
}
