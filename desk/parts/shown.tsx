import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Read } from '#desk/api/loaded.ts';
import { FailureNotice } from '#desk/parts/failure.tsx';
import { words } from '#desk/words/words.ts';

type Props<Value> = { of: Read<Value>; children: (value: Value) => ComponentChildren };

/**
 * Shows what is loaded; until then that it is loading, or why it cannot be. It is read again when
 * there is a connection again.
 */
export function Shown<Value>({ of: { value, failure, reload }, children }: Props<Value>) {
  const isFailed = failure.value !== undefined;
  useEffect(() => {
    if (!isFailed) return undefined;
    addEventListener('online', reload);
    return () => removeEventListener('online', reload);
  }, [isFailed, reload]);
  return (
    <>
      {failure.value && <FailureNotice failure={failure.value} onRetry={reload} />}
      {value.value !== undefined && children(value.value)}
      {value.value === undefined && !failure.value && <p class="loading">{words.value.parts.loading}</p>}
    </>
  );
}
