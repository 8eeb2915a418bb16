/** The most characters that are printed of a text of others. */
const most = 1000;

/** A text of others as one line for a terminal: cut, and with a space for whatever is not visible, such as an escape. */
export function oneLine(text: string): string {
  const cut = text.length > most ? `${text.slice(0, most)} …` : text;
  return cut.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
