import type { APIGatewayProxyStructuredResultV2, APIGatewayProxyEventV2WithJWTAuthorizer as Event } from 'aws-lambda';
import { beforeEach, expect, vi } from 'vitest';
import { handlerFile } from '#functions/contract/route.ts';
import { type RouteName, routes } from '#functions/contract/routes.ts';
import { reportSeen, undocumented } from '#test/support/description/undocumented.ts';
import { eventOf, type Sent } from '#test/support/functions/requests.ts';
import { at } from '#test/support/orders.ts';

// biome-ignore lint/suspicious/noExplicitAny: JSON of any shape, which a test checks
export type Answer = { status: number; headers: Record<string, unknown>; body: any };

reportSeen();

type Handler = (event: Event, context: object) => Promise<APIGatewayProxyStructuredResultV2>;

/**
 * Calls the handler of a route, and holds the reply to what the OpenAPI document says. The body is parsed; without one it is
 * undefined.
 */
export async function call(name: RouteName, sent: Sent = {}): Promise<Answer> {
  const { handler }: { handler: Handler } = await import(/* @vite-ignore */ `#${handlerFile(routes[name])}`);
  const { statusCode = 0, headers = {}, body } = await handler(eventOf(name, sent), {});
  const answer = { status: statusCode, headers, body: body === undefined ? undefined : JSON.parse(body) };
  const replied = { ...answer, headers: new Headers(headers as Record<string, string>) };
  expect(undocumented(name, replied)).toBeNull();
  return answer;
}

/** The log lines of the current test. */
export const logged: string[] = [];

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse(at), toFake: ['Date'] });
  logged.length = 0;
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => logged.push(String(line)) > 0);
  return () => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  };
});
