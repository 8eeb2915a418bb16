import type { Route } from '#functions/contract/route.ts';
import { type RouteName, routes } from '#functions/contract/routes.ts';
import { GatewayAnswer, problems } from '#functions/description/problem-documents.ts';
import { refusalsOf } from '#functions/description/refusals.ts';
import { hasNoBody, successesOf } from '#functions/description/responses.ts';

/**
 * Why a reply to a route is not what the OpenAPI document says, or null if it is: a status or a code that is not listed there,
 * or a body without or beyond the members of its schema. `body` is undefined where there is none.
 */
export function undocumented(name: RouteName, status: number, body: unknown): string | null {
  const why = whyUndocumented(name, status, body);
  return why && `${name} answers ${status} ${JSON.stringify(body)}: ${why}`;
}

function whyUndocumented(name: RouteName, status: number, body: unknown): string | null {
  const route: Route = routes[name];
  if (Object.hasOwn(successesOf(route), status)) {
    if (hasNoBody(status)) return body === undefined ? null : 'It has a body.';
    if (body === undefined && status === 201 && route.minimal) return null;
    const fits = route.reply.safeParse(body);
    return fits.success ? null : fits.error.message;
  }
  const refusal = refusalsOf(route).find((one) => one.status === status);
  if (!refusal) return 'The status is not documented.';
  if (refusal.gateway && GatewayAnswer.safeParse(body).success) return null;
  const code = refusal.codes.find((one) => one === Object(body).code);
  if (!code) return 'The code is not documented for it.';
  const fits = problems.get(code)?.safeParse(body);
  return fits?.error?.message ?? null;
}
