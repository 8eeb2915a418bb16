/** The languages of papers and messages. */
export const languages = ['en', 'uk', 'de'] as const;
export type Language = (typeof languages)[number];
