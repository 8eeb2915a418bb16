import { expect, test } from 'vitest';
import { demoPeople } from '#infra/local/demo/people.ts';
import { useDesk, violationsOn } from '#test/support/desk.ts';
import { shared } from '#test/support/product/shared-product.ts';

const desk = useDesk();

test('the address that the product prints offers its people, and each tab may be somebody else', async () => {
  const { page, offences } = await desk.browser.open(`${shared.product}/`);
  await page.getByRole('heading', { name: 'Who are you?' }).waitFor();
  expect(await page.getByRole('listitem').count()).toBe(demoPeople.length);
  await page.getByRole('button', { name: 'Katrin Vogel Manager, Northside Dental Group' }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  const other = await page.context().newPage();
  await other.goto(`${shared.product}/`);
  for (const [tab, name] of [
    [page, 'Katrin Vogel'],
    [other, 'Anna Weber'],
  ] as const) {
    await tab.getByRole('button', { name }).click();
    await tab.getByRole('button', { name: `Signed in: ${name}` }).waitFor();
  }
  await page.reload();
  await page.getByRole('button', { name: 'Signed in: Katrin Vogel' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Who are you?' }).waitFor();
  expect(offences).toEqual([]);
});

test('a check of a page finds what breaks WCAG 2.2 AA on it, although the policy of the page lets no script in', async () => {
  const { page } = await desk.browser.open(`${shared.product}/`);
  await page.getByRole('heading', { name: 'Who are you?' }).waitFor();
  await page.evaluate(() => document.body.append(document.createElement('input')));
  expect(await violationsOn(page)).toEqual([expect.stringMatching(/^label: .* input /)]);
});

test('a screen whose code is not there any more says so, and is there when the page is loaded again', async () => {
  const { page } = await desk.open({ role: 'manager', tenant_id: 'northside' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.route('**/desk/settings-screen-*.js', (route) => route.fulfill({ status: 404, body: 'No such page' }));
  await page.getByRole('link', { name: 'Settings' }).click();
  const alert = page.getByRole('alert').filter({ hasText: 'This screen cannot be loaded.' });
  await alert.waitFor();
  await page.unroute('**/desk/settings-screen-*.js');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
});

test('a screen that could not be loaded without a connection is there when there is one again', async () => {
  const { page } = await desk.open({ role: 'manager', tenant_id: 'northside' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.context().setOffline(true);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('alert').filter({ hasText: 'This screen cannot be loaded.' }).waitFor();
  await page.context().setOffline(false);
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
});
