/** How a character is printed that no font has: `[U+65E5]`. */
export const characterCode = (character: string): string =>
  `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/** The scripts that the fonts of papers have. What is common to all scripts has no letters that names are written in. */
const foreignLetter =
  /(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Devanagari}\p{Script=Common}])\p{L}/u;

/** The first letter of a text whose script no font has, so that it is printed as its code; undefined if there is none. */
export const letterPrintedAsCode = (text: string): string | undefined => foreignLetter.exec(text)?.[0];
