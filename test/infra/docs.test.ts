import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asyncApi } from '#functions/description/asyncapi.ts';
import { collectionFiles } from '#infra/collection.ts';
import { documents, fileOf, textOf } from '#infra/docs.ts';

describe('the documents in docs/', () => {
  it.each(Object.entries(documents))('%s is up to date: else run `npm run docs`', (name, draw) => {
    expect(readFileSync(fileOf(name), 'utf8')).toEqual(textOf(draw()));
  });

  it('have a collection that is up to date, and no file in it that is not drawn: else run `npm run docs`', () => {
    const there = globSync('collection/**/*.*', { cwd: fileOf('') });
    expect(Object.fromEntries(there.map((name) => [name, readFileSync(fileOf(name), 'utf8')]))).toEqual(
      collectionFiles(),
    );
  });

  it('describe events without a patient or a price, and have no broken references', () => {
    const text = JSON.stringify(asyncApi());
    expect(text).not.toMatch(/patient|lastName|price/i);
    const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path.split('/'));
    expect(references.length).toBeGreaterThan(3);
    for (const path of references) expect(path.reduce((at, name) => at?.[name], JSON.parse(text))).toBeTypeOf('object');
  });
});

it('README, docs/deploy.md and package.json name the same versions of Node', () => {
  const { engines, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const [starts, runs] = [engines.node, devDependencies.node].map((version) => /\d+/.exec(version)?.[0]);
  const readme = readFileSync('README.md', 'utf8');
  for (const page of [readme, readFileSync('docs/deploy.md', 'utf8')])
    expect(page.match(/Node \d+ or newer/g)).toEqual([`Node ${starts} or newer`]);
  expect(readme).toContain(`They run on Node ${runs}, which \`npm ci\` installs`);
  expect(readme).toContain('EBADENGINE');
});
