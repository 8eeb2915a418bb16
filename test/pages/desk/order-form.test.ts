import { expect, test } from 'vitest';
import { useDesk } from '#test/support/desk.ts';
import { newClinic } from '#test/support/product/clinic.ts';

const desk = useDesk();

test('a dentist orders a crown by keys alone, and what is missing is known before it is sent', async () => {
  const { tenantId, anna } = await newClinic();
  const claims = { role: 'dentist', tenant_id: tenantId, customer_id: 'anna' };
  const { page, offences } = await desk.open(claims, '/orders/new');
  const missing = page.getByRole('region', { name: 'Before it can be sent' });
  await missing.getByText('Order at least one service.').waitFor();
  await page.getByRole('textbox', { name: 'Last name' }).fill('Ferrari');
  await page.getByRole('combobox', { name: 'Add a service' }).pressSequentially('crown');
  await page.keyboard.press('Enter');
  await page.keyboard.type('26');
  await page.keyboard.press('Tab');
  await page.keyboard.type('a 3,5');
  await page.getByRole('combobox', { name: 'Laboratory' }).selectOption('The apex-lab');
  await page.getByLabel('Due date').fill('2099-03-02');
  await missing.getByText('Ready to be sent.').waitFor();
  await page.keyboard.press('Control+s');
  await page.getByRole('heading', { name: /^#[0-9A-F]{10}$/ }).waitFor();
  const number = /[0-9A-F]{10}/.exec(page.url())?.[0];
  const { body } = await anna('GET', `/orders/${number}`);
  expect(body).toMatchObject({ patient: { lastName: 'Ferrari' }, readiness: [], dueDate: '2099-03-02' });
  expect(body.services).toMatchObject([{ teeth: ['26'], shade: { system: 'VITA Classical', value: 'A3.5' } }]);
  expect(offences).toEqual([]);
});
