import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { importFiles } from '#domain/catalog/import/check-import.ts';
import { useDesk, violationsOn } from '#test/support/desk.ts';
import { newClinic } from '#test/support/product/clinic.ts';

const desk = useDesk();

const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

async function openImport() {
  const { manager, tenantId } = await newClinic();
  const opened = await desk.open({ role: 'manager', tenant_id: tenantId }, '/catalogue/import');
  await opened.page.getByLabel('CSV files').waitFor();
  return { ...opened, manager };
}

test('files with faults are not sent; mended, they are imported, and what is there already is not sent twice', async () => {
  const { page, manager, offences } = await openImport();
  const files = page.getByLabel('CSV files');
  const puts: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PUT') puts.push(new URL(request.url()).pathname);
  });
  await files.setInputFiles([
    csv('Services.csv', 'serviceId;name;group;price;activ\ngold-crown;Gold crown;Fixed;1.200;ja\n'),
    csv('employees.csv', 'employeeId,firstName,lastName,active\nolena,Олена,,yes\n'),
  ]);
  await page.getByRole('heading', { name: 'There are 3 mistakes to correct' }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole('button', { name: 'Download Services (services.csv)' }).waitFor();
  expect(await page.getByRole('row').allInnerTexts()).toEqual([
    'File\tLine\tColumn\tWhat to do',
    expect.stringMatching(/^employees\.csv\t2\tlastName\t/),
    'services.csv\t1\tactiv\tThere is no such field here; did you mean active?',
    'services.csv\t2\tprice\t1.200 may be 1200.00 or 1.20; write one of these.',
  ]);

  const rows = Array.from({ length: 30 }, (_, index) => `crown-${index},Crown ${index},Fixed,${index + 1}.50,yes`);
  const services = ['serviceId,name,group,price,active', 'crown,Crown,Fixed,1.00,yes', ...rows, ''].join('\n');
  await files.setInputFiles([
    csv('services.csv', services),
    csv('employees.csv', 'employeeId,firstName,lastName,active\nolena,Олена,Шевченко,yes\ntimo,Timo,Ceramist,yes\n'),
  ]);
  await page.getByRole('heading', { name: 'These files are ready to import' }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  expect(puts).toEqual([]);
  await page.getByText('Show: Different in the catalogue').click();
  await page.getByText('Services: crown: price').waitFor();
  await page.getByRole('button', { name: 'Import 31 entries' }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByText('Stopped. What was imported until now is in the catalogue; the rest is not.').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('31 added, 0 replaced, 1 unchanged, 1 left as they are.').waitFor();
  expect(puts).toHaveLength(31);
  expect((await manager('GET', '/services/crown-29')).body.price).toEqual({ amount: 30_50, currency: 'EUR' });
  expect((await manager('GET', '/services/crown')).body.price.amount).toBe(119_00);

  await page.getByRole('button', { name: 'Choose other files' }).click();
  await files.setInputFiles([csv('services.csv', services)]);
  await page.getByText('There is nothing to import.').waitFor();
  await page.getByLabel('Replace what is different').check();
  const { body } = await manager('GET', '/services/crown');
  await manager('PUT', '/services/crown', { ...body, name: 'Crown of somebody else' });
  await page.getByRole('button', { name: 'Import 1 entry' }).click();
  await page.getByText('Somebody else has changed it since these files were checked.').waitFor();
  await page.getByRole('button', { name: 'Check again' }).click();
  await page.getByText('Show: Different in the catalogue').click();
  await page.getByText('Services: crown: name, price').waitFor();
  expect(offences.filter((offence) => !offence.includes('412'))).toEqual([]);
});

test('the catalogue is taken as files, and dropped on the page it is there already; the example of the guide is found whole', async () => {
  const { page, offences } = await openImport();
  // Who is faster than the list gets the file as soon as it is read.
  const { promise: clicked, resolve: click } = Promise.withResolvers<void>();
  await page.route('**/v1/services?*', async (route) => {
    await clicked;
    await route.continue();
  });
  await page.reload();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download Services (services.csv)' }).click();
  click();
  const download = await downloading;
  const taken = readFileSync(await download.path(), 'utf8');
  expect(taken).toMatch(/^\uFEFFserviceId,name,group,unit,price,active,/);
  const drop = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'services.csv', { type: 'text/csv' }));
    return transfer;
  }, taken);
  await page.dispatchEvent('h1', 'drop', { dataTransfer: drop });
  await page.getByText('There is nothing to import.').waitFor();
  await page.getByLabel('CSV files').setInputFiles(importFiles.map((name) => `docs/catalogue/${name}`));
  await page.getByRole('heading', { name: 'These files are ready to import' }).waitFor();
  const counted = (await page.getByRole('row').allInnerTexts()).slice(1);
  expect(counted.map((row) => row.split('\t')[0])).toEqual(['Services', 'Dentists', 'Technicians', 'Laboratories']);
  expect(offences).toEqual([]);
});
