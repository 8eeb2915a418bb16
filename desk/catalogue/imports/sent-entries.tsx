import { useEffect } from 'preact/hooks';
import type { Problem } from '#desk/api/client.ts';
import { FirstOf, mostShown } from '#desk/catalogue/imports/first-of.tsx';
import type { Sending } from '#desk/catalogue/imports/sending.ts';
import { nameOf } from '#desk/catalogue/imports/summary.tsx';
import { access, kinds } from '#desk/catalogue/kinds.ts';
import { FailureNotice } from '#desk/parts/failure.tsx';
import { AskBeforeLeaving } from '#desk/parts/leaving.tsx';
import { words } from '#desk/words/words.ts';

type Props = { sending: Sending; unchanged: number; stayed: number; onAgain: () => void; onOther: () => void };

/** An import that is being sent: how far it is, what has failed, and how it ends. */
export function SentEntries({ sending, unchanged, stayed, onAgain, onOther }: Props) {
  const { imports } = words.value;
  const { total, done, counts, failures, state, why, stop, goOn } = sending;
  // Whoever leaves has stopped it.
  useEffect(() => stop, []);
  useEffect(() => {
    if (state.value !== 'running') for (const kind of kinds) void access[kind].list().reload();
  }, [state.value]);
  const { added, replaced, kept } = counts.value;
  return (
    <>
      <label class="progress">
        {imports.progress}
        <progress max={total} value={done.value} />
        <span>{imports.sent(done.value, total)}</span>
      </label>
      {why.value && <FailureNotice failure={why.value} onRetry={() => void goOn()} />}
      <div role="status">
        {state.value === 'stopped' && !why.value && <p>{imports.stopped}</p>}
        {state.value === 'finished' && (
          <>
            <h2>{imports.finished}</h2>
            <p>{imports.counts(added, replaced, unchanged, kept + stayed)}</p>
          </>
        )}
      </div>
      {failures.value.length > 0 && (
        <div class="notice error">
          <h2>{imports.failures}</h2>
          <FirstOf all={failures.value.length} />
          <ul>
            {failures.value.slice(0, mostShown).map(({ entry, problem }) => (
              <li key={nameOf(entry)} class="typed">
                <strong>{nameOf(entry)}</strong> {cureOf(problem)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div class="buttons">
        {state.value === 'running' && (
          <button type="button" onClick={stop}>
            {imports.stop}
          </button>
        )}
        {state.value === 'stopped' && !why.value && (
          <button type="button" class="primary" onClick={() => void goOn()}>
            {imports.goOn}
          </button>
        )}
        {state.value !== 'running' && (
          <>
            {(failures.value.length > 0 || state.value === 'stopped') && (
              <button type="button" onClick={onAgain}>
                {imports.again}
              </button>
            )}
            <button type="button" onClick={onOther}>
              {imports.other}
            </button>
          </>
        )}
      </div>
      <AskBeforeLeaving when={() => state.peek() !== 'finished'} text={imports.leaving} />
    </>
  );
}

/** What to do about an entry that was refused. */
function cureOf({ code, detail, errors = [] }: Problem): string {
  if (code === 'version_conflict') return words.value.imports.conflict;
  return [detail, ...errors.map(({ pointer, message }) => `${pointer}: ${message}`)].join(' ');
}
