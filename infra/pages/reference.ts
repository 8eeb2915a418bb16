import { scope } from '#functions/contract/route.ts';
import type { Backend } from '#infra/pages/backend.ts';
import { escaped } from '#infra/pages/html.ts';
import { policyOf } from '#infra/pages/policy.ts';

/**
 * The page of the API reference. Scalar's script reads its settings from the element `api-reference`; all that would call
 * somebody else's server is turned off.
 */
export function referencePage({ api, signIn }: Backend): string {
  // Only the product on one machine has somebody whose secret may be filled in.
  const demo = signIn.kind === 'demo' && { clientId: signIn.people[0]?.clientId, clientSecret: signIn.secret };
  const settings = {
    url: '/openapi.json',
    // Instead of the document's variable, which would be shown by its name.
    servers: [{ url: api }],
    withDefaultFonts: false,
    telemetry: false,
    proxyUrl: '',
    agent: { disabled: true },
    mcp: { disabled: true },
    showDeveloperTools: 'never',
    hideClientButton: true,
    documentDownloadType: 'direct',
    modelsSectionLabel: 'Schemas',
    orderSchemaPropertiesBy: 'preserve',
    authentication: {
      securitySchemes: {
        token: {
          flows: {
            clientCredentials: {
              selectedScopes: [scope],
              // A form, which browsers send to the token address of another server without asking there first.
              'x-scalar-credentials-location': 'body',
              ...(demo && { 'x-scalar-client-id': demo.clientId, clientSecret: demo.clientSecret }),
            },
          },
        },
      },
    },
  };
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Order desk: API reference</title>
    <link rel="icon" href="/icon.svg">
  </head>
  <body>
    <script id="api-reference" type="application/json" data-configuration="${escaped(JSON.stringify(settings))}"></script>
    <script src="/docs/scalar.js"></script>
  </body>
</html>
`;
}

/** The policy of that page. Scalar sets styles inline; no script is inline, and none is evaluated. */
export const referencePolicy = ({ api, tokens }: Backend) =>
  policyOf({
    'script-src': ["'self'"],
    'style-src': ["'unsafe-inline'"],
    'img-src': ["'self'"],
    'connect-src': ["'self'", api, tokens],
  });
