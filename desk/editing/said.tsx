import { signal } from '@preact/signals';

/** What was done last, such as that something is saved. Empty while there is nothing to say. */
export const said = signal('');

/** Reads to a screen reader what was done, when it was done. */
export const SaidAloud = () => (
  <p role="status" class="unseen">
    {said.value}
  </p>
);
