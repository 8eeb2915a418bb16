import type { Content } from 'pdfmake/interfaces.js';
import { printable } from '#functions/prints/fonts.ts';
import type { Look } from '#functions/prints/lines.ts';

/** A block of content; with `stays` it is on the same page as the next one. */
export type Block = { content: Content; stays?: boolean };

/** The heading of a section, on the same page as its beginning. */
export const heading = (title: string, look: Look): Block => ({
  content: { text: printable(title), ...look, margin: [0, 12, 0, 4] },
  stays: true,
});

/** How many lines of a text stay together at the end of a page and at the beginning of the next. */
const few = 3;

export const blocksOf = (lines: readonly Content[]): Block[] =>
  lines.map((content, index) => ({ content, stays: index + 1 < few || index + 1 > lines.length - few }));

/**
 * Content with page breaks only between blocks that may be parted. pdfmake drops an unbreakable block that is higher
 * than a page, so none is.
 */
export function stacked(blocks: readonly Block[]): Content[] {
  const groups: Content[][] = [[]];
  for (const { content, stays } of blocks) {
    groups.at(-1)?.push(content);
    if (!stays) groups.push([]);
  }
  return groups.filter((group) => group.length > 0).map((stack) => ({ unbreakable: stack.length > 1, stack }));
}
