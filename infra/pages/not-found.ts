import { htmlPage } from '#infra/pages/html.ts';

/** The page for an address that has none. */
export const notFoundPage = () =>
  htmlPage(
    'No such page',
    '<h1>No such page</h1>',
    '<p><a href="/docs">The API reference</a> and <a href="/docs/errors">the codes of errors</a> are here.</p>',
  );
