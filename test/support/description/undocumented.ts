import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll } from 'vitest';
import { problems } from '#functions/description/problem-documents.ts';
import { type Operation, operations, type Response, replyName, schemas } from '#test/support/description/document.ts';

/** A reply. `body` is the JSON in it, or undefined where it has none. */
export type Replied = { status: number; headers: Headers; body?: unknown };

declare module 'vitest' {
  interface TaskMeta {
    /** What a test file has seen of the OpenAPI document. */
    seen?: string[];
  }
}

const seen = new Set<string>();

/** Has a test file report at its end what its replies had of the document. */
export const reportSeen = (): void =>
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from it which fixtures are asked for
  afterAll(({}, { file }) => {
    file.meta.seen = [...seen];
  });

// Not optimised: each file compiles the schemas anew, and validates little with them.
const ajv = new Ajv2020({ strict: false, validateSchema: false, discriminator: false, code: { optimize: false } });
formats.default(ajv);
ajv.addKeyword({ keyword: 'seen', validate: (member: string) => Boolean(seen.add(member)) });
ajv.addSchema({ $id: 'document', components: { schemas } });

/** Headers that HTTP, or a browser's CORS, explains. */
const explained =
  /^(cache-control|connection|content-(length|type)|date|keep-alive|transfer-encoding|vary|access-control-.*)$/;

/**
 * Why a reply is not what the OpenAPI document says of its operation, or null if it is. It may have no status, code, media
 * type, header or member that is not listed there, and no value outside its schema. What was seen is remembered.
 * Requests that no operation takes have another name.
 */
export function undocumented(name: string, replied: Replied): string | null {
  const operation = operations.find((one) => one.name === name);
  const fault = operation ? faultOf(operation, replied) : faultOfNone(replied);
  return fault && `${name} answers ${replied.status}: ${fault} ${JSON.stringify(replied.body) ?? ''}`;
}

function faultOf(operation: Operation, { status, headers, body }: Replied): string | null {
  const response = operation.responses.get(status);
  if (!response) return 'The status is not documented.';
  return faultInHeaders(response, headers) ?? faultInBody(operation, response, { status, headers, body });
}

function faultInHeaders({ place, headers: listed }: Response, headers: Headers): string | null {
  for (const [name, value] of headers) {
    const [header, schema] = Object.entries(listed).find(([one]) => one.toLowerCase() === name) ?? [];
    if (!header && explained.test(name)) continue;
    if (!header) return `The header ${name} is not documented.`;
    const asSent = schema.type === 'integer' ? Number(value) : value;
    if (!ajv.validate(schema, asSent)) return ajv.errorsText(ajv.errors, { dataVar: name });
    seen.add(`${place} ${header}`);
  }
  return null;
}

function faultInBody(operation: Operation, { forms }: Response, { status, headers, body }: Replied): string | null {
  if (body === undefined) {
    if (forms.length > 0 && headers.get('preference-applied') !== 'return=minimal') return 'It has no body.';
    seen.add(replyName(operation, status));
    return faultOfOurs(headers);
  }
  const [type] = (headers.get('content-type') ?? '').split(';');
  const ofType = forms.filter((form) => form.type === type);
  if (ofType.length === 0) return `The media type ${type} is not documented.`;
  const form = ofType.find(({ code }) => code === undefined || code === Object(body).code);
  if (!form) return 'The code is not documented.';
  const validate = ajv.getSchema(`document#/components/schemas/${form.schema}`);
  if (!validate?.(body)) return validate?.errors?.map(said).join(', ') ?? 'It has no schema.';
  seen.add(replyName(operation, status, form));
  const isOfGateway = status >= 400 && !form.code;
  return isOfGateway ? null : faultOfOurs(headers, body);
}

const said = ({ instancePath, message, params }: ErrorObject) =>
  [`body${instancePath}`, message, ...(params['additionalProperty'] ? [`(${params['additionalProperty']})`] : [])].join(
    ' ',
  );

/** Every reply of ours has a request id, which a problem repeats, and is not to be stored. */
function faultOfOurs(headers: Headers, body?: unknown): string | null {
  const id = headers.get('x-request-id');
  const { requestId = id } = Object(body);
  if (!id || id !== requestId) return `The request id is ${id} in the header, and ${requestId} in the body.`;
  if (headers.get('cache-control') !== 'no-store') return 'It may be stored.';
  return headers.has('content-type') === (body !== undefined) ? null : 'It has a media type without a body.';
}

/** What no operation takes is answered 404, or 405 with the methods that the path takes. */
function faultOfNone({ status, headers, body }: Replied): string | null {
  if (status !== 404 && !(status === 405 && headers.has('allow'))) return 'There is no such operation.';
  const fits = problems.get(Object(body).code)?.safeParse(body);
  return body === undefined || fits?.success ? faultOfOurs(headers, body) : 'It is no problem document of ours.';
}
