import { words } from '#desk/words/words.ts';

export const yesOrNo = (value: boolean): string => (value ? words.value.catalogue.yes : words.value.catalogue.no);

/** A text, or that there is none. */
export const orNone = (text: string): string => text || words.value.catalogue.none;
