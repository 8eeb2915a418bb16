import { isDeepStrictEqual } from 'node:util';
import { expect, vi } from 'vitest';
import type { Listener } from '#domain/listening/listener.ts';
import type { RouteName } from '#functions/contract/routes.ts';
import type { AnnouncedTable } from '#test/support/database/announced-table.ts';
import { type Answer, logged } from '#test/support/functions/call-handler.ts';
import {
  born,
  type Choice,
  type Following,
  following,
  handsOf,
  isMessage,
  isWrite,
  type Life,
  listedFor,
  type Person,
  ruleOf,
  sees,
  seesThread,
  type Try,
} from '#test/support/life/life.ts';
import { Clinic, everybody, secondsLater } from '#test/support/life/people.ts';
import { complete } from '#test/support/orders.ts';

/** How a try is made: in which of four ways, upon which version, and whether it is repeated with a retry key. */
export type How = { way: number; upon: 'current' | 'stale' | 'none'; isRepeated: boolean };

const { manager, dentist, technician, apex, bright } = everybody;

/** One order from its creation on, beside what is to be read of it by now. */
export class Story {
  readonly #clinic = new Clinic();
  readonly #table: AnnouncedTable;
  readonly #history = ['1 createOrder maria'];
  readonly #feeds = new Map<Listener, string[]>();
  /** The laboratory of each message. */
  readonly #messages: string[] = [];
  #life: Life = born;
  #number = '';
  #version = 1;
  /** The version of the last change of what a laboratory reads. */
  #shownVersion = 1;
  #reads = 0;
  #copies = 0;
  #turn = 0;
  /** What has been tried, and the status of each reply. */
  readonly transcript: string[] = [];

  constructor(table: AnnouncedTable) {
    this.#table = table;
  }

  get life(): Life {
    return this.#life;
  }

  async #ask(name: RouteName, who: Person, { params, ...sent }: Parameters<Clinic['ask']>[2] = {}): Promise<Answer> {
    const answer = await this.#clinic.ask(name, who, { params: { number: this.#number, ...params }, ...sent });
    expect(JSON.stringify(answer.headers).toLowerCase()).not.toContain('canary');
    return answer;
  }

  async begin(): Promise<void> {
    await this.#clinic.open();
    const { customerId, laboratoryId, dueDate, note } = born;
    const patient = { lastName: 'Canary', reference: 'canary reference' };
    const body = { ...complete, customerId, laboratoryId, dueDate, note, patient, enclosures: ['canary model'] };
    const made = await this.#clinic.ask('createOrder', manager, { body });
    expect(made.status).toBe(201);
    this.#number = made.body.number;
  }

  /** Somebody tries something. */
  async try({ person, what }: Choice, { way, upon, isRepeated }: How): Promise<void> {
    const turn = ++this.#turn;
    const one: Try = { what, way, at: secondsLater(turn), turn };
    vi.setSystemTime(Date.parse(one.at));
    const expected = following(person, one, upon, this.#life);
    const tag = { current: this.#versionFor(person), stale: this.#versionFor(person) - 1 || 99, none: null }[upon];
    const withKey = isRepeated && isWrite(what);
    const rule = ruleOf(what);
    const sent = {
      body: rule.body?.(this.#life, one),
      params: rule.params?.(this.#life) ?? {},
      headers: { ...(tag && { 'if-match': `"${tag}"` }), ...(withKey && { 'idempotency-key': `key-${turn}` }) },
    };
    const { status, body } = await this.#ask(what, person, sent);
    this.transcript.push(`${person.is}: ${what} ${way} ${upon} ${status}`);
    expect([status, body.code]).toEqual([expected.status, expected.code]);
    if (status < 300) this.#follow(person, one, expected, body);
    if (status < 300 && 'actions' in body) this.#compare(person, what, body);
    if (body.code === 'invalid_status') {
      expect(body.orderStatus).toBe(this.#life.status);
      expect(body.actions.toSorted()).toEqual(this.#actionsOf(person));
    }
    const { requestId: _, ...said } = body;
    if (withKey) expect(await this.#ask(what, person, sent)).toMatchObject({ status, body: said });
  }

  #versionFor({ caller }: Person): number {
    return caller.role === 'laboratory' ? this.#shownVersion : this.#version;
  }

  #actionsOf(person: Person): string[] {
    return listedFor(person, this.#life).toSorted();
  }

  /** Notes what has become of the order, and who hears of it. */
  #follow({ caller }: Person, { what }: Try, { life: after }: Following, body: Answer['body']): void {
    const before = this.#life;
    if (what === 'getLabOrder') this.#reads += 1;
    if (what === 'copyOrder') this.#copies += 1;
    const isOfLaboratory = caller.role === 'laboratory';
    const [left = ''] = before.sentTo;
    if (isMessage(what)) {
      const laboratoryId = isOfLaboratory ? caller.laboratoryId : left;
      this.#messages.push(laboratoryId);
      const event = `order.message-added.v1 m${this.#messages.length} ${after.revision}`;
      this.#tell(isOfLaboratory ? 'T#ours' : `L#${laboratoryId}`, event);
    }
    if (isDeepStrictEqual(before, after)) return;
    this.#version += 1;
    const version = this.#version;
    const { shown, tells, fills } = ruleOf(what);
    this.#life = fills ? { ...after, ...fills(body, after) } : after;
    if (shown) this.#shownVersion = version;
    this.#history.push(`${version} ${what} ${caller.sub}`);
    const { sentTo, revision, laboratoryId } = after;
    const [told] = sentTo;
    if (tells && told !== undefined)
      this.#tell(isOfLaboratory ? 'T#ours' : `L#${told}`, `order.${tells(before, after)}.v1 ${version} ${revision}`);
    if (what === 'publishOrder' && left && left !== laboratoryId)
      this.#tell(`L#${left}`, `order.closed.v1 ${version}_c ${before.revision}`);
  }

  #tell(listener: Listener, event: string): void {
    this.#feeds.set(listener, [...(this.#feeds.get(listener) ?? []), event]);
  }

  /** Holds a reply with the order to what this reader is to see. */
  #compare(person: Person, what: RouteName, body: Answer['body']): void {
    const life = this.#life;
    if (what === 'copyOrder') {
      expect(body).toMatchObject({ status: 'draft', source: this.#number, revision: 0, publication: null });
      return;
    }
    const { status, revision, dueDate, note, work, cancelReason, returned, customerId, laboratoryId, tasks } = life;
    const version = this.#versionFor(person);
    expect(body).toMatchObject({ number: this.#number, status, version, revision, dueDate, note, cancelReason });
    expect(body.laboratoryWork).toEqual(work);
    expect(body.actions.toSorted()).toEqual(this.#actionsOf(person));
    const [sentTo] = life.sentTo;
    const inHands = handsOf(life) !== undefined;
    if (sentTo === undefined) expect(body.publication).toBeNull();
    else expect(body.publication).toMatchObject({ laboratoryId: this.#clinic.real(sentTo), revision, inHands });

    const codes = body.warnings.map(({ code }: { code: string }) => code);
    const isAtWork = ['published', 'production', 'produced', 'shipped'].includes(status);
    expect(codes.includes('on_hold')).toBe(isAtWork && work?.hold !== undefined);
    const warned = codes.filter((code: string) => code === 'returned_by_laboratory');
    if (person.caller.role === 'laboratory') {
      expect(warned).toEqual([]);
      expect(Object.keys(body).filter((member) => unseen.includes(member))).toEqual([]);
      return;
    }
    expect(warned).toHaveLength(status === 'draft' ? returned.length : 0);
    expect(body).toMatchObject({
      customerId,
      laboratoryId: this.#clinic.real(laboratoryId),
      workPlan: { tasks: tasks.map(({ taskId, name }) => ({ taskId, name })) },
      returned: returned.length > 0 ? { reasons: returned.map((message) => ({ message })) } : null,
    });
    const done = body.workPlan.tasks.map(({ doneAt }: { doneAt?: string }) => doneAt !== undefined);
    expect(done).toEqual(tasks.map((task) => task.done));
  }

  /** Everybody who may have to do with the order looks at all that there is. */
  async look(): Promise<void> {
    for (const person of [manager, dentist, technician, apex, bright]) {
      const isOfLaboratory = person.caller.role === 'laboratory';
      const order = await this.#ask(isOfLaboratory ? 'getLabOrder' : 'getOrder', person);
      expect([person.is, order.status]).toEqual([person.is, sees(person, this.#life) ? 200 : 404]);
      if (order.status === 200) this.#compare(person, 'getOrder', order.body);
      if (order.status === 200 && isOfLaboratory) this.#reads += 1;
      const thread = await this.#ask(isOfLaboratory ? 'listLabMessages' : 'listMessages', person);
      expect([person.is, thread.status]).toEqual([person.is, seesThread(person, this.#life) ? 200 : 404]);
      if (thread.status === 200) this.#compareThread(person, thread.body);
      if (isOfLaboratory && this.#life.status !== 'draft') await this.#compareList(person);
    }
  }

  #compareThread({ caller }: Person, body: Answer['body']): void {
    const own = this.#messages.filter((of) => caller.role !== 'laboratory' || of === caller.laboratoryId);
    const of = body.items.map(({ laboratoryId }: { laboratoryId: string }) => laboratoryId);
    expect(of).toEqual(this.#clinic.real(own));
    if (caller.role !== 'laboratory') return;
    const { sentTo, ended, status } = this.#life;
    const how = status === 'cancelled' ? 'cancelled' : ended;
    expect(body.left?.how ?? null).toBe(sentTo[0] === caller.laboratoryId ? how : 'published_elsewhere');
  }

  async #compareList(person: Person): Promise<void> {
    const { body } = await this.#ask('listLabOrders', person, { query: `status=${this.#life.status}` });
    const numbers = body.items.map(({ number }: { number: string }) => number);
    expect([person.is, numbers]).toEqual([person.is, sees(person, this.#life) ? [this.#number] : []]);
  }

  /** Announces all that has happened, and compares the history and the feeds. No text of people is in what is told. */
  async end(): Promise<void> {
    const tenantId = this.#clinic.real('ours');
    await this.#table.announce(tenantId, this.#history.length + this.#messages.length + this.#copies);
    const { body } = await this.#ask('getHistory', manager, { query: 'limit=100' });
    type Entry = { version?: number; action: string; by: { sub: string } };
    const changes = body.items.filter(({ version }: Entry) => version !== undefined);
    expect(changes.map(({ version, action, by }: Entry) => `${version} ${action} ${by.sub}`)).toEqual(this.#history);
    expect(body.items.length - changes.length).toBe(this.#reads);

    const heard: Entered[] = [];
    for (const [person, listener] of [
      [manager, 'T#ours'],
      [apex, 'L#apex'],
      [bright, 'L#bright'],
    ] as const) {
      const route = person === manager ? 'getFeed' : 'getLabFeed';
      const feed = await this.#ask(route, person, { query: 'after=0&limit=100' });
      const items: Entered[] = feed.body.items;
      const prefix = `${tenantId}_${this.#number}_`;
      const told = items.map(({ event: { id, type, data } }) => `${type} ${id.replace(prefix, '')} ${data.revision}`);
      expect([person.is, told]).toEqual([person.is, this.#feeds.get(listener) ?? []]);
      expect(items.map(({ sequence }) => sequence)).toEqual(told.map((_, index) => index + 1));
      heard.push(...items);
    }
    const onBus = this.#table.bus.events().flatMap(({ Detail }) => (Detail['subject'] === this.#number ? Detail : []));
    const byId = (events: unknown[]) => new Map(events.map((event) => [Object(event).id, event]));
    expect(byId(onBus)).toEqual(byId(heard.map(({ event }) => event)));
    expect(onBus).toHaveLength(heard.length);
    expect(`${JSON.stringify(onBus)}${logged.join()}`.toLowerCase()).not.toContain('canary');
  }
}

type Entered = { sequence: number; event: { id: string; type: string; data: { revision: number } } };

/** What no laboratory reads. */
const unseen = ['workPlan', 'payroll', 'price', 'discount', 'readiness', 'returned', 'createdBy', 'updatedBy', 'root'];
