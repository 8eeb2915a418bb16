import { globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

type Package = {
  version: string;
  license?: unknown;
  integrity?: string;
  dev?: boolean;
  inBundle?: boolean;
  hasInstallScript?: boolean;
};

const json = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
const lockFiles = globSync('**/package-lock.json', { exclude: ['**/node_modules'] });

/** The packages of a lock file by their folder. */
const packagesIn = (lockFile: string): [folder: string, entry: Package][] =>
  Object.entries<Package>(json(lockFile).packages).filter(([folder]) => folder !== '');

/** Licences that ask for no more than their own text. What only develops and tests may also be under MPL, unchanged. */
const free = [
  'MIT',
  'ISC',
  'Unlicense',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'Zlib',
  'OFL-1.1',
];
const forDevelopment = [...free, 'CC0-1.0', 'PSF-2.0', 'Python-2.0', 'CC-BY-4.0', 'MPL-2.0'];

/** Whether a licence in SPDX is allowed: of `OR` one, of `AND` all. */
function isAllowed(license: string, allowed: readonly string[]): boolean {
  return license
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => allowed.includes(one)));
}

/** Packages whose package.json does not say by which licence, and the one that a file of theirs has. */
const inTheirFiles: Record<string, string> = {
  'busboy@1.6.0': 'MIT',
  'humanize-number@0.0.2': 'MIT',
  'png-js@1.1.0': 'MIT',
  'streamsearch@1.1.0': 'MIT',
};
/** The same of test clients, which are not installed here; both have the text of MIT. */
const inFilesOfClients: Record<string, string> = { 'json-query@2.2.2': 'MIT', 'tv4@1.3.0': 'MIT' };
const nameOf = (folder: string, { version }: Package) => `${folder.split('node_modules/').at(-1)}@${version}`;
const licenseOf = (folder: string, entry: Package) =>
  typeof entry.license === 'string'
    ? entry.license
    : ({ ...inTheirFiles, ...inFilesOfClients }[nameOf(folder, entry)] ?? 'none');

describe.each(lockFiles)('%s', (lockFile) => {
  const packages = packagesIn(lockFile);
  const own = json(join(dirname(lockFile), 'package.json'));

  it('names the exact version of every package that this one needs itself', () => {
    const versions = Object.entries<string>({ ...own.dependencies, ...own.devDependencies });
    expect(versions.length).toBeGreaterThan(0);
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    for (const [name, version] of versions)
      expect(packages.find(([folder]) => folder === `node_modules/${name}`)?.[1].version).toBe(version);
  });

  it('has a SHA-512 of every package that is downloaded', () => {
    const downloaded = packages.filter(([, { inBundle }]) => !inBundle);
    expect(downloaded.filter(([, { integrity = '' }]) => !/^sha512-[\w+/]{86}==$/.test(integrity))).toEqual([]);
  });

  it('has only packages under a licence that is allowed', () => {
    const refused = packages.filter(
      ([folder, entry]) => !isAllowed(licenseOf(folder, entry), entry.dev ? forDevelopment : free),
    );
    expect(refused.map(([folder, entry]) => `${nameOf(folder, entry)}: ${licenseOf(folder, entry)}`)).toEqual([]);
  });

  it('lets only the packages that package.json lists run a script when they are installed', () => {
    const withScript = packages.filter(([, { hasInstallScript }]) => hasInstallScript);
    const names = withScript.map(([folder]) => folder.replace('node_modules/', ''));
    expect(names.toSorted()).toEqual(Object.keys(own.allowScripts ?? {}).toSorted());
  });
});

it('A package that does not say its licence has it in a file', () => {
  const found = packagesIn('package-lock.json').filter(([, { license }]) => license === undefined);
  expect(found.map(([folder, entry]) => nameOf(folder, entry)).toSorted()).toEqual(Object.keys(inTheirFiles));
  for (const [folder] of found) {
    const files = readdirSync(folder).filter((name) => /^(licen[cs]e|readme)/i.test(name));
    const text = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
    expect(text).toMatch(/\bMIT\b|Permission is hereby granted, free of charge/);
  }
});

it('Licences that ask for more are told apart', () => {
  expect(isAllowed('(MIT OR GPL-3.0-or-later)', free)).toBe(true);
  expect(isAllowed('(MIT AND Zlib)', free)).toBe(true);
  expect(['GPL-3.0-or-later', 'MIT AND GPL-2.0', 'MPL-2.0', 'none'].filter((one) => isAllowed(one, free))).toEqual([]);
});
