import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { beforeAll } from 'vitest';
import { need } from '#test/support/pages.ts';

/** The path of Debian's Chromium without windows of its own: it takes a quarter less CPU for the same pages. */
const program = '/usr/bin/chromium-headless-shell';
need(program, 'chromium-headless-shell');

/** A page that was opened, and what it did that no page of ours may do. */
export type Opened = { page: Page; offences: string[] };

/**
 * Starts one browser for the tests of a file. `open` opens a page in a window of its own, without anything that an earlier
 * page has kept; `before` prepares it. Its offences are requests to another origin, violations of its policy, and errors.
 */
export function useBrowser() {
  let browser: Browser;
  beforeAll(async () => {
    // Chromium has no sandbox for root.
    browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
    return () => browser.close();
  });
  return {
    async open(
      url: string,
      options: BrowserContextOptions = {},
      before?: (page: Page) => Promise<void>,
    ): Promise<Opened> {
      const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
      const page = await context.newPage();
      await before?.(page);
      const offences: string[] = [];
      const { origin } = new URL(url);
      page.on('request', (request) => {
        if (new URL(request.url()).origin !== origin) offences.push(`asks ${request.url()}`);
      });
      page.on('websocket', (socket) => offences.push(`asks ${socket.url()}`));
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) offences.push(`says ${message.text()}`);
      });
      page.on('pageerror', (error) => offences.push(`throws ${error}`));
      await page.goto(url);
      return { page, offences };
    },
  };
}
