import { type ReadonlySignal, signal } from '@preact/signals';
import type { Answer, Problem, Unanswered } from '#desk/api/client.ts';
import type { Condition } from '#desk/editing/editing.ts';
import type { ImportedEntry } from '#domain/catalog/import/check-import.ts';
import { replacedVersion, type Written, writtenAs } from '#domain/catalog/import/writing.ts';

/** The waits between the attempts of a write that got no answer, in milliseconds. */
const waits = [1000, 2000, 4000];

type Write = (entry: ImportedEntry, condition: Condition) => Promise<Answer<unknown>>;
type Pause = (milliseconds: number) => Promise<unknown>;

/** Entries that are being sent, one after another. It can be stopped, and goes on where it was. */
export type Sending = {
  total: number;
  /** How many have been sent, whatever came of them. */
  done: ReadonlySignal<number>;
  counts: ReadonlySignal<Record<Written, number>>;
  /** Those that were refused. */
  failures: ReadonlySignal<readonly { entry: ImportedEntry; problem: Problem }[]>;
  state: ReadonlySignal<'running' | 'stopped' | 'finished'>;
  /** Why it has stopped by itself: the desk does not answer. */
  why: ReadonlySignal<Unanswered | null>;
  stop: () => void;
  goOn: () => Promise<void>;
};

const pauseFor: Pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Prepares to send entries; `goOn` begins. Each is written on the condition that was checked, so none
 * is overwritten blindly.
 */
export function sendingOf(entries: readonly ImportedEntry[], write: Write, pause = pauseFor): Sending {
  const done = signal(0);
  const counts = signal<Record<Written, number>>({ added: 0, replaced: 0, kept: 0 });
  const failures = signal<readonly { entry: ImportedEntry; problem: Problem }[]>([]);
  const state = signal<'running' | 'stopped' | 'finished'>('stopped');
  const why = signal<Unanswered | null>(null);
  let isAtWork = false;

  async function writeWithPatience(entry: ImportedEntry): Promise<Answer<unknown>> {
    const version = replacedVersion(entry);
    const condition: Condition = version === null ? { 'If-None-Match': '*' } : { 'If-Match': `"${version}"` };
    let answer = await write(entry, condition);
    for (const wait of waits) {
      if (answer.kind !== 'unanswered' || answer.why === 'signedOut' || state.peek() === 'stopped') break;
      await pause(wait);
      answer = await write(entry, condition);
    }
    return answer;
  }

  /** Writes one entry. Returns false when nothing answers. */
  async function sendOne(entry: ImportedEntry): Promise<boolean> {
    const answer = await writeWithPatience(entry);
    if (answer.kind === 'unanswered') {
      why.value = answer;
      return false;
    }
    const isConflict = answer.kind === 'refused' && answer.problem.code === 'version_conflict';
    const wasThere = isConflict && replacedVersion(entry) === null;
    if (answer.kind === 'refused' && !wasThere)
      failures.value = [...failures.peek(), { entry, problem: answer.problem }];
    else {
      const written = writtenAs(entry, wasThere);
      counts.value = { ...counts.peek(), [written]: counts.peek()[written] + 1 };
    }
    done.value += 1;
    return true;
  }

  return {
    total: entries.length,
    done,
    counts,
    failures,
    state,
    why,
    stop: () => {
      if (state.peek() === 'running') state.value = 'stopped';
    },
    goOn: async () => {
      why.value = null;
      state.value = 'running';
      // Whoever stops and goes on while a write is on its way goes on with that one.
      if (isAtWork) return;
      isAtWork = true;
      for (const entry of entries.slice(done.peek())) {
        if (state.peek() !== 'running') break;
        if (!(await sendOne(entry))) state.value = 'stopped';
      }
      isAtWork = false;
      if (done.peek() === entries.length) state.value = 'finished';
    },
  };
}
