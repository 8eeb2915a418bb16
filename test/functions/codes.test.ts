import { createHash } from 'node:crypto';
import { BatchGetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { defaultSettings } from '#domain/catalog/settings.ts';
import type { FaultCode, ReadinessCode, WarningCode } from '#domain/kernel/messages/messages.ts';
import { type Run, replayOf } from '#domain/listening/run.ts';
import type { Subscription } from '#domain/listening/subscription.ts';
import { cancelOrder } from '#domain/order/decisions/cancel-order.ts';
import type { Order, Task } from '#domain/order/order.ts';
import { codes, codesIn } from '#functions/codes.ts';
import { problemStatuses } from '#functions/contract/problems.ts';
import type { Route } from '#functions/contract/route.ts';
import { routes } from '#functions/contract/routes.ts';
import type { HttpFaultCode } from '#functions/http/messages/messages.ts';
import type { Refusal } from '#functions/http/refusal.ts';
import { handler as unknownRoute } from '#functions/http/unknown-route.ts';
import { keys } from '#functions/store/table.ts';
import { type Answer, call } from '#test/support/functions/call-handler.ts';
import { catalogue, dynamodb, holding, type Item, itemOf } from '#test/support/functions/mock-table.ts';
import { eventOf, type Sent } from '#test/support/functions/requests.ts';
import {
  accepted,
  act,
  apex,
  bar,
  bridge,
  complete,
  crown,
  dentist,
  denture,
  draft,
  employee,
  eur,
  implantCrown,
  laboratory,
  profile,
  publish,
  saved,
  weber,
} from '#test/support/orders.ts';
import { subscriptionTo } from '#test/support/subscriptions.ts';

/** A request to a handler, on a table that holds what it needs; with further headers, if any. */
type Case = (headers?: Record<string, string>) => Promise<Answer>;

/** An address that is asked no DNS server for. */
const publicUrl = 'https://93.184.216.34/';
const ifMatch = { 'if-match': '"1"' };
const services = [crown, bridge, bar, implantCrown].map(itemOf.service);
const day = { day: 'mon', from: '09:00', to: '18:00' };

/** A request on a table that holds the usual catalogue and further items, which may replace some of it. */
const on =
  (items: Item[], ...[name, sent]: Parameters<typeof call>): Case =>
  (headers) => {
    holding(...catalogue, ...services, ...items);
    return call(name, { ...sent, headers: { ...(sent?.headers ?? ifMatch), ...headers } });
  };
const create = (body: object, ...items: Item[]) => on(items, 'createOrder', { body: { customerId: 'weber', ...body } });
const change = (name: Parameters<typeof call>[0], body: object, order: Order = draft(), ...items: Item[]) =>
  on([itemOf.order(order), ...items], name, { body });
const see = (order: Order, name: 'getOrder' | 'getPayroll' = 'getOrder') => on([itemOf.order(order)], name, {});
const line = (member: object, serviceId = 'zirconia-crown') =>
  create({ toothNotation: 'FDI', services: [{ serviceId, ...member }] });
const settings = (member: object) => on([], 'putSettings', { headers: {}, body: { ...settingsBody, ...member } });
const asLaboratory = (items: Item[], name: Parameters<typeof call>[0], sent: Sent) =>
  on([itemOf.profile(profile()), ...items], name, { caller: laboratory, params: { id: 'main' }, ...sent });

const startedAt = '2026-12-11T09:30:00.000Z';
const replayingOver = (run: Run) =>
  asLaboratory([itemOf.subscription(subscriptionTo(publicUrl, { run }))], 'replayLabDeliveries', {
    body: { after: 0 },
  });

const { version: _version, updatedAt: _at, updatedBy: _by, ...settingsBody } = defaultSettings;
const exception = (member: object) =>
  settings({ exceptions: [{ date: '2026-12-24', reason: 'Holiday', annually: false, ...member }] });
const task = (taskId: string, other: Partial<Task> = {}): Task => ({
  taskId,
  name: 'Mill',
  origin: 'manual',
  quantity: 1,
  ...other,
});
const planned = (tasks: Task[], other: Partial<Order> = {}): Order => ({
  ...draft(complete),
  workPlan: { tasks, outdated: false, unplannedServices: [] },
  ...other,
});
const finalized = { payroll: { records: [], finalized: true } };
const sent = saved(draft(complete), accepted(publish(draft(complete))), 'publishOrder');
const record = (recordId: number) => ({
  recordId: `r${recordId}`,
  employeeId: 'timo',
  amount: eur(1),
  at: '2026-12-11T09:30:00.000Z',
  by: { sub: 'maria', role: 'manager' as const },
});
const counter = { ...keys.sequence('L#apex-lab'), last: 3 };
const failing = (error: Error): Case => {
  return (headers = {}) => {
    dynamodb.on(BatchGetCommand).rejects(error);
    return call('getOrder', { headers });
  };
};
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const subscribing = (subscriptions: Subscription[], body: object = {}): Case => {
  const asking = asLaboratory([], 'putLabSubscription', { headers: {}, body: { url: publicUrl, ...body } });
  return (headers) => {
    dynamodb.on(QueryCommand).resolves({ Items: subscriptions });
    return asking(headers);
  };
};
const withTemplates = (templateIds: string[]) => {
  const { serviceId: _, version: _v, updatedAt: _u, updatedBy: _b, ...body } = crown;
  const tasks = templateIds.map((templateId) => ({
    templateId,
    name: 'Mill',
    price: eur(1),
    leadDays: 1,
    per: 'unit',
  }));
  return on([], 'putService', { params: { id: 'crown' }, body: { ...body, tasks } });
};

/** The problem of each code. */
const problems: Record<Refusal['code'], Case> = {
  malformed_body: on([], 'createOrder', { body: '{' }),
  invalid_header: on([], 'editOrder', { body: {}, headers: { 'if-match': '*' } }),
  unauthorized: on([], 'getOrder', { claims: {} }),
  forbidden: on([], 'createOrder', { caller: laboratory, body: {} }),
  not_found: on([], 'getOrder'),
  async method_not_allowed(asked = {}) {
    const event = eventOf('listOrders', { headers: asked });
    event.requestContext.http.method = 'DELETE';
    const { statusCode = 0, headers = {}, body = '' } = await unknownRoute(event);
    return { status: statusCode, headers, body: JSON.parse(body) };
  },
  invalid_status: change('editOrder', {}, accepted(cancelOrder.decide(draft(), {}, act()))),
  payroll_finalized: change('addPayrollRecord', { employeeId: 'timo', amount: eur(1) }, planned([], finalized)),
  feed_expired(headers) {
    dynamodb.on(QueryCommand).resolves({ Items: [] });
    return asLaboratory([counter], 'getLabFeed', { query: 'after=1' })(headers);
  },
  version_conflict: on([itemOf.order(draft())], 'editOrder', { body: {}, headers: { 'if-match': '"7"' } }),
  body_too_large: on([], 'createOrder', { body: 'x'.repeat(1024 * 1024 + 1) }),
  unsupported_media_type: on([], 'createOrder', { body: 'x', type: 'text/plain' }),
  validation_failed: create({ note: 7 }),
  not_ready: change('publishOrder', {}),
  idempotency_key_reused: on(
    [itemOf.order({ ...draft(), createdWith: { hash: sha256('[null,"k"]'), fingerprint: 'of another request' } })],
    'editOrder',
    { body: {}, headers: { ...ifMatch, 'idempotency-key': 'k' } },
  ),
  precondition_required: on([itemOf.order(draft())], 'editOrder', { body: {}, headers: {} }),
  internal_error: failing(new Error('A fault.')),
  try_again: failing(Object.assign(new Error('Too many.'), { name: 'ThrottlingException' })),
};

/** A request with a fault of each code. Those of readiness have a table of their own. */
const faults: Record<Exclude<FaultCode, ReadinessCode> | HttpFaultCode, Case> = {
  required: on([], 'putEmployee', { body: {} }),
  invalid_type: create({ note: 7 }),
  invalid_format: create({ dueDate: 'tomorrow' }),
  invalid_value: create({ toothNotation: 'Zsigmondy' }),
  invalid_union: asLaboratory([], 'replayLabDeliveries', { body: {} }),
  too_small: line({ quantity: 0 }),
  too_big: line({ quantity: 1000 }),
  not_multiple_of: change('setDiscount', { type: 'percentage', percent: 1.005 }),
  unknown_field: create({ notes: 'x' }),
  read_only: line({ quantityByHand: true }),
  forbidden: on([itemOf.order(sent)], 'printLabOrder', {
    caller: laboratory,
    params: { tenantId: 'northside', number: sent.number },
    body: { sections: ['payroll'] },
  }),
  date_out_of_range: create({ dueDate: '1026-12-18' }),
  not_later: settings({ workingWeek: [{ ...day, to: '08:00' }] }),
  break_outside_hours: settings({ workingWeek: [{ ...day, breaks: [{ from: '08:00', to: '10:00' }] }] }),
  duplicate_day: settings({ workingWeek: [day, day] }),
  until_before_date: exception({ until: '2026-12-23' }),
  until_too_late: exception({ until: '2027-12-24', annually: true }),
  hours_incomplete: exception({ from: '09:00' }),
  duplicate_template: withTemplates(['mill', 'mill']),
  duplicate_tenant: asLaboratory([], 'putLabProfile', { body: { name: 'Apex', tenants: ['northside', 'northside'] } }),
  currency_fixed(headers) {
    dynamodb.on(QueryCommand).resolves({ Items: [itemOf.service(crown)] });
    return settings({ currency: 'CHF' })(headers);
  },
  other_currency: line({ unitPrice: { amount: 1, currency: 'CHF' } }),
  customer_required: on([], 'createOrder', { body: {} }),
  unknown_customer: create({ customerId: 'nobody' }),
  inactive_customer: create({}, itemOf.customer({ ...weber, active: false })),
  born_in_future: create({ patient: { dateOfBirth: '2026-12-12' } }),
  unknown_clinic: create({ clinic: 'Elsewhere' }),
  unknown_laboratory: create({ laboratoryId: 'no-lab' }),
  inactive_laboratory: create({ laboratoryId: 'apex-lab' }, itemOf.laboratory({ ...apex, active: false })),
  order_too_large: change('editOrder', { note: 'x' }, { ...draft(), recent: [], enclosures: ['x'.repeat(300 * 1024)] }),
  invalid_hold: on([itemOf.profile(profile()), itemOf.order(sent)], 'holdOrder', {
    caller: laboratory,
    params: { tenantId: 'northside', number: sent.number },
    body: {},
  }),
  invalid_discount: change('setDiscount', {}),
  awaiting_not_alone: on([], 'listOrders', { query: 'awaiting=clinic&status=draft' }),
  patient_not_alone: on([], 'listOrders', { query: 'patient=x&status=draft' }),
  due_dates_without_sort: on([], 'listOrders', { query: 'dueFrom=2026-12-18' }),
  status_not_awaited: on([], 'listOrders', { query: 'sort=due&status=cancelled' }),
  unknown_line: change('editOrder', { services: [{ lineId: 'other', serviceId: crown.serviceId }] }, draft(complete)),
  duplicate_line: create({ services: [1, 2].map(() => ({ lineId: 'same', serviceId: crown.serviceId })) }),
  unknown_service: line({}, 'no-service'),
  inactive_service: create({ services: [{ serviceId: crown.serviceId }] }, itemOf.service({ ...crown, active: false })),
  tooth_notation_required: create({ services: [{ serviceId: crown.serviceId, teeth: ['11'] }] }),
  unknown_tooth: line({ teeth: ['99'] }),
  duplicate_tooth: line({ teeth: ['11', '11'] }),
  pontic_not_in_teeth: line({ teeth: ['11'], pontics: ['12'] }),
  contradicts_teeth: line({ teeth: ['11'], arch: 'lower' }),
  stump_shade_only: line({ shade: { system: 'Natural Die', value: 'ND1' } }),
  unknown_shade: line({ shade: { system: 'Ivoclar', value: 'A9' } }),
  unknown_task: change('editWorkPlan', { tasks: [{ taskId: 'none', name: 'Mill' }] }),
  duplicate_task: change(
    'editWorkPlan',
    { tasks: [1, 2].map(() => ({ taskId: 't', name: 'Mill' })) },
    planned([task('t')]),
  ),
  too_many_tasks: change(
    'planWork',
    { mode: 'manual', tasks: [{ name: 'Mill' }] },
    planned(Array.from({ length: 200 }, (_, index) => task(`t${index}`))),
  ),
  unknown_employee: change('addPayrollRecord', { employeeId: 'nobody', amount: eur(1) }),
  inactive_employee: change(
    'addPayrollRecord',
    { employeeId: 'gone', amount: eur(1) },
    draft(),
    itemOf.employee(employee('gone', false)),
  ),
  too_many_records: change(
    'addPayrollRecord',
    { employeeId: 'timo', amount: eur(1) },
    planned([], { payroll: { records: Array.from({ length: 100 }, (_, index) => record(index)), finalized: false } }),
    itemOf.employee(employee('timo')),
  ),
  customer_inactive: change('publishOrder', {}, draft(complete), itemOf.customer({ ...weber, active: false })),
  laboratory_inactive: change('publishOrder', {}, draft(complete), itemOf.laboratory({ ...apex, active: false })),
  laboratory_not_open: change('publishOrder', {}, draft(complete), itemOf.profile(profile({ tenants: [] }))),
  service_inactive: change('publishOrder', {}, draft(complete), itemOf.service({ ...crown, active: false })),
  range_reversed: asLaboratory([], 'replayLabDeliveries', { body: { from: 2, to: 1 } }),
  forbidden_url: asLaboratory([], 'putLabSubscription', { body: { url: 'http://example.com/' } }),
  secret_not_sent: asLaboratory([], 'putLabSubscription', { body: { url: publicUrl, secret: 'x' } }),
  too_many_secrets: subscribing(
    [{ ...subscriptionTo(publicUrl), secrets: Array.from({ length: 5 }, () => ({ secret: 'x' })) }],
    { rotateSecret: true },
  ),
  too_many_subscriptions: subscribing(
    Array.from({ length: 20 }, (_, index) => subscriptionTo(publicUrl, { subscriptionId: `s${index}` })),
  ),
  invalid_header: problems.invalid_header,
  bad_cursor: on([], 'listOrders', { query: 'cursor=x' }),
  search_too_wide(headers) {
    const other = { ...draft(complete), customerId: 'novak' };
    dynamodb.on(QueryCommand).resolves({ Items: [other], LastEvaluatedKey: { PK: 'x', SK: 'ORDER' } });
    return on([], 'listOrders', { query: 'patient=fer&limit=1', caller: dentist })(headers);
  },
  key_reused: problems.idempotency_key_reused,
  past_the_end: asLaboratory([counter], 'getLabFeed', { query: 'after=4' }),
  inactive_subscription: asLaboratory(
    [itemOf.subscription(subscriptionTo(publicUrl, { active: false }))],
    'replayLabDeliveries',
    { body: { after: 0 } },
  ),
  unknown_place: on([itemOf.profile(profile()), itemOf.order(sent)], 'returnOrder', {
    caller: laboratory,
    params: { tenantId: 'northside', number: sent.number },
    body: { reasons: [{ pointer: '/payroll', message: 'Too little' }] },
    headers: { 'if-match': `"${sent.version}"` },
  }),
  catching_up: replayingOver({ startedAt, after: 0, to: null, step: 'first' }),
  replay_runs: replayingOver({ ...replayOf(0, 3, startedAt), step: 'first' }),
};

const withLine = (member: object, serviceId = crown.serviceId) =>
  draft({ ...complete, services: [{ ...complete.services[0], ...member, serviceId }] });
const withImplant = (implant: object) => withLine({ implant }, implantCrown.serviceId);

/** A draft that lacks what each code says. */
const lacking: Record<ReadinessCode, Order> = {
  laboratory_missing: draft({ ...complete, laboratoryId: null }),
  patient_missing: draft({ ...complete, patient: {} }),
  services_missing: draft({ ...complete, services: [] }),
  due_date_missing: draft({ ...complete, dueDate: null }),
  due_date_past: draft({ ...complete, dueDate: '2026-12-10' }),
  discount_exceeds_subtotal: { ...draft(complete), discount: { type: 'fixed', amount: eur(1_000_000) } },
  teeth_missing: withLine({ teeth: [] }),
  arch_missing: withLine({ teeth: [] }, bar.serviceId),
  shade_missing: withLine({ shade: null }),
  bridge_too_short: withLine({}, bridge.serviceId),
  one_jaw_a_line: withLine({ teeth: ['11', '41'] }, bridge.serviceId),
  pontic_missing: withLine({ teeth: ['11', '12'] }, bridge.serviceId),
  abutment_missing: withLine({ teeth: ['11', '12'], pontics: ['11', '12'] }, bridge.serviceId),
  implant_system_missing: withImplant({ platform: 'RC', retention: 'screw' }),
  implant_platform_missing: withImplant({ system: 'Straumann', retention: 'screw' }),
  implant_retention_missing: withImplant({ system: 'Straumann', platform: 'RC' }),
};

const costly = { records: [{ ...record(1), amount: eur(1_000_000) }], finalized: false };

/** A request whose reply warns of each code. */
const warned: Record<WarningCode, Case> = {
  service_dropped: on([itemOf.order(withLine({}, denture.serviceId))], 'copyOrder', { body: {} }),
  hand_set_dropped: on([itemOf.order(lacking.discount_exceeds_subtotal)], 'copyOrder', { body: {} }),
  laboratory_not_connected: create(
    { laboratoryId: 'new-lab' },
    itemOf.laboratory({ ...apex, laboratoryId: 'new-lab' }),
  ),
  not_our_laboratory: change('planWork', { mode: 'manual', tasks: [{ name: 'Call' }] }, draft(complete)),
  gap_in_bridge: see(withLine({ teeth: ['11', '13'], pontics: ['11'] }, bridge.serviceId)),
  quantity_differs: see(withLine({ quantity: 5 })),
  due_date_far: see(draft({ dueDate: '2036-12-18' })),
  due_on_day_off: see(draft({ dueDate: '2026-12-19' })),
  due_date_too_early: see(planned([task('t', { dueDate: '2026-12-10' })])),
  plan_outdated: see(planned([], { workPlan: { tasks: [], outdated: true, unplannedServices: [] } })),
  plan_not_made: change(
    'publishOrder',
    {},
    { ...draft(complete), ...finalized },
    itemOf.settings({ ...defaultSettings, planOnPublish: true }),
    itemOf.laboratory({ ...apex, own: true }),
  ),
  task_after_due_date: see(planned([task('t', { dueDate: '2026-12-21' })])),
  task_outdated: see(planned([task('gone.mill', { origin: 'automatic', serviceId: 'gone' })])),
  unassigned_tasks: see(planned([task('t')]), 'getPayroll'),
  negative_margin: see(planned([], { payroll: costly }), 'getPayroll'),
  source_never_sent: change('copyOrder', { remake: { reason: 'Open margin' } }, draft(complete)),
  done_task_removed: change('editWorkPlan', { tasks: [] }, planned([task('t', { doneAt: startedAt })])),
  returned_by_laboratory: see({
    ...draft(complete),
    returned: { at: startedAt, by: record(1).by, reasons: [{ message: 'Which shade?', pointer: '/note' }] },
  }),
  on_hold: see({ ...sent, laboratoryWork: { hold: { at: startedAt, reason: 'The scan' }, journeys: [] } }),
  overdue: see({ ...sent, dueDate: '2026-12-10' }),
  promised_after_due: see({ ...sent, laboratoryWork: { promisedDate: '2027-12-18', journeys: [] } }),
  task_overdue: see({ ...sent, workPlan: planned([task('t', { dueDate: '2026-12-10' })]).workPlan }),
};

/** The codes of a list of faults or warnings. */
const codesOf = (list: { code: string }[] = []) => list.map(({ code }) => code);

describe('A request is refused with the code', () => {
  test.each(Object.entries(problems))('%s', async (code, ask) => {
    const { status, body } = await ask();
    expect({ ...body, status }).toMatchObject({ code, status: problemStatuses[code as Refusal['code']] });
  });
});

describe('The errors of a refusal have the code', () => {
  test.each(Object.entries(faults))('%s', async (code, ask) => {
    const { body } = await ask();
    expect(codesOf(body.errors)).toContain(code);
  });
});

describe('What a draft lacks is said when it is read, and refused when it is published:', () => {
  test.each(Object.entries(lacking))('%s', async (code, order) => {
    expect(codesOf((await see(order)()).body.readiness)).toContain(code);
    const refused = (await change('publishOrder', {}, order)()).body;
    expect([refused.code, codesOf(refused.errors)]).toEqual(['not_ready', expect.arrayContaining([code])]);
  });
});

describe('A reply warns with the code', () => {
  test.each(Object.entries(warned))('%s', async (code, ask) => {
    const { status, body } = await ask();
    expect([status < 300, codesOf(body.warnings)]).toEqual([true, expect.arrayContaining([code])]);
  });
});

describe.each([
  ['de', /[a-zäöüß]/],
  ['uk', /[а-яіїєґ]/],
])('In the language %s', (language, letters) => {
  /** Everything that is said in a reply, by its place: titles, details, and messages of faults, readiness and warnings. */
  async function wordsIn(ask: Case, asked: string): Promise<Map<string, string>> {
    dynamodb.reset();
    const { headers, body } = await ask({ 'accept-language': asked });
    expect(headers).toMatchObject({ 'content-language': asked, vary: 'Accept-Language' });
    const lists = ['errors', 'readiness', 'warnings'].flatMap((list) =>
      (body[list] ?? []).map((one: Record<string, string>, index: number) => [
        `${list} ${index} ${one['code']} ${one['pointer']}`,
        one['message'],
      ]),
    );
    return new Map([['title', body.title], ['detail', body.detail], ...lists].filter(([, text]) => text !== undefined));
  }

  const all = [
    ...Object.entries({ ...faults, ...problems }),
    ...Object.entries(lacking).map(([code, order]) => [code, see(order)] as const),
    ...Object.entries(warned),
  ];
  test.each(all)('the words of %s are other words, at the same places', async (_, ask) => {
    const english = await wordsIn(ask, 'en');
    const theirs = await wordsIn(ask, language);
    expect(english.size).toBeGreaterThan(0);
    expect([...theirs.keys()]).toEqual([...english.keys()]);
    for (const [place, text] of theirs) {
      expect(text).not.toBe(english.get(place));
      expect(text).toMatch(letters);
      expect(text).not.toMatch(/undefined|NaN|\[object/);
      // Dates are written as people write them.
      expect(text).not.toMatch(/\d{4}-\d\d-\d\d/);
    }
  });
});

test.each([
  ['en', "This is for managers and dentists; your token is a laboratory's."],
  ['de', 'Das ist für die Leitung und Zahnärzte; Ihre Rolle ist: Labor.'],
  ['uk', 'Це лише для керівників і лікарів; ваша роль – лабораторія.'],
])(
  'In the language %s a detail names no member of the reply, and roles by their words',
  async (language, forbidden) => {
    for (const [code, ask] of Object.entries(problems)) {
      dynamodb.reset();
      const { detail } = (await ask({ 'accept-language': language })).body;
      expect(detail).not.toMatch(/`|\berrors\b|(?<!list of )\bactions\b/);
      if (code === 'forbidden') expect(detail).toBe(forbidden);
    }
  },
);

test('Every code that is listed has been produced above, in each place where it is said to stand', () => {
  const produced = {
    problem: Object.keys(problems),
    errors: [...Object.keys(faults), ...Object.keys(lacking)],
    readiness: Object.keys(lacking),
    warnings: Object.keys(warned),
  };
  for (const place of ['problem', 'errors', 'readiness', 'warnings'] as const)
    expect(codesIn[place].toSorted()).toEqual(produced[place].toSorted());
  expect(Object.keys(codes).toSorted()).toEqual([...new Set(Object.values(produced).flat())].toSorted());
});

/** The calls that a text names, such as `GET /customers`. */
const callsIn = (text: string) => text.match(/\b(?:GET|PUT|POST|PATCH|DELETE) \/[\w/{}-]*/g) ?? [];

describe('The cure of a code', () => {
  const paths = Object.values<Route>(routes).map(({ method, path }) => `${method} ${path.replace('/v1', '')}`);

  test('names no call that there is not', () => {
    const named = Object.values(codes).flatMap(({ cure }) => callsIn(cure));
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((call) => !paths.includes(call))).toEqual([]);
  });

  test('that is a call of one side names the same call of the other side, where there is one', () => {
    const sameOf = (call: string) => call.replace(' /lab/', ' /').replace('/{tenantId}', '');
    for (const [code, { cure }] of Object.entries(codes)) {
      const named = callsIn(cure);
      const same = paths.filter((path) => named.some((call) => sameOf(call) === sameOf(path)));
      expect(named, code).toEqual(expect.arrayContaining(same));
    }
  });

  test.each<[code: keyof typeof codes, call: string]>([
    ['invalid_status', 'GET /orders/{number}'],
    ['invalid_status', 'GET /lab/orders/{tenantId}/{number}'],
    ['payroll_finalized', 'PUT /orders/{number}/payroll/finalized'],
    ['feed_expired', 'GET /orders'],
    ['feed_expired', 'GET /lab/orders'],
    ['inactive_subscription', 'PUT /subscriptions/{id}'],
    ['inactive_subscription', 'PUT /lab/subscriptions/{id}'],
    ['catching_up', 'GET /lab/subscriptions/{id}'],
    ['replay_runs', 'GET /lab/subscriptions/{id}'],
    ['too_many_subscriptions', 'DELETE /lab/subscriptions/{id}'],
    ['unknown_customer', 'PUT /customers/{id}'],
    ['unknown_laboratory', 'PUT /laboratories/{id}'],
    ['unknown_service', 'PUT /services/{id}'],
    ['unknown_employee', 'PUT /employees/{id}'],
    ['inactive_customer', 'PUT /customers/{id}'],
    ['inactive_laboratory', 'PUT /laboratories/{id}'],
    ['inactive_service', 'PUT /services/{id}'],
    ['inactive_employee', 'PUT /employees/{id}'],
    ['customer_inactive', 'POST /orders/{number}/change-customer'],
    ['laboratory_inactive', 'GET /laboratories'],
    ['discount_exceeds_subtotal', 'PUT /orders/{number}/discount'],
    ['too_many_records', 'DELETE /orders/{number}/payroll-records/{recordId}'],
    ['due_date_too_early', 'PUT /orders/{number}/work-plan'],
    ['plan_outdated', 'POST /orders/{number}/plan-work'],
    ['task_after_due_date', 'PUT /orders/{number}/work-plan'],
    ['task_outdated', 'PUT /orders/{number}/work-plan'],
    ['unassigned_tasks', 'PUT /orders/{number}/work-plan'],
    ['negative_margin', 'GET /orders/{number}/payroll'],
  ])('%s names the call that helps: %s', (code, call) => {
    expect(callsIn(codes[code].cure)).toContain(call);
  });
});
