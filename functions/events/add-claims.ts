import type { PreTokenGenerationV2TriggerEvent, PreTokenGenerationV3TriggerEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { claimsOf } from '#functions/claims.ts';
import { log } from '#functions/log.ts';
import { find } from '#functions/store/grants.ts';
import { keys } from '#functions/store/table.ts';

type TokenEvent = PreTokenGenerationV2TriggerEvent | PreTokenGenerationV3TriggerEvent;

/** The key of the grant for a token: of a client, or of the user who signs in. */
const Subject = z.union([
  z.pipe(
    z.object({
      triggerSource: z.literal('TokenGeneration_ClientCredentials'),
      callerContext: z.object({ clientId: z.string().check(z.minLength(1)) }),
    }),
    z.transform(({ callerContext }) => keys.client(callerContext.clientId)),
  ),
  z.pipe(
    z.object({
      triggerSource: z.string().check(z.refine((source) => source !== 'TokenGeneration_ClientCredentials')),
      request: z.object({ userAttributes: z.object({ sub: z.string().check(z.minLength(1)) }) }),
    }),
    z.transform(({ request }) => keys.user(request.userAttributes.sub)),
  ),
]);

/**
 * Cognito's trigger before a token is made: adds the claims that an operator has granted. A token without them is
 * refused by the API (401).
 */
export const handler = async (event: TokenEvent): Promise<TokenEvent> => {
  const key = Subject.parse(event);
  const grant = await find(key);
  log('info', { token: key.PK, trigger: event.triggerSource, role: grant?.role });
  const claimsToAddOrOverride = grant ? claimsOf(grant) : {};
  return {
    ...event,
    response: { claimsAndScopeOverrideDetails: { accessTokenGeneration: { claimsToAddOrOverride } } },
  };
};
