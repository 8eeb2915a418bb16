import type { ComponentChildren } from 'preact';
import type { Loaded } from '#desk/api/loaded.ts';
import { FailureNotice } from '#desk/parts/failure.tsx';
import { words } from '#desk/words/words.ts';

type Props<Value> = { of: Loaded<Value>; children: (value: Value) => ComponentChildren };

/** Shows what is loaded; until then that it is loading, or why it cannot be. */
export function Shown<Value>({ of: { value, failure, reload }, children }: Props<Value>) {
  return (
    <>
      {failure.value && <FailureNotice failure={failure.value} onRetry={reload} />}
      {value.value !== undefined && children(value.value)}
      {value.value === undefined && !failure.value && <p class="loading">{words.value.parts.loading}</p>}
    </>
  );
}
