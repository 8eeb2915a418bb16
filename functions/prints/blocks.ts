import type { Content } from 'pdfmake/interfaces.js';
import { printable } from '#functions/prints/fonts.ts';
import type { Look } from '#functions/prints/lines.ts';

/** What stands on paper, and whether it stays on the page of what comes next. */
export type Block = { content: Content; stays?: boolean };

/** What a section is called, on the page of how it begins. */
export const heading = (title: string, look: Look): Block => ({
  content: { text: printable(title), ...look, margin: [0, 12, 0, 4] },
  stays: true,
});

/** So many lines of a text are never alone at the end of a page, nor at the beginning of the next. */
const few = 3;

export const blocksOf = (lines: readonly Content[]): Block[] =>
  lines.map((content, index) => ({ content, stays: index + 1 < few || index + 1 > lines.length - few }));

/** Blocks with page breaks only where they may be. pdfmake drops what is kept together and higher than a page, so nothing is. */
export function stacked(blocks: readonly Block[]): Content[] {
  const groups: Content[][] = [[]];
  for (const { content, stays } of blocks) {
    groups.at(-1)?.push(content);
    if (!stays) groups.push([]);
  }
  return groups.filter((group) => group.length > 0).map((stack) => ({ unbreakable: stack.length > 1, stack }));
}
