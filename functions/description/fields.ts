/** Words for a member. */
export const wordsFor = (_: readonly string[]): string | undefined => undefined;
