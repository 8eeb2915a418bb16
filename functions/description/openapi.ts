import * as z from 'zod/mini';
import { Customer } from '#domain/catalog/customers.ts';
import { Employee } from '#domain/catalog/employees.ts';
import { PutService } from '#domain/catalog/requests/put-service.ts';
import { PutSettings } from '#domain/catalog/requests/put-settings.ts';
import { Needs, TaskTemplate, Unit } from '#domain/catalog/services.ts';
import { Language, Settings } from '#domain/catalog/settings.ts';
import { CalendarException, Weekday, WorkingDay } from '#domain/kernel/calendar.ts';
import { Actor, Role } from '#domain/kernel/caller.ts';
import { languages } from '#domain/kernel/language.ts';
import { Amount, Money, Price } from '#domain/kernel/money.ts';
import { Shade } from '#domain/kernel/shade.ts';
import { Arch, Tooth, ToothNotation } from '#domain/kernel/teeth.ts';
import { Discount, Implant, LaboratoryWork, Patient, PayrollRecord } from '#domain/order/order.ts';
import { LabOrderReply, LineReply, OrderReply, WarningReply } from '#domain/order/projection.ts';
import { LineRequest, OrderPatch } from '#domain/order/requests/edit-order.ts';
import { TaskRequest } from '#domain/order/requests/edit-work-plan.ts';
import { Payment } from '#domain/order/requests/payment.ts';
import { PlanWork } from '#domain/order/requests/plan-work.ts';
import { PricePatch } from '#domain/order/requests/price-patch.ts';
import { Status } from '#domain/order/statuses.ts';
import { Section } from '#domain/printing/printed-document.ts';
import { PrintOrder } from '#domain/printing/requests/print-order.ts';
import { MessageReply } from '#domain/thread/message.ts';
import { AddMessage } from '#domain/thread/requests/add-message.ts';
import { getFeed } from '#functions/contract/listening/get-feed.ts';
import { replayDeliveries } from '#functions/contract/listening/replay-deliveries.ts';
import { Change } from '#functions/contract/orders/get-history.ts';
import { Delivery } from '#functions/contract/replies/delivery.ts';
import { Document } from '#functions/contract/replies/document.ts';
import { DryRunReply } from '#functions/contract/replies/dry-run.ts';
import { LaboratoryReply } from '#functions/contract/replies/laboratory.ts';
import { LabOrderRow, OrderRow } from '#functions/contract/replies/order-row.ts';
import { Profile } from '#functions/contract/replies/profile.ts';
import { ServiceReply } from '#functions/contract/replies/service.ts';
import { Subscription } from '#functions/contract/replies/subscription.ts';
import { type Route, scope, takesBody } from '#functions/contract/route.ts';
import { routes } from '#functions/contract/routes.ts';
import { PayLine } from '#functions/contract/work/get-payroll.ts';
import { planWork } from '#functions/contract/work/plan-work.ts';
import { type Exchange, exchangeOf } from '#functions/description/examples.ts';
import { examplesOf } from '#functions/description/forms.ts';
import { operations, tags } from '#functions/description/operations.ts';
import {
  ActionName,
  Fault,
  FaultCode,
  GatewayAnswer,
  MissingCode,
  problems,
  ReadinessCode,
  WarningCode,
} from '#functions/description/problem-documents.ts';
import { contact, license } from '#functions/description/publisher.ts';
import { keysOf, refusalsOf } from '#functions/description/refusals.ts';
import {
  header,
  pascal,
  problemName,
  refusalResponses,
  requestId,
  responsesOf,
} from '#functions/description/responses.ts';
import { collectSchemas, type Schemas } from '#functions/description/schemas.ts';
import { events, webhooks } from '#functions/description/webhooks.ts';

/** Lists of values, by their names in the document. */
const lists = {
  Status,
  ToothNotation,
  Tooth,
  Arch,
  Unit,
  Weekday,
  Language,
  Role,
  Section,
  Action: ActionName,
  FaultCode,
  ReadinessCode,
  MissingCode,
  WarningCode,
};

/** Schemas that several replies share. Each may refer to those before it. */
const sharedReplies = {
  Actor,
  Amount,
  Price,
  Needs,
  TaskTemplate,
  WorkingDay,
  CalendarException,
  Shade,
  Implant,
  Patient,
  Line: LineReply,
  Task: OrderReply.shape.workPlan.shape.tasks.def.element,
  PayrollRecord,
  Discount,
  Warning: WarningReply,
  Publication: OrderReply.shape.publication.def.innerType,
  LaboratoryWork,
  Order: OrderReply,
  LabOrder: LabOrderReply,
  OrderRow,
  LabOrderRow,
  Message: MessageReply,
  DryRun: DryRunReply,
  OrderOrDryRun: planWork.reply,
  Change,
  Document,
  PayLine,
  Customer,
  Employee,
  Service: ServiceReply,
  Laboratory: LaboratoryReply,
  Settings,
  LabProfile: Profile,
  ...events,
  Feed: getFeed.reply,
  Subscription,
  Delivery,
  Replayed: replayDeliveries.reply,
  Fault,
  GatewayAnswer,
};

/** Schemas that several requests share. */
const sharedRequests = {
  Money,
  Payment,
  PricePatch,
  LineRequest,
  TaskRequest,
  OrderPatch,
  NewTask: PlanWork.def.options[1].shape.tasks.def.element,
  PlanWork,
  PrintOrder,
  AddMessage,
  Replay: replayDeliveries.takes.shape.body,
  TaskTemplateRequest: PutService.shape.tasks.def.element,
  WorkingDayRequest: PutSettings.shape.workingWeek.def.element,
  CalendarExceptionRequest: PutSettings.shape.exceptions.def.element,
};

/** What holds for every operation. */
const introduction = [
  'Draft orders of dental clinics, from their first save to the laboratory.\n',
  '- Bodies are JSON in UTF-8. A member that an operation does not know is refused. A reply may get further members, and a list of values further ones: pass over those that you do not know.',
  '- A text is trimmed, and has at least one character that can be seen, unless it may be empty. It is refused with broken characters.',
  '- A `date` is a day from 1900 to 2199 and no instant. A `date-time` is an instant in UTC, with milliseconds.',
  '- Every refusal is a problem document with a `code`, and its `type` leads to a page that explains it. A path answers other methods than its own with 405 `method_not_allowed`, and names its own in `Allow`.',
  '- What you may not see is answered like what does not exist.',
].join('\n');

/** Where a stage answers: its API, and the issuer of its tokens. */
export type Addresses = { api: string; tokens: string };

const onThisMachine = { api: 'http://127.0.0.1:3000', tokens: 'http://127.0.0.1:3000/oauth2/token' };

/** The OpenAPI 3.1 document of the HTTP API, made from the routes. */
export function openApi({ api, tokens }: Addresses = onThisMachine): object {
  const schemas = collectSchemas();
  schemas.share(lists, 'output');
  schemas.share(sharedReplies, 'output');
  schemas.share(sharedRequests, 'input');
  const refused = new Set(Object.values(routes).flatMap((route) => refusalsOf(route).flatMap(({ codes }) => codes)));
  for (const [code, schema] of problems) if (refused.has(code)) schemas.named(problemName(code), schema, 'output');
  const operationsByPath = Map.groupBy(
    keysOf(routes).map((name) => {
      const route: Route = routes[name];
      const { reply: answer, takes } = route;
      const { request, reply } = exchangeOf(name);
      const operation = {
        operationId: name,
        tags: [tags[route.folder].name],
        summary: route.summary,
        description: `${operations[name]}\n\nFor: ${route.roles.join(', ')}.`,
        parameters: parametersOf(route, schemas).map((parameter) => ({
          ...parameter,
          ...exampleOf(parameter, request),
        })),
        ...(takesBody(route) && {
          requestBody: bodyOf(route, schemas.named(`${pascal(name)}Body`, takes.shape.body, 'input'), request.body),
        }),
        responses: responsesOf(route, () => schemas.named(`${pascal(name)}Reply`, answer, 'output'), reply),
      };
      return { path: route.path, method: route.method.toLowerCase(), operation };
    }),
    ({ path }) => path,
  );
  const paths = [...operationsByPath].map(([path, all]) => [
    path,
    Object.fromEntries(all.map(({ method, operation }) => [method, operation])),
  ]);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Order desk',
      version: '1',
      description: introduction,
      contact,
      license,
    },
    servers: [
      {
        url: '{api}',
        description: 'The order desk.',
        variables: { api: { default: api, description: 'Its address, without a slash at the end.' } },
      },
    ],
    tags: Object.values(tags),
    security: [{ token: [scope] }],
    paths: Object.fromEntries(paths),
    webhooks: webhooks(tags.listening.name),
    components: {
      securitySchemes: { token: tokenFrom(tokens) },
      headers: { RequestId: requestId },
      responses: refusalResponses(Object.values(routes)),
      schemas: schemas.all(),
    },
  };
}

const tokenFrom = (tokenUrl: string) => ({
  type: 'oauth2',
  description:
    'An OAuth 2.0 access token. A program gets it by POST of `grant_type=client_credentials` and ' +
    `\`scope=${scope}\` to the token address, with the client id and secret that the operator has given it. ` +
    'It is valid for an hour (`expires_in`): get a new one before that, and after a 401.',
  flows: { clientCredentials: { tokenUrl, scopes: { [scope]: 'Everything that the role of the caller may do.' } } },
});

/** A missing body is read as an empty object. */
function bodyOf(route: Route, schema: object, recorded: unknown) {
  const types = route.mergePatch ? ['application/merge-patch+json', 'application/json'] : ['application/json'];
  const { body } = route.takes.shape;
  const required = !z.safeParse(body, {}).success;
  return {
    ...(required && { required }),
    content: Object.fromEntries(types.map((type) => [type, { schema, ...examplesOf(body, recorded) }])),
  };
}

type Parameter = { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: object };

function parametersOf(route: Route, schemas: Schemas): Parameter[] {
  const { params, query } = route.takes.shape;
  return [...membersAs('path', params, schemas), ...membersAs('query', query, schemas), ...headersOf(route)];
}

/** The value of a parameter in an example, if it was sent there. */
function exampleOf({ name, in: where, schema }: Parameter, { path, query, headers }: Exchange['request']) {
  const sent = { path, query, header: headers }[where][name];
  if (sent === undefined) return {};
  const { type } = Object(schema);
  if (type === 'array') return { example: [sent].flat() };
  return { example: type === 'integer' ? Number(sent) : sent };
}

function membersAs(where: 'path' | 'query', schema: z.core.$ZodType, schemas: Schemas): Parameter[] {
  const { properties = {}, required = [] } = schemas.inline(where, schema, 'input');
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = Object(property);
    return { name, in: where, required: required.includes(name), ...(description && { description }), schema: rest };
  });
}

function headersOf({ method, ifMatch, etag, retryKey, minimal, takes }: Route) {
  const sent = (name: string, description: string, required = false) => ({
    name,
    in: 'header' as const,
    required,
    ...header(description),
  });
  const read = 'The ETag of the version that you have read, or several.';
  const spoken = languages.map((language) => `\`${language}\``).join(', ');
  const hasDryRun = Object.hasOwn(takes.shape.query.shape, 'dryRun');
  return [
    sent('Accept-Language', `The languages that you read, as a browser sends them. Messages are in one of ${spoken}.`),
    ...(ifMatch === 'required'
      ? [sent('If-Match', hasDryRun ? `${read} Required, but for a dry run.` : read, !hasDryRun)]
      : []),
    ...(ifMatch === 'honoured'
      ? [
          sent('If-Match', `${read} Without it, the PUT replaces whatever version there is.`),
          sent('If-None-Match', '`*`: only if nothing exists yet.'),
        ]
      : []),
    ...(etag
      ? [sent('If-None-Match', 'The ETag of a version that you have already, or several: 304 if it is current.')]
      : []),
    ...(retryKey
      ? [sent('Idempotency-Key', 'Up to 255 characters, such as a UUID: a request repeated with it takes effect once.')]
      : []),
    ...(minimal ? [sent('Prefer', '`return=minimal`: no body, unless there is something to warn of.')] : []),
    ...(method === 'GET' ? [] : [sent('traceparent', 'W3C Trace Context. In our log, and in the event that follows.')]),
  ];
}
