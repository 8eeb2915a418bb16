import { words } from '#desk/words/words.ts';

/** The most entries or faults that are shown at once: nobody reads more, and a page of 100,000 stands still. */
export const mostShown = 100;

/** Says of a long list that only its beginning is shown. */
export const FirstOf = ({ all }: { all: number }) =>
  all > mostShown ? <p>{words.value.imports.firstOf(mostShown, all)}</p> : null;
