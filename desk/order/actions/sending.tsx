import { type Signal, useSignal } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import type { Answer, Failure, Order } from '#desk/api/client.ts';
import { type Change, change, type Open, type OpenOrder } from '#desk/order/open-order.ts';
import { FieldErrors } from '#desk/parts/error-summary.tsx';
import { FailureNotice } from '#desk/parts/failure.tsx';
import type { Said } from '#desk/parts/said.ts';
import { words } from '#desk/words/words.ts';
import { same } from '#domain/kernel/same.ts';

const isRefused = (failure: Failure, ...codes: string[]): boolean =>
  failure.kind === 'refused' && codes.includes(failure.problem.code);

/** Whether a failure means that somebody else has changed the order since it was shown. */
const isConflict = (failure: Failure): boolean => isRefused(failure, 'version_conflict');

/** Whether the order is no longer what is shown, or no longer there for this person. */
const isStale = (failure: Failure): boolean => isRefused(failure, 'version_conflict', 'invalid_status', 'not_found');

/** Changes that a form sends: whether one is under way, and why the last one did not work. */
export type Sending<Value = Order, Path = OpenOrder['path']> = {
  busy: Signal<boolean>;
  failure: Signal<Failure | undefined>;
  /**
   * Sends a change, unless one is under way. Gives the order as it then is, or null when it was not changed. `what` is what
   * it sends: the same again, after no answer, is a repetition with the same key, so it happens once.
   */
  send: (what: unknown, ask: Change<Value, Path>) => Promise<Value | null>;
  /** Asks something; keeps why it failed. Null when it failed. */
  ask: <Asked>(asked: () => Promise<Answer<Asked>>) => Promise<Asked | null>;
};

/** Sends what a form changes in an order. After a conflict, the order is shown as it is now. */
export function useSending<Value extends { version: number }, Path>(order: Open<Value, Path>): Sending<Value, Path> {
  const busy = useSignal(false);
  const failure = useSignal<Failure | undefined>(undefined);
  /** What was sent and not answered yet, with its retry key. */
  const unanswered = useRef<{ what: unknown; key: string } | null>(null);
  const keyFor = (what: unknown): string => {
    const { current } = unanswered;
    const one = current && same(current.what, what) ? current : { what, key: crypto.randomUUID() };
    unanswered.current = one;
    return one.key;
  };
  const ask = async <Asked,>(asked: () => Promise<Answer<Asked>>): Promise<Asked | null> => {
    if (busy.value) return null;
    busy.value = true;
    const answer = await asked();
    if (answer.kind !== 'answered' && isStale(answer)) await order.refresh();
    if (answer.kind !== 'unanswered') unanswered.current = null;
    failure.value = answer.kind === 'answered' ? undefined : answer;
    busy.value = false;
    return answer.kind === 'answered' ? answer.value : null;
  };
  return { busy, failure, ask, send: (what, sent) => ask(() => change(order, keyFor(what), sent)) };
}

/** What is wrong with the fields of a form whose pointers begin with `place`; empty when the failure is no such thing. */
export function faultsOf(failure: Failure | undefined, place: string): Said[] {
  if (failure?.kind !== 'refused') return [];
  return (failure.problem.errors ?? []).map(({ pointer, message }) => ({ pointer: `${place}${pointer}`, message }));
}

/**
 * What is wrong with a form: what the page has found, or what the API said. The same list until one of them changes,
 * because a summary takes the focus whenever it has another one.
 */
export const useFaults = (found: readonly Said[], failure: Failure | undefined, place: string): readonly Said[] =>
  useMemo(() => (found.length > 0 ? found : faultsOf(failure, place)), [found, failure]);

const none: readonly Said[] = [];

/** What is wrong with one field. */
export const faultAt = (failure: Failure | undefined, place: string, pointer: string): string | undefined =>
  faultsOf(failure, place).find((fault) => fault.pointer.startsWith(`${place}${pointer}`))?.message;

/** Why a change did not work: its faults with their fields, that somebody else was faster, or what else it was. */
export function SendingFailure({ failure, place }: { failure: Failure | undefined; place: string }) {
  const faults = useFaults(none, failure, place);
  if (!failure) return null;
  if (faults.length > 0) return <FieldErrors errors={faults} />;
  if (!isConflict(failure)) return <FailureNotice failure={failure} />;
  return (
    <div class="notice warning" role="alert">
      <p>{words.value.actions.conflict}</p>
    </div>
  );
}

type SubmitProps = { sending: Pick<Sending, 'busy'>; text: string; autofocus?: boolean };

/** The button that sends a form. It is never dead: pressed twice, the form is sent once. */
export function SubmitButton({ sending, text, autofocus = false }: SubmitProps) {
  return (
    <button type="submit" class="primary" aria-busy={sending.busy.value} autofocus={autofocus}>
      {text}
    </button>
  );
}
