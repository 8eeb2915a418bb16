/** Ids as they are typed: on lines of their own, or between commas or spaces. */
export const idsIn = (text: string): string[] => text.split(/[\s,;]+/).filter((id) => id !== '');

/** Ids as they stand in a field. */
export const idsText = (ids: readonly string[]): string => ids.join('\n');
