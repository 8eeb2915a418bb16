import * as openid from 'openid-client';
import { expect, it } from 'vitest';
import { shared } from '#test/support/product/shared-product.ts';

it('a client discovers the issuer, gets a token and calls the API with it', async () => {
  const url = new URL(shared.product);
  for (const algorithm of ['oidc', 'oauth2'] as const) {
    const secret = openid.ClientSecretBasic('demo-secret');
    const options = { execute: [openid.allowInsecureRequests], algorithm };
    const issuer = await openid.discovery(url, 'northside-dr-weber', undefined, secret, options);
    const { access_token } = await openid.clientCredentialsGrant(issuer, { scope: 'order-desk/orders' });
    const laboratories = new URL('/v1/laboratories', url);
    const answer = await openid.fetchProtectedResource(issuer, access_token, laboratories, 'GET');
    expect(answer.status).toBe(200);
  }
});

it('the authorization endpoint says that there is no sign-in page', async () => {
  const answer = await fetch(new URL('/oauth2/authorize?response_type=code', shared.product));
  expect(answer.status).toBe(400);
  expect(await answer.json()).toEqual({
    error: 'unauthorized_client',
    error_description: 'Send grant_type=client_credentials. There is no sign-in page here.',
  });
});
