import type { Backend } from '#infra/pages/backend.ts';
import { policyOf } from '#infra/pages/policy.ts';

/**
 * The page of the desk, which people work with. Its script draws all that is on it, also after the sign-in page has led
 * back; the configuration that it begins with is loaded beside it.
 */
export const deskPage = () => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Order desk</title>
    <link rel="icon" href="/icon.svg">
    <link rel="stylesheet" href="/desk/main.css">
    <link rel="preload" href="/desk.json" as="fetch" crossorigin>
    <script type="module" src="/desk/main.js"></script>
  </head>
  <body></body>
</html>
`;

/**
 * The policy of that page: our own scripts and styles alone, and requests to the API, for tokens, and
 * for the PDFs that it joins.
 */
export const deskPolicy = ({ api, tokens, files }: Backend) =>
  policyOf({
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'"],
    'connect-src': ["'self'", api, tokens, files],
  });
