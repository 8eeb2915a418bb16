import * as z from 'zod/mini';
import { Message } from '#domain/kernel/messages/message.ts';
import { optionsOf } from '#domain/kernel/unions.ts';
import { codes } from '#functions/codes.ts';
import type { Route } from '#functions/contract/route.ts';
import type { Exchange } from '#functions/description/examples.ts';
import { type RefusedStatus, refusalsOf } from '#functions/description/refusals.ts';
import { schemaNamed } from '#functions/description/schemas.ts';

/** A name as those of schemas are written: `not_found` and `notFound` give `NotFound`. */
export const pascal = (name: string) => name.replaceAll(/(?:^|_)([a-z])/g, (_, letter) => letter.toUpperCase());

/** The name of the schema of a code's problem document. */
export const problemName = (code: string) => `${pascal(code)}Problem`;

export const header = (description: string) => ({ description, schema: { type: 'string' } });

/** The header of all our replies. */
const traced = { 'X-Request-Id': { $ref: '#/components/headers/RequestId' } };
export const requestId = header(
  'The id of this request in our log. Name it when you ask about the request. Absent where API Gateway answers.',
);

const tagged = {
  ETag: header('The version, for If-Match and If-None-Match. Absent where nothing was written yet, and in a dry run.'),
};

const preferenceApplied = {
  'Preference-Applied': header(
    'The preference that was followed: `return=minimal`, or `return=representation`. Absent where there was none.',
  ),
};

/** The headers of a reply with messages for people; without its body it is in no language. */
const varying = { Vary: header('`Accept-Language`: asked in another language, its messages are in that.') };
const inLanguage = { 'Content-Language': header('The language of its messages.') };

/** The statuses of success that a route can answer, with what each means. */
export function successesOf({ method, success, adds, etag, minimal }: Route): Record<number, string> {
  const withoutBody = minimal && { 204: 'Done. No body was preferred, and there is nothing to warn of.' };
  if (adds) return { 200: 'Replaced.', 201: 'Added.', ...withoutBody };
  if (success) return { [success]: success === 201 ? 'Made.' : 'Done.' };
  return {
    200: method === 'GET' ? 'What was asked for.' : 'Done.',
    ...withoutBody,
    ...(etag && { 304: 'You have this version already.' }),
  };
}

/** The responses of a route by status, with the headers and the schema of each. */
export function responsesOf(route: Route, schemaOfReply: () => object, example: Exchange['reply']) {
  const { reply, takes, success, minimal } = route;
  const always = {
    ...traced,
    ...(versioned(reply) && tagged),
    ...(speaks(reply) && varying),
    ...(minimal && preferenceApplied),
  };
  const headers = {
    ...always,
    ...(speaks(reply) && inLanguage),
    ...(success === 201 && { Location: header('Where to read what was made; of a message, its thread.') }),
    ...(Object.hasOwn(takes.shape.query.shape, 'cursor') && {
      Link: header('The next page, as `<...>; rel="next"`; absent on the last one.'),
    }),
  };
  const schema = success === 204 ? undefined : schemaOfReply();
  const contentOf = (status: number) => ({
    'application/json': { schema, ...(status === example.status && { example: example.body }) },
  });
  const successes = Object.entries(successesOf(route)).map(([status, description]) => [
    status,
    hasNoBody(Number(status))
      ? { description, headers: always }
      : { description, headers, content: contentOf(Number(status)) },
  ]);
  const refused = refusalsOf(route).map((refusal) => [
    refusal.status,
    { $ref: `#/components/responses/${responseName(refusal)}` },
  ]);
  return Object.fromEntries([...successes, ...refused]);
}

export const hasNoBody = (status: number) => status === 204 || status === 304;

/** Whether a reply, or one of its forms, is something with versions. */
function versioned(reply: z.core.$ZodType): boolean {
  const options = optionsOf(reply);
  if (options) return options.some(versioned);
  return (
    reply instanceof z.ZodMiniObject && ['updatedBy', 'actions'].some((member) => Object.hasOwn(reply.shape, member))
  );
}

/** Whether there are messages for people somewhere in a reply. */
function speaks(reply: z.core.$ZodType): boolean {
  if (reply instanceof z.ZodMiniOptional || reply instanceof z.ZodMiniNullable) return speaks(reply.def.innerType);
  if (reply instanceof z.ZodMiniArray) return speaks(reply.def.element);
  const options = optionsOf(reply);
  if (options) return options.some(speaks);
  if (reply instanceof z.ZodMiniObject) return Object.values<z.core.$ZodType>(reply.shape).some(speaks);
  return reply === Message;
}

/** The responses to refusals, by name: routes that refuse a status with the same codes share one. */
export function refusalResponses(all: readonly Route[]) {
  const named = all.flatMap((route) => refusalsOf(route).map((refusal) => [responseName(refusal), refusalOf(refusal)]));
  return Object.fromEntries(named);
}

const responseName = ({ status, codes: ours }: RefusedStatus) =>
  ours.length > 0 ? ours.map(pascal).join('Or') : `Gateway${status}`;

/** The response of a status: a problem document of ours for each code, and API Gateway's own answer. */
function refusalOf({ status, codes: ours, gateway }: RefusedStatus) {
  const forms = ours.map((code) => schemaNamed(problemName(code)));
  const mapping = Object.fromEntries(ours.map((code) => [code, schemaNamed(problemName(code)).$ref]));
  const schema = forms.length > 1 ? { oneOf: forms, discriminator: { propertyName: 'code', mapping } } : forms[0];
  const means = ours.map((code) => `\`${code}\`: ${codes[code].meaning} ${codes[code].cure}`);
  return {
    description: [...means, ...(gateway ? [`From API Gateway: ${gateway}`] : [])].join('\n\n'),
    ...(schema && { headers: { ...traced, ...inLanguage, ...varying, ...headersWith[status] } }),
    content: {
      ...(schema && { 'application/problem+json': { schema } }),
      ...(gateway && { 'application/json': { schema: schemaNamed('GatewayAnswer') } }),
    },
  };
}

/** Further headers of refusals, by status. */
const headersWith: Record<number, object> = {
  401: { 'WWW-Authenticate': header('`Bearer`; with `error="invalid_token"` where there was a token.') },
  412: { ETag: header('The current version; absent where there is nothing.') },
  415: {
    Accept: header('The media types that the route takes; absent for a PATCH.'),
    'Accept-Patch': header('The media types that a PATCH takes.'),
    'Accept-Encoding': header('`identity`, when the body was compressed: send it as it is.'),
  },
  503: { 'Retry-After': header('The seconds after which to repeat the request.') },
};
