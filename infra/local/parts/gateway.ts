import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type {
  APIGatewayProxyEventV2 as Anonymous,
  APIGatewayProxyEventV2WithJWTAuthorizer as Authorized,
  Context,
  APIGatewayProxyStructuredResultV2 as Result,
} from 'aws-lambda';
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { scope } from '#functions/contract/route.ts';
import { routes } from '#functions/contract/routes.ts';
import { cors } from '#infra/cors.ts';
import { listen } from '#infra/local/machine/listening.ts';
import { httpEvent, targetOf, withClaims } from '#infra/local/parts/http-event.ts';
import { audience, issuerPaths } from '#infra/local/parts/issuer.ts';
import { pathPattern } from '#infra/local/parts/path-pattern.ts';

/** The part of Lambda's context that our handlers use. */
type Invocation = Pick<Context, 'awsRequestId' | 'functionName' | 'getRemainingTimeInMillis'>;

export type Lambda<Event> = (event: Event, invocation: Invocation) => Promise<Result>;

export type Handlers = {
  /** The handlers of the routes, by route name. */
  routes: Partial<Record<string, Lambda<Authorized>>>;
  /** The handler of requests that match no route. It needs no token. */
  unknownRoute: Lambda<Anonymous>;
};

export type Gateway = AsyncDisposable & {
  url: string;
  /**
   * Begins to answer; requests that came before have waited. `own` has the routes of the local product alone, such as
   * `GET /health`. Web pages of `origins` may call by CORS.
   */
  serve: (handlers: Handlers, own: Record<string, RequestListener>, origins?: readonly string[]) => void;
};

/** API Gateway's limits: bytes of a body, and milliseconds of a call. */
const longestBody = 10 * 1024 * 1024;
const longestCall = 30_000;

/** How many milliseconds a gateway that is stopped waits for its running requests. */
const patience = 1000;

/**
 * Starts a server that does what API Gateway's HTTP API does with our routes. It accepts the tokens of the issuer at its own
 * URL, which the handlers may need to know before they are loaded.
 */
export async function startGateway(port: number): Promise<Gateway> {
  const { promise: serving, resolve: serve } = Promise.withResolvers<RequestListener>();
  const server = createServer(async (request, response) => (await serving)(request, response));
  const url = await listen(server, port);
  const readToken = tokenReader(url);

  const listenerOf =
    (handlers: Handlers, own: Record<string, RequestListener>, origins: readonly string[] = []): RequestListener =>
    async (request, response) => {
      const { origin = '' } = request.headers;
      if (origins.includes(origin)) response.setHeaders(new Headers(permitted(origin)));
      const { path } = targetOf(request);
      const listener = own[`${request.method} ${path}`];
      if (listener) return listener(request, response);
      const answered = answer(handlers, request, methodsOf(own, path)).catch((error) => {
        console.error(error);
        return plain(500, 'Internal Server Error');
      });
      send(response, await answered);
    };

  async function answer(handlers: Handlers, request: IncomingMessage, others: string[]): Promise<Result> {
    const allow = others.join(', ');
    if (allow && request.method !== 'OPTIONS') return plain(405, `Send ${allow}.`, { allow });
    const match = matchOf(request);
    const token = match && (await readToken(request.headers.authorization));
    if (token?.kind === 'refused') return token.refused;
    const body = await bodyOf(request);
    if (!body) return plain(413, 'Request Entity Too Large');
    if (!match || !token)
      return handlers.unknownRoute(httpEvent(request, body, '$default'), invocation('unknownRoute'));

    const { name, routeKey, parameters } = match;
    const handler = handlers.routes[name];
    if (!handler) throw new Error(`The route ${name} has no handler.`);
    return handler(withClaims(httpEvent(request, body, routeKey, parameters), token.claims), invocation(name));
  }

  return {
    url,
    serve: (...served) => serve(listenerOf(...served)),
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      setTimeout(() => server.closeAllConnections(), patience).unref();
      await closed;
    },
  };
}

/** The methods of a path among routes such as `GET /health`. */
function methodsOf(own: Record<string, RequestListener>, path: string): string[] {
  return Object.keys(own).flatMap((route) => {
    const [method = '', known] = route.split(' ');
    return known === path ? method : [];
  });
}

const templates = Object.entries(routes).map(([name, { method, path }]) => ({
  name,
  method,
  routeKey: `${method} ${path}`,
  pattern: pathPattern(path),
}));

type Match = { name: string; routeKey: string; parameters?: Record<string, string> };

/** The route of a request, with its decoded path parameters. */
function matchOf(request: IncomingMessage): Match | undefined {
  const { path } = targetOf(request);
  for (const { name, method, routeKey, pattern } of templates) {
    const match = method === request.method && pattern.exec(path);
    if (!match) continue;
    const parameters = Object.entries(match.groups ?? {}).map(([parameter, text]) => [parameter, decoded(text)]);
    return { name, routeKey, ...(parameters.length > 0 && { parameters: Object.fromEntries(parameters) }) };
  }
  return undefined;
}

/** Decodes percent-encoded text. Text with an invalid encoding is returned unchanged. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The claims of a token, or API Gateway's reply to a token that it refuses. */
type Token = { kind: 'claims'; claims: JWTPayload } | { kind: 'refused'; refused: Result };

/**
 * Makes a function that verifies a Bearer token: its issuer, audience, expiry and scope. It returns the claims, or the reply
 * that API Gateway gives.
 */
function tokenReader(issuer: string): (authorization?: string) => Promise<Token> {
  const refused = (answer: Result): Token => ({ kind: 'refused', refused: answer });
  const keys = createRemoteJWKSet(new URL(issuerPaths.jwks, issuer));
  const requirements = { issuer, audience, algorithms: ['RS256'], requiredClaims: ['exp'] };
  return async (authorization = '') => {
    const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
    if (!token) return refused(plain(401, 'Unauthorized', { 'www-authenticate': 'Bearer' }));
    try {
      const { payload } = await jwtVerify(token, keys, requirements);
      if (`${payload['scope']}`.split(' ').includes(scope)) return { kind: 'claims', claims: payload };
      return refused(plain(403, 'Forbidden', challenge('insufficient_scope')));
    } catch (error) {
      return refused(plain(401, 'Unauthorized', challenge('invalid_token', descriptionOf(error))));
    }
  };
}

/** The `WWW-Authenticate` header of a refused token. API Gateway puts no commas between its parameters. */
const challenge = (error: string, description?: string) => ({
  'www-authenticate': `Bearer scope="${scope}" error="${error}"${description ? ` error_description="${description}"` : ''}`,
});

/** API Gateway's `error_description`, for those errors whose wording we know. */
function descriptionOf(error: unknown): string | undefined {
  if (error instanceof errors.JWTExpired) return 'the token has expired';
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud')
    return 'the token does not have a valid audience';
  return undefined;
}

/** Reads the body. Undefined if it is longer than API Gateway takes. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= longestBody) chunks.push(chunk);
  }
  return length <= longestBody ? Buffer.concat(chunks) : undefined;
}

function invocation(functionName: string): Invocation {
  const deadline = Date.now() + longestCall;
  return { awsRequestId: randomUUID(), functionName, getRemainingTimeInMillis: () => deadline - Date.now() };
}

/** The CORS headers that API Gateway adds to a reply. */
const permitted = (origin: string) => ({
  'access-control-allow-origin': origin,
  'access-control-allow-methods': cors.methods.join(),
  'access-control-allow-headers': cors.headers.join(),
  'access-control-expose-headers': cors.exposed.join(),
  'access-control-max-age': `${cors.maxAgeSeconds}`,
  vary: 'Origin',
});

/** A reply of API Gateway itself. */
function plain(statusCode: number, message: string, headers?: Record<string, string>): Result {
  return { statusCode, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ message }) };
}

function send(
  response: ServerResponse,
  { statusCode = 200, headers = {}, cookies, body = '', isBase64Encoded }: Result,
) {
  response.statusCode = statusCode;
  // Added, not set: a page's request has a Vary already.
  for (const [name, value] of Object.entries(headers)) response.appendHeader(name, String(value));
  if (cookies) response.setHeader('set-cookie', cookies);
  response.end(Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'));
}
