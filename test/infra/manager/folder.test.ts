import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { listen } from '#infra/local/machine/listening.ts';
import { folderOf, importWith } from '#test/support/importing.ts';

/** What is said when a folder is imported into an empty catalogue. */
async function importInto(folder: string) {
  const server = createServer(({ url }, response) => {
    const settings = { currency: 'EUR', paymentInstructions: '', version: 1 };
    response.end(JSON.stringify(url === '/v1/settings' ? settings : { items: [], nextCursor: null }));
  });
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return importWith([folder], { DESK: await listen(server), TOKEN: 'token' });
}

const head = 'employeeId,firstName,lastName,active\n';

test('Two files whose names differ only in capital letters are refused: none of them is left out in silence', async () => {
  const folder = folderOf({ 'employees.csv': head, 'Employees.csv': head, 'customers.csv': '' });
  const { status, stdout, stderr } = await importInto(folder);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^Leave one of these in .+: Employees\.csv, employees\.csv\. .+\n/);
});

test('A name in capital letters is read', async () => {
  const { stderr } = await importInto(folderOf({ 'EMPLOYEES.csv': `${head}anna,,Kask,yes\n` }));
  expect(stderr).toMatch(/^employees\.csv, line 2, firstName: /);
});

test('Hidden files, those of open spreadsheets and those of other kinds are left out', async () => {
  const folder = folderOf({
    '.employees.csv': '',
    '~$employees.csv': '',
    'employees.csv.txt': '',
    'employees.csv': head,
  });
  expect(await importInto(folder)).toMatchObject({ status: 0, stderr: '' });
});

describe('What is not a file is refused, and not waited for', () => {
  test.each([
    ['a folder', (path: string) => mkdirSync(path)],
    ['a device', (path: string) => symlinkSync('/dev/null', path)],
    ['a link to nothing', (path: string) => symlinkSync('/nowhere', path)],
    [
      'a named pipe',
      (path: string) => {
        spawnSync('mkfifo', [path]);
        // Whoever reads the pipe comes to an end.
        const writer = spawn('sh', ['-c', 'echo > "$0"', path]);
        onTestFinished(() => void writer.kill());
      },
    ],
  ])('%s', async (_, make) => {
    const folder = folderOf({ 'customers.csv': '' });
    make(join(folder, 'employees.csv'));
    const { status, stdout, stderr } = await importInto(folder);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^.+employees\.csv is not a file\.\n/);
  });
});

describe('Faults', () => {
  const withFaults = (count: number) =>
    folderOf({ 'employees.csv': head + 'x,,Kask,yes\n'.replace('x', '').repeat(count) });
  const linesOf = async (count: number) => (await importInto(withFaults(count))).stderr.trimEnd().split('\n');

  test('are all printed up to a hundred', async () => {
    const lines = await linesOf(50);
    expect(lines.slice(0, 3).map((line) => line.split(':')[0])).toEqual([
      'employees.csv, line 2, employeeId',
      'employees.csv, line 2, firstName',
      'employees.csv, line 3, employeeId',
    ]);
    expect([lines.length, lines.at(-1)]).toEqual([101, 'Nothing was written. Faults to correct: 100.']);
  });

  test('are printed up to a hundred, and then counted', async () => {
    const lines = await linesOf(1_000);
    expect(lines[99]).toMatch(/^employees\.csv, line 51, firstName: /);
    expect(lines.slice(100)).toEqual([
      'Nothing was written. Faults to correct: 2000, of which these are the first 100.',
    ]);
  });

  test('are printed in one line each, without control characters of the file', async () => {
    const { stderr } = await importInto(
      folderOf({
        'employees.csv': `${head.trim()},"a\u001B[2J\nb\u009B"\nanna,Anna,Kask,yes,1\n`,
        'x\u001B[2J.csv': '',
      }),
    );
    expect(stderr).toMatch(/^([^\p{C}]+\n)+$/u);
    expect(stderr).toContain('employees.csv, line 1, a [2J b : There is no such field here');
  });
});
