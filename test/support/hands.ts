import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Scans a code: its keys come at once, as from a scanner, and then Enter. */
export async function scan({ keyboard: keys }: Page, code: string): Promise<void> {
  await Promise.all([...code, 'Enter'].flatMap((key) => [keys.down(key), keys.up(key)]));
}

type Role = Parameters<Page['getByRole']>[0];

/** The name of a control: all of it, or a pattern. */
type Name = string | RegExp;

/**
 * How somebody works at a page. They find a control as a screen reader names it, in the dialog that is
 * open if there is one.
 */
export type Hands = {
  /** Uses a button, a link, a box to tick, or a tooth. */
  press(role: Role, name: Name): Promise<void>;
  /** Writes into a field, in place of what it has. A date is written YYYY-MM-DD, whatever the field shows. */
  type(name: Name, text: string): Promise<void>;
  /** Chooses in a list, or in a field that finds what is typed. */
  choose(name: Name, option: string): Promise<void>;
  /** Chooses an entry of the menu of an order. */
  act(entry: string): Promise<void>;
  /** Closes the dialog that is open. */
  close(): Promise<void>;
};

/** Where controls can be used: while a dialog is open, nothing else on the page can. */
const usable = (page: Page) => page.locator('dialog[open], body:not(:has(dialog[open]))');
const controlOn = (page: Page) => (role: Role, name: Name) => {
  const all = usable(page).getByRole(role, { name, exact: true });
  // Links of one name lead to one place.
  return role === 'link' ? all.first() : all;
};
const fieldOn = (page: Page) => (name: Name) =>
  usable(page).getByLabel(name, { exact: true }).and(page.locator('input, select, textarea'));
const kindOf = (control: Locator) => control.evaluate((one) => ('type' in one ? `${one.type}` : ''));

/** What a list offers, by the beginning of its name. */
const optionIn = (page: Page, option: string) => usable(page).getByRole('option', { name: new RegExp(`^${option}`) });

/** A date as it is typed into its field, which is American here as the browser is. */
const datedKeys = (date: string) => date.replace(/(\d{4})-(\d\d)-(\d\d)/, '$2$3$1');

/** Somebody who has a mouse, and who types only into what they have clicked. */
export function mouse(page: Page): Hands {
  const control = controlOn(page);
  const field = fieldOn(page);
  const hands: Hands = {
    press: (role, name) => control(role, name).click(),
    async type(name, text) {
      const isDate = (await kindOf(field(name))) === 'date';
      // A date is typed from its first part on; of other fields, the third click takes all that a line has.
      await field(name).click(isDate ? { position: { x: 12, y: 16 } } : { clickCount: 3 });
      await page.keyboard.type(isDate ? datedKeys(text) : text);
    },
    async choose(name, option) {
      // The list of a select is drawn by the system, where no test can click.
      if ((await kindOf(field(name))) === 'select-one') return void (await field(name).selectOption(option));
      await field(name).click();
      await optionIn(page, option).click();
    },
    async act(entry) {
      await hands.press('button', /^Actions/);
      await hands.press('menuitem', new RegExp(`^${entry}`));
    },
    close: () => hands.press('button', 'Close'),
  };
  return hands;
}

/** The key that brings the focus nearer to a control; null when the control has it. */
function nextKey(control: Element): string | null {
  const focused = document.activeElement ?? document.body;
  if (focused === control) return null;
  const isAfter = (focused.compareDocumentPosition(control) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const areBothIn = (group: string) => focused.closest(group) === (control.closest(group) ?? undefined);
  if (focused instanceof HTMLTableCellElement && control instanceof HTMLTableCellElement && areBothIn('[role=grid]')) {
    const row = (cell: Element) => cell.closest('tr')?.rowIndex ?? 0;
    if (row(focused) !== row(control)) return row(focused) < row(control) ? 'ArrowDown' : 'ArrowUp';
    return focused.cellIndex < control.cellIndex ? 'ArrowRight' : 'ArrowLeft';
  }
  const isRadioOf = (one: Element, name: string) =>
    one instanceof HTMLInputElement && one.type === 'radio' && one.name === name;
  if (areBothIn('[role=menu]') || (control instanceof HTMLInputElement && isRadioOf(focused, control.name)))
    return isAfter ? 'ArrowDown' : 'ArrowUp';
  return isAfter ? 'Tab' : 'Shift+Tab';
}

/** More keys than it takes to get from one end of the longest screen of a test to the other. */
const manyKeys = 150;

/**
 * Somebody who has a keyboard alone: nothing is clicked and nothing gets the focus but by keys. They read the key of an
 * action where the page shows it: of a button at once, of an entry of the menu when they have chosen it once. `known` has
 * the keys that they have read.
 */
export function keyboard(page: Page, known = new Map<string, string>()): Hands {
  const control = controlOn(page);
  const field = fieldOn(page);
  const { keyboard: keys } = page;

  /** Presses keys until a control has the focus. */
  async function reach(wanted: Locator): Promise<void> {
    const handle = await wanted.elementHandle();
    for (let count = 0; count < manyKeys; count++) {
      const key = (await handle?.evaluate(nextKey)) ?? null;
      if (key === null) return;
      await keys.press(key);
    }
    expect.fail(`No key leads to ${wanted}`);
  }
  /** Presses a single key, outside of what is typed into. */
  async function shortcut(key: string): Promise<void> {
    const isTyping = () => page.evaluate(() => document.activeElement?.matches('input, textarea, select, td') ?? false);
    for (let count = 0; count < manyKeys && (await isTyping()); count++) await keys.press('Tab');
    await keys.press(key);
  }
  const keyShownAt = async (wanted: Locator) => {
    const shown = await wanted.evaluate((one) => one.querySelector('kbd')?.textContent ?? '');
    return shown.length === 1 ? shown : undefined;
  };
  const hands: Hands = {
    async press(role, name) {
      const wanted = control(role, name);
      const key = await keyShownAt(wanted);
      if (key !== undefined) return shortcut(key);
      await reach(wanted);
      if (role === 'radio') return;
      await keys.press(role === 'checkbox' || role === 'gridcell' ? 'Space' : 'Enter');
    },
    async type(name, text) {
      await reach(field(name));
      const isDate = (await kindOf(field(name))) === 'date';
      for (const key of isDate ? ['ArrowLeft', 'ArrowLeft', 'ArrowLeft'] : ['Control+A']) await keys.press(key);
      await keys.type(isDate ? datedKeys(text) : text);
    },
    async choose(name, option) {
      const wanted = field(name);
      await reach(wanted);
      if ((await kindOf(wanted)) === 'select-one') {
        await wanted.locator('option', { hasText: option }).waitFor({ state: 'attached' });
        await keys.type(option);
        await wanted.locator('option:checked', { hasText: option }).waitFor({ state: 'attached' });
        return;
      }
      await keys.type(option);
      await optionIn(page, option).waitFor();
      await keys.press('Enter');
    },
    async act(entry) {
      const key = known.get(entry);
      if (key !== undefined) return shortcut(key);
      await hands.press('button', /^Actions/);
      const wanted = control('menuitem', new RegExp(`^${entry}`));
      await page.locator('[role=menuitem]:focus').waitFor();
      known.set(entry, (await keyShownAt(wanted)) ?? expect.fail(`${entry} shows no key`));
      await reach(wanted);
      await keys.press('Enter');
    },
    close: () => keys.press('Escape'),
  };
  return hands;
}
