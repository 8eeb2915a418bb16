import { demoPeople } from '#infra/local/demo/people.ts';
import { issuerPaths } from '#infra/local/parts/issuer.ts';

/** What a person can do with the product that runs at a URL. */
export function howToTry(url: string): string {
  const [manager] = demoPeople;
  const form = ` -d client_id=${manager?.clientId} -d client_secret=${manager?.clientSecret}`;
  return `Open ${url} in a browser: there is the order desk, for each of the people below.

Programs use the API: browse it and try it at ${url}/docs. Or get a token, then list the services:

  TOKEN=$(curl -s ${url}${issuerPaths.token} -d grant_type=client_credentials${form} | cut -d '"' -f 4)
  curl -s ${url}/v1/services -H "authorization: Bearer $TOKEN"

Who can get a token, all with that secret:

${demoPeople.map(({ clientId, who }) => `  ${clientId.padEnd(24)}${who}`).join('\n')}
`;
}
