import * as z from 'zod/mini';
import { Id, Instant } from '#domain/kernel/identifiers.ts';
import { stored } from '#domain/kernel/stored.ts';
import { EventId } from '#domain/listening/event-id.ts';
import { Listener } from '#domain/listening/listener.ts';

/** What a message says of the next attempt to send one event. */
export const nextOf = {
  eventId: EventId,
  feedSequence: z.int(),
  attempt: z.int().check(z.minimum(1)),
  notBefore: Instant,
  replay: z._default(z.boolean(), false),
};

/**
 * A run sends a part of the feed to one subscription: in order, each event after the one before has been accepted, or has
 * been set aside because it alone fails. A replay is a run that somebody has asked for, to a number. A run to the end of
 * the feed starts by itself when too much waits: the subscription is catching up.
 */
export const Run = stored({
  /** Tells it from other runs of its subscription. */
  startedAt: Instant,
  /** What is up to this number of the feed has been sent, or set aside. */
  after: z.int(),
  /** The last number to send; null while catching up, to the end of the feed. */
  to: z.nullable(z.int()),
  /** The id of the one queue message that continues it. */
  step: z.string(),
  /** While the next event fails: how often, since when, and when it is tried again. */
  failing: z.optional(stored({ attempts: z.int(), since: Instant, notBefore: Instant })),
  /** Whether the endpoint has accepted an event since the run has last stayed at one. */
  accepts: z.optional(z.boolean()),
  /** What the last step has set aside. It waits already; the next step queues its attempts. */
  aside: z.optional(z.array(stored(nextOf))),
});
export type Run = z.infer<typeof Run>;

/** The queue message that continues a run. Where the run stands is stored with its subscription. */
export const RunStep = stored({
  listener: Listener,
  subscriptionId: Id,
  step: z.string(),
  madeAt: Instant,
  notBefore: Instant,
});
export type RunStep = z.infer<typeof RunStep>;

/** A run as far as it is known without its next message. */
export type NewRun = Omit<Run, 'step'>;

/** What a run needs of its subscription. */
type Running = { listener: Listener; subscriptionId: Id; waiting?: Set<number> | undefined; run?: NewRun | undefined };

/** How many events may wait for a subscription, each with retries of its own; then it is catching up. */
export const mostWaiting = 100;

/** How long it takes at most until a run is stored whose next message is in the queue, in milliseconds. */
const longestStoring = 30_000;

/** The pause before a step of a run in which nothing has failed, in milliseconds: the step before is stored meanwhile. */
const briefly = 1000;

/** How many events may fail in a row before the run stays at the first of them. */
const mostInDoubt = 10;

/** The longest wait between two attempts of a run, in milliseconds. */
const longestWait = 15 * 60_000;

/** The run of a replay: the events after a number, up to another. */
export const replayOf = (after: number, to: number, at: Instant): NewRun => ({ startedAt: at, after, to });

/**
 * The run of a subscription for which too much waits, from the oldest event that has not been accepted. A replay that
 * runs becomes part of it.
 */
export function catchingUp({ waiting = new Set(), run }: Running, at: Instant): NewRun {
  const oldest = Math.min(...waiting, (run?.after ?? Number.POSITIVE_INFINITY) + 1);
  return { startedAt: at, after: oldest - 1, to: null };
}

/** Whether so much waits for a subscription that it is to catch up, and does not yet. */
export const waitsTooMuch = ({ waiting, run }: Running): boolean =>
  (waiting?.size ?? 0) >= mostWaiting && run?.to !== null;

/** Whether a subscription is catching up and will get this number of the feed by that. */
export const catchesUpWith = ({ run }: Running, feedSequence: number): boolean =>
  run !== undefined && run.to === null && run.after < feedSequence;

/** Whether a run of the subscription will send this number of the feed. */
export const isToSend = ({ run }: Running, feedSequence: number): boolean =>
  run !== undefined && run.after < feedSequence && feedSequence <= (run.to ?? Number.POSITIVE_INFINITY);

/** The message that continues a run. */
export const stepOf = (
  { listener, subscriptionId }: Running,
  { step }: Run,
  madeAt: Instant,
  notBefore: Instant,
): RunStep => ({ listener, subscriptionId, step, madeAt, notBefore });

/**
 * What to do with a message: continue its run, wait, or nothing, because it is a duplicate, or its run is over. It was sent
 * before the run was stored that names it, so that no run is stored that nothing continues: it waits for that.
 */
export function judgeStep(
  { step, madeAt }: RunStep,
  run: Run | undefined,
  at: Instant,
): 'continue' | 'wait' | 'nothing' {
  if (run?.step === step) return 'continue';
  return Date.parse(at) - Date.parse(madeAt) < longestStoring ? 'wait' : 'nothing';
}

/** When a message may come again that has nothing to wait for but that its run is stored. */
export const soon = (at: Instant): Instant => new Date(Date.parse(at) + briefly).toISOString();

/** The run when a number of the feed has been sent, or is not wanted. */
export const passed = ({ failing: _, ...run }: NewRun, after: number): NewRun => ({ ...run, after });

/** The run when it stays at its next event, which has failed. */
export function held({ accepts: _, ...run }: NewRun, answered: Instant, notBefore: Instant): NewRun {
  const { attempts, since } = run.failing ?? { attempts: 0, since: answered };
  return { ...run, failing: { attempts: attempts + 1, since, notBefore } };
}

/** An event that a run has set aside, or would. */
export type Aside = NonNullable<Run['aside']>[number];

/** The events that have failed in a row, and the run as it stays at the first of them if none that follows is accepted. */
export type InDoubt = { events: readonly Aside[]; held: NewRun };

/**
 * Whether a run may go on behind what is in doubt: its endpoint accepts events or has refused this one, not too much has
 * failed in a row, and all of it may still wait.
 */
export function mayGoOn({ waiting }: Running, { aside = [], accepts }: NewRun, { events }: InDoubt, refused: boolean) {
  if (!accepts && !refused) return false;
  return events.length < mostInDoubt && (waiting?.size ?? 0) + aside.length + events.length <= mostWaiting;
}

/** The run when the endpoint accepts others than these, which it has not accepted. */
export const setAside = (run: NewRun, events: readonly Aside[]): NewRun => ({
  ...run,
  ...(events.length > 0 && { aside: [...(run.aside ?? []), ...events] }),
  accepts: true,
});

/**
 * The wait before the next attempt when the next event has failed, in milliseconds: as the schedule says, but no longer
 * than 15 minutes, for as long as the whole schedule lasts; then undefined.
 */
export function waitOf({ failing }: NewRun, answered: Instant, schedule: readonly number[]): number | undefined {
  const wait = Math.min(schedule[failing?.attempts ?? 0] ?? longestWait, longestWait);
  if (!failing) return wait;
  const lasts = schedule.reduce((sum, one) => sum + one, 0);
  return Date.parse(answered) - Date.parse(failing.since) < lasts ? wait : undefined;
}
