import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { type Opened, useBrowser } from '#test/support/browser.ts';
import { tokenFor } from '#test/support/product/clinic.ts';
import { shared } from '#test/support/product/shared-product.ts';

/** Has a page ask again for what it shows, as it does when somebody comes back to its tab. */
export const lookAgain = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));

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
export async function signInAs(page: Page, claims: Claims): Promise<void> {
  await page.addInitScript(() => sessionStorage.setItem('demo-person', 'northside-manager'));
  await page.route('**/oauth2/token', async (route) => {
    const access_token = await tokenFor(claims);
    await route.fulfill({ json: { access_token, token_type: 'Bearer', expires_in: 3600 } });
  });
}

/** Runs in a page that may use no storage. */
export function closeStorage(): void {
  Object.defineProperty(window, 'localStorage', {
    get: () => {
      throw new DOMException('Access is denied for this document.', 'SecurityError');
    },
  });
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The rules of WCAG 2.2, levels A and AA. */
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * What breaks WCAG 2.2 AA on a page as it stands, each with the places where; also in an open dialog. The rule that a name
 * has the text that is seen is still on trial, and so not among the tags.
 */
export const violationsOn = (page: Page): Promise<string[]> =>
  brokenOn(page, { runOnly: wcag, rules: { 'label-content-name-mismatch': { enabled: true } } });

/** What cannot be read on a page for its colours: all that may be different between light and dark. */
export const lowContrastOn = (page: Page): Promise<string[]> => brokenOn(page, { runOnly: ['color-contrast'] });

/** How many pixels of a page, or of its widest table, are out of sight to the side on a phone. */
export async function asideOnPhone(page: Page): Promise<number> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 800 });
  const aside = await page.evaluate(() => {
    const scrolling = [document.documentElement, ...document.querySelectorAll('.table')];
    return Math.max(...scrolling.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth));
  });
  if (before) await page.setViewportSize(before);
  return aside;
}

/** The titles and labels of a page that stand on each other, in pairs. */
export const coveredOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const texts = [...document.querySelectorAll('main :is(h1, h2, h3, legend, label), main label *')].flatMap(
      (element) =>
        [...element.childNodes].flatMap((node) => {
          if (!(node instanceof Text) || element.closest('select, .unseen')) return [];
          const range = document.createRange();
          range.selectNodeContents(node);
          return [...range.getClientRects()].map((rect) => ({ text: node.data, rect }));
        }),
    );
    const covers = (one: DOMRect, other: DOMRect) =>
      Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
      Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 4;
    return texts.flatMap(({ text, rect }, index) =>
      texts.slice(index + 1).flatMap((other) => (covers(rect, other.rect) ? [`${text} / ${other.text}`] : [])),
    );
  });

/** What of an open dialog cannot be read whole: a choice that is wider than its field, a label that its dialog cuts. */
export const cutInDialogOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const pen = document.createElement('canvas').getContext('2d');
    const cutChoices = [...document.querySelectorAll('dialog[open] select')].flatMap((select) => {
      if (!(select instanceof HTMLSelectElement) || !pen) return [];
      const { font, paddingLeft, paddingRight } = getComputedStyle(select);
      const arrow = 18;
      const room = select.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight) - arrow;
      const text = select.selectedOptions[0]?.text ?? '';
      pen.font = font;
      return pen.measureText(text).width > room ? [text] : [];
    });
    const cutLabels = [...document.querySelectorAll('dialog[open] :is(label, legend)')].flatMap((label) => {
      const range = document.createRange();
      range.selectNodeContents(label);
      const end = label.closest('form')?.getBoundingClientRect().right ?? Number.POSITIVE_INFINITY;
      return range.getBoundingClientRect().right > end + 1 ? [label.textContent] : [];
    });
    return [...cutChoices, ...cutLabels];
  });

async function brokenOn(page: Page, options: object): Promise<string[]> {
  // The policy of the page lets no other script in; what a test evaluates is not held to it.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const { violations }: Pick<AxeResults, 'violations'> = await page.evaluate(
    (how) => Reflect.get(window, 'axe').run(how),
    options,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}. ${target.join(' ')} ${failureSummary}`),
  );
}
