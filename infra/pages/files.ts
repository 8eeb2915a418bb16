import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from '#desk/configuration.ts';
import { pagePaths } from '#functions/contract/places.ts';
import { documents, textOf } from '#infra/docs.ts';
import type { Backend } from '#infra/pages/backend.ts';
import { deskPage, deskPolicy } from '#infra/pages/desk.ts';
import { errorsPage } from '#infra/pages/errors.ts';
import { notFoundPage } from '#infra/pages/not-found.ts';
import { policyOf } from '#infra/pages/policy.ts';
import { referencePage, referencePolicy } from '#infra/pages/reference.ts';

/** A file of the pages. A page may have a Content Security Policy of its own. */
export type StaticFile = { draw: (backend: Backend) => string; policy?: (backend: Backend) => string };

/** The drawn documents for programs, such as `openapi.json`. */
const drawn = Object.entries(documents)
  .filter(([name]) => name.endsWith('.json'))
  .map(([name, document]): [string, StaticFile] => [name, { draw: (backend) => textOf(document(backend)) }]);

/** Every file of the pages, by name. The local product serves them, and the cloud keeps them in a bucket. */
export const files: Readonly<Record<string, StaticFile>> = {
  'index.html': { draw: deskPage, policy: deskPolicy },
  'signed-in.html': { draw: deskPage, policy: deskPolicy },
  'desk.json': { draw: ({ api, signIn }) => JSON.stringify({ api, signIn } satisfies Configuration) },
  ...Object.fromEntries(drawn),
  [nameOf(pagePaths.documentation)]: { draw: referencePage, policy: referencePolicy },
  [nameOf(pagePaths.errors)]: { draw: errorsPage },
  'not-found.html': { draw: notFoundPage },
  'docs/scalar.js': copied('node_modules/@scalar/api-reference/dist/browser/standalone.js'),
  'icon.svg': copied('infra/pages/icon.svg'),
  'pages.css': copied('infra/pages/pages.css'),
};

/** The path that a file is served at. That of a page has no ending. */
export const pathOf = (name: string) => `/${name.replace(/^index\.html$|\.html$/, '')}`;

/** The file of a page, by its path. */
function nameOf(path: string): string {
  return `${path.slice(1)}.html`;
}

/** The policy of a file without one of its own. */
export const usualPolicy = policyOf({ 'style-src': ["'self'"], 'img-src': ["'self'"] });

/** The headers of every file, for browsers. They ask each time whether it has changed. */
export const headersOf = ({ policy = () => usualPolicy }: StaticFile, backend: Backend) => ({
  'cache-control': 'no-cache',
  'content-security-policy': policy(backend),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
});

/** A file that is copied from the repository, or from a package. */
function copied(file: string): StaticFile {
  return { draw: () => readFileSync(join(import.meta.dirname, '../..', file), 'utf8') };
}
