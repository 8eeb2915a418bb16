import { signal } from '@preact/signals';

const query = matchMedia('(max-width: 62rem)');

/** Whether the window has room for one column only. */
export const isNarrow = signal(query.matches);

query.addEventListener('change', () => {
  isNarrow.value = query.matches;
});
