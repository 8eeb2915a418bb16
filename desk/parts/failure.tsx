import { useEffect, useRef } from 'preact/hooks';
import type { Failure } from '#desk/api/client.ts';
import { useFocusAfter } from '#desk/parts/screen.tsx';
import { signedOut } from '#desk/session/session.ts';
import { words } from '#desk/words/words.ts';

/**
 * Why something could not be done, in words: those of the API, or ours when it did not answer; `unknown` where there is no
 * such thing that this person may see.
 */
export function wordsOf(failure: Failure, unknown?: string): string {
  if (failure.kind === 'unanswered') return words.value.parts[failure.why];
  const { code, errors = [], detail } = failure.problem;
  if (code === 'not_found' && unknown !== undefined) return unknown;
  // The detail of a problem with faults speaks of their list, which has no fields here.
  return errors.length > 0 ? errors.map(({ message }) => message).join(' ') : detail;
}

type NoticeProps = {
  failure: Failure;
  /** What is said where there is no such thing. */
  unknown?: string;
  onRetry?: () => void;
};

/**
 * Says why something could not be read or done, and offers the way on. When it is because the person has to sign in again,
 * the page says so above, and it is tried again when they have.
 */
export function FailureNotice({ failure, unknown, onRetry }: NoticeProps) {
  const { tryAgain, reference } = words.value.parts;
  const isSignedOut = failure.kind === 'unanswered' && failure.why === 'signedOut';
  useEffect(() => {
    if (isSignedOut && !signedOut.value) onRetry?.();
  }, [signedOut.value]);
  const notice = useRef<HTMLDivElement>(null);
  useFocusAfter(notice);
  if (isSignedOut) return null;
  return (
    <div ref={notice} class="notice error" role="alert">
      <p>{wordsOf(failure, unknown)}</p>
      {failure.kind === 'refused' && failure.problem.requestId && (
        <p class="small">{reference(failure.problem.requestId)}</p>
      )}
      {onRetry && (
        <button type="button" onClick={onRetry}>
          {tryAgain}
        </button>
      )}
    </div>
  );
}
