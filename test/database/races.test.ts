import { beforeAll, describe, expect, it } from 'vitest';
import type { RouteName } from '#functions/contract/routes.ts';
import { keys } from '#functions/store/table.ts';
import { type AnnouncedTable, newAnnouncedTable } from '#test/support/database/announced-table.ts';
import type { Answer } from '#test/support/functions/call-handler.ts';
import type { Person } from '#test/support/life/life.ts';
import { Clinic, everybody } from '#test/support/life/people.ts';
import { complete } from '#test/support/orders.ts';
import { runs } from '#test/support/run/runs.ts';

let table: AnnouncedTable;
let announceAgain: typeof import('#functions/events/announce-again.ts').handler;
beforeAll(async () => {
  table = await newAnnouncedTable();
  ({ handler: announceAgain } = await import('#functions/events/announce-again.ts'));
});

const rounds = Array.from({ length: runs(2, 2.5) }, (_, round) => round);

const { manager, dentist, technician, apex } = everybody;

type Doing = { who: Person; what: RouteName; body?: unknown; params?: object };
const does = (who: Person, what: RouteName, body: unknown = {}, params = {}): Doing => ({ who, what, body, params });

/** An order of its own clinic, which has tasks, two unless said, and has been published. */
class Racing {
  readonly #clinic = new Clinic();
  number = '';

  async begin(tasks: object[] = [{ name: 'Mill', employeeId: 'timo' }, { name: 'Glaze' }]): Promise<void> {
    await this.#clinic.open();
    const workPlan = { mode: 'manual', tasks };
    const body = { ...complete, customerId: 'weber', laboratoryId: 'apex', workPlan, publish: true };
    const made = await this.#clinic.ask('createOrder', manager, { body });
    expect(made.status).toBe(201);
    this.number = made.body.number;
  }

  async read(who = manager): Promise<Answer['body']> {
    const name = who === apex ? 'getLabOrder' : 'getOrder';
    return (await this.#clinic.ask(name, who, { params: { number: this.number } })).body;
  }

  do({ who, what, body, params }: Doing, version?: number): Promise<Answer> {
    return this.#clinic.ask(what, who, {
      params: { number: this.number, ...params },
      body,
      headers: version === undefined ? {} : { 'if-match': `"${version}"` },
    });
  }

  /** Does one thing after another, each upon what the one before has left. */
  async follow(...all: Doing[]): Promise<void> {
    for (const one of all) expect((await this.do(one, (await this.read(one.who)).version)).status).toBe(200);
  }

  /** Announces all changes. Returns them as history has them, after expecting that their versions have no gap. */
  async history(): Promise<string[]> {
    const { version } = await this.read();
    await table.announce(this.#clinic.real('ours'), version);
    const { body } = await this.#clinic.ask('getHistory', manager, { params: { number: this.number } });
    const changes = body.items.filter((item: { version?: number }) => item.version !== undefined);
    expect(changes.map((item: { version: number }) => item.version)).toEqual(
      Array.from({ length: version }, (_, index) => index + 1),
    );
    return changes.map(({ action }: { action: string }) => action);
  }

  async feed(who: Person): Promise<Answer['body'][]> {
    const { body } = await this.#clinic.ask(who === apex ? 'getLabFeed' : 'getFeed', who, { query: 'after=0' });
    expect(body.items.map(({ sequence }: { sequence: number }) => sequence)).toEqual(
      body.items.map((_: object, index: number) => index + 1),
    );
    return body.items.map(({ event }: { event: object }) => event);
  }

  real = <Of>(thing: Of): Of => this.#clinic.real(thing);
}

/** Who wins, and the replies to both. */
type Outcome = { replies: [number, number]; leaves: object };

const accept = does(apex, 'acceptOrder', { promisedDate: '2026-12-17' });
const produce = does(apex, 'produceOrder');
const ship = does(apex, 'shipOrder');
const withdraw = does(dentist, 'withdrawOrder', { reason: 'The wrong shade' });
const cancel = does(dentist, 'cancelOrder');
const receive = does(dentist, 'receiveOrder');
const giveBack = does(apex, 'returnOrder', { reasons: [{ message: 'No margin' }] });
const move = does(dentist, 'changeDueDate', { dueDate: '2026-12-21' });
const hold = does(apex, 'holdOrder', { reason: 'The scan' });

const first = (leaves: object, second = 412): Outcome => ({ replies: [200, second], leaves });
const second = (leaves: object, one = 412): Outcome => ({ replies: [one, 200], leaves });

describe('Of two who act upon the same version, one is first and each is told the truth:', () => {
  it.each<[string, Doing[], Doing, Doing, Outcome[]]>([
    [
      'accept against withdraw',
      [],
      accept,
      withdraw,
      [first({ status: 'production' }), second({ status: 'draft', publication: { inHands: false } }, 404)],
    ],
    [
      'accept against cancel',
      [],
      accept,
      cancel,
      [first({ status: 'production' }), second({ status: 'cancelled', publication: { inHands: true } })],
    ],
    [
      'accept against a new due date',
      [],
      accept,
      move,
      [
        first({ status: 'production', dueDate: '2026-12-18' }),
        second({ status: 'published', dueDate: '2026-12-21', laboratoryWork: { journeys: [] } }),
      ],
    ],
    [
      'return against produce',
      [accept],
      giveBack,
      produce,
      [
        first({ status: 'draft', returned: { reasons: [{ message: 'No margin' }] } }, 404),
        second({ status: 'produced' }),
      ],
    ],
    ['ship against receive', [accept], ship, receive, [first({ status: 'shipped' }), second({ status: 'delivered' })]],
    [
      'return against withdraw',
      [],
      giveBack,
      withdraw,
      [first({ status: 'draft', returned: {} }), second({ status: 'draft', returned: null }, 404)],
    ],
    [
      'two who accept',
      [],
      accept,
      does(apex, 'acceptOrder', { laboratoryReference: 'Pan 7' }),
      [
        first({ laboratoryWork: { promisedDate: '2026-12-17' } }),
        second({ laboratoryWork: { laboratoryReference: 'Pan 7' } }),
      ],
    ],
  ])('%s', async (_, before, one, other, outcomes) => {
    for (const _round of rounds) {
      const order = new Racing();
      await order.begin();
      await order.follow(...before);
      const [read, shown] = [await order.read(), await order.read(apex)];
      const versionFor = ({ who }: Doing) => (who === apex ? shown : read).version;
      const answers = await Promise.all([one, other].map((doing) => order.do(doing, versionFor(doing))));
      const replies = answers.map(({ status }) => status);
      const outcome = outcomes.find((possible) => `${possible.replies}` === `${replies}`);
      expect(outcome, `${replies}`).toBeDefined();
      const now = await order.read();
      expect(now).toMatchObject({ ...outcome?.leaves, version: read.version + 1 });
      for (const { status, body } of answers) {
        if (status === 412) expect(body).toMatchObject({ code: 'version_conflict', version: now.version });
        if (status === 200) expect(body).toMatchObject({ status: now.status, version: now.version });
      }
      const winner = replies[0] === 200 ? one : other;
      expect((await order.history()).slice(read.version)).toEqual([winner.what]);
      const told = (await order.feed(winner.who === apex ? manager : apex)).at(-1);
      expect(told.id).toBe(`${order.real('ours')}_${order.number}_${now.version}`);
    }
  });
});

describe('Of two who do not act upon a version, or of what the other does not read, both succeed one after the other:', () => {
  it.each<[string, (tasks: string[]) => [Doing, Doing]]>([
    [
      'two ticks',
      ([mill, glaze]) => [
        does(technician, 'markTask', { done: true }, { taskId: mill }),
        does(manager, 'markTask', { done: true }, { taskId: glaze }),
      ],
    ],
    ['a tick and an acceptance', ([, glaze]) => [does(manager, 'markTask', { done: true }, { taskId: glaze }), accept]],
    ['a tick and a hold', ([, glaze]) => [does(manager, 'markTask', { done: true }, { taskId: glaze }), hold]],
    [
      'a new plan and an acceptance',
      () => [does(manager, 'planWork', { mode: 'manual', tasks: [{ name: 'Pack' }] }), accept],
    ],
  ])('%s', async (_, pair) => {
    for (const _round of rounds) {
      const order = new Racing();
      await order.begin();
      const { version, workPlan } = await order.read();
      const both = pair(workPlan.tasks.map(({ taskId }: { taskId: string }) => taskId));
      const answers = await Promise.all(both.map((doing) => order.do(doing, version)));
      const statuses = answers.map(({ status }) => status);
      // Whoever plans acts upon a version that the acceptance has changed.
      const planned = both[0].what === 'planWork' && statuses[0] === 412;
      expect(statuses).toEqual([planned ? 412 : 200, 200]);
      const done = both.map(({ what }) => what).slice(planned ? 1 : 0);
      expect((await order.history()).slice(version).toSorted()).toEqual(done.toSorted());
      const now = await order.read();
      expect(now.version).toBe(version + done.length);
      const ticked = both.flatMap(({ params = {} }) => ('taskId' in params ? [params.taskId] : []));
      for (const { taskId, doneAt } of now.workPlan.tasks) expect(doneAt !== undefined).toBe(ticked.includes(taskId));
    }
  });
});

it('Twenty tasks that are marked at the same moment are all done, each by a version of its own', async () => {
  const order = new Racing();
  await order.begin(Array.from({ length: 20 }, (_, index) => ({ name: `Task ${index}` })));
  const { version, workPlan } = await order.read();
  const marks = workPlan.tasks.map(({ taskId }: { taskId: string }) =>
    order.do(does(manager, 'markTask', { done: true }, { taskId })),
  );
  expect((await Promise.all<Answer>(marks)).map(({ status }) => status)).toEqual(Array(20).fill(200));
  const now = await order.read();
  expect(now.version).toBe(version + 20);
  expect(now.workPlan.tasks.filter(({ doneAt }: { doneAt?: string }) => doneAt === undefined)).toEqual([]);
});

describe('An order that is published, withdrawn and published again before anything is announced', () => {
  const publish = does(dentist, 'publishOrder', { changes: { note: 'Now in A3' } });
  const idsOf = (order: Racing) => [1, 2, 3].map((version) => `${order.real('ours')}_${order.number}_${version}`);
  const whole = { dueDate: '2026-12-18', lines: [{ service: 'The zirconia-crown' }] };

  it('is told to its laboratory as three events, each as the order was then', async () => {
    const order = new Racing();
    await order.begin();
    await order.follow(withdraw, publish);
    expect(await order.history()).toEqual(['createOrder', 'withdrawOrder', 'publishOrder']);
    const told = await order.feed(apex);
    expect(told.map(({ id }) => id)).toEqual(idsOf(order));
    expect(told).toMatchObject([
      { type: 'order.published.v1', data: { revision: 1, version: 1, changed: null, ...whole } },
      { type: 'order.withdrawn.v1', data: { revision: 1, version: 2 } },
      { type: 'order.published.v1', data: { revision: 2, version: 3, changed: ['note'], ...whole } },
    ]);
    expect(await order.feed(manager)).toEqual([]);
    expect(table.bus.events().filter(({ Detail }) => Detail['subject'] === order.number)).toHaveLength(3);
  });

  it('is told by the same ids from the retry queue, and there the first does not say what is ordered', async () => {
    const order = new Racing();
    await order.begin();
    await order.follow(withdraw, publish);
    const key = keys.order(order.real('ours'), order.number);
    for (const [index, eventId] of idsOf(order).entries()) {
      const body = JSON.stringify({ key, version: index + 1, eventId, laboratoryId: order.real('apex') });
      const Records = [{ messageId: eventId, body }] as Parameters<typeof announceAgain>[0]['Records'];
      expect(await announceAgain({ Records })).toEqual({ batchItemFailures: [] });
    }
    const told = await order.feed(apex);
    expect(told.map(({ id }) => id)).toEqual(idsOf(order));
    expect(told).toMatchObject([
      { type: 'order.published.v1', data: { revision: 1 } },
      { type: 'order.withdrawn.v1', data: { revision: 1 } },
      { type: 'order.published.v1', data: { revision: 2, ...whole } },
    ]);
    for (const member of ['lines', 'dueDate']) expect(told[0].data).not.toHaveProperty(member);
    // What the stream brings afterwards is known already, and is told again with the numbers that it has.
    expect(await order.history()).toEqual(['createOrder', 'withdrawOrder', 'publishOrder']);
    expect(await order.feed(apex)).toEqual(told);
  });
});
