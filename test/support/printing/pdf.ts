/** Reads PDFs with poppler. As root on Debian and Ubuntu a missing poppler is installed; elsewhere an error says how. */
import { execFileSync, spawnSync } from 'node:child_process';
import { install } from '#infra/local/machine/apt.ts';

const missing = () => spawnSync('pdftotext', ['-v']).error !== undefined;
if (missing() && !(install('poppler-utils') && !missing()))
  throw new Error('Install poppler for these tests: sudo apt-get install poppler-utils, or brew install poppler.');

/** Makes a function that runs `pdftotext` with options and reads what it says, once for each PDF. */
const asked = <Answer>(options: readonly string[], read: (said: string) => Answer) => {
  const known = new WeakMap<Buffer, Answer>();
  return (pdf: Buffer): Answer => {
    const how = { input: pdf, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
    const answer = known.get(pdf) ?? read(execFileSync('pdftotext', [...options, '-', '-'], how));
    known.set(pdf, answer);
    return answer;
  };
};

/** All text without spaces, in the sequence in which it was drawn. */
export const textIn = (pdf: Buffer): string =>
  compact(
    wordsIn(pdf)
      .words.map(({ word }) => word)
      .join(''),
  );

/** The lines of text, each without spaces. */
export const linesIn = asked(['-raw'], (said) => said.split('\n').map(compact));

/** The text of each page, without spaces. */
export const pagesIn = asked(['-raw'], (said) => said.split('\f').filter(Boolean).map(compact));

export const compact = (text: string): string => text.normalize('NFC').replace(/\s/g, '');

/** The output of `pdfinfo`: `{ Title, Pages, ... }`. */
export function infoOf(pdf: Buffer): Record<string, string> {
  const said = execFileSync('pdfinfo', ['-isodates', '-'], { input: pdf, encoding: 'utf8' });
  return Object.fromEntries(
    said.split('\n').map((line) => [line.split(':')[0], line.slice(line.indexOf(':') + 1).trim()]),
  );
}

/** Renders a page as a grey picture, at 203 dpi like a label printer. Throws if poppler finds a fault in the file. */
export function picture(pdf: Buffer, page = 1, dpi = 203): { width: number; height: number; dots: Buffer } {
  const options = ['-gray', '-r', String(dpi), '-f', String(page), '-l', String(page), '-'];
  const { stdout, stderr } = spawnSync('pdftoppm', options, { input: pdf, maxBuffer: 64 * 1024 * 1024 });
  if (stderr.length > 0) throw new Error(stderr.toString());
  const [head = '', width = '', height = ''] = /^P5\s(\d+) (\d+)\s255\s/.exec(stdout.toString('latin1')) ?? [];
  return { width: Number(width), height: Number(height), dots: stdout.subarray(head.length) };
}

const characters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'" };

export type Box = { page: number; word: string; left: number; top: number; right: number; bottom: number };

/** Every word with its position in points, in the sequence in which they were drawn, and the sizes of the pages. */
export const wordsIn = asked(['-raw', '-bbox'], (said) => {
  const words: Box[] = [];
  const pages: { width: number; height: number }[] = [];
  for (const [, width, height, left, top, right, bottom, word = ''] of said.matchAll(
    /<page width="([\d.]+)" height="([\d.]+)">|<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<\/word>/g,
  )) {
    if (width) pages.push({ width: Number(width), height: Number(height) });
    else
      words.push({
        page: pages.length,
        word: word.replace(/&([^;]+);/g, (whole, name) => characters[name] ?? whole),
        left: Number(left),
        top: Number(top),
        right: Number(right),
        bottom: Number(bottom),
      });
  }
  return { words, pages };
});

/** Pairs of words that overlap. A box is as high as its font, so only the middle of its height is compared. */
export function overlaps(words: readonly Box[]): string[] {
  const middle = ({ top, bottom }: Box): [number, number] => [
    top + (bottom - top) * 0.35,
    bottom - (bottom - top) * 0.35,
  ];
  return [...Map.groupBy(words, ({ page }) => page).values()].flatMap((onPage) =>
    onPage.flatMap((one, index) =>
      onPage.slice(index + 1).flatMap((other) => {
        const [top, bottom] = middle(one);
        const [otherTop, otherBottom] = middle(other);
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const down = Math.min(bottom, otherBottom) - Math.max(top, otherTop);
        return across > 0.5 && down > 0.5 ? [`${one.word} | ${other.word}, page ${one.page}`] : [];
      }),
    ),
  );
}

/** Words nearer than three millimetres to an edge of their page. */
export function nearEdge(pdf: Buffer): Box[] {
  const { words, pages } = wordsIn(pdf);
  const free = 3 * (72 / 25.4) - 0.2;
  return words.filter(({ page, left, top, right, bottom }) => {
    const { width = 0, height = 0 } = pages[page - 1] ?? {};
    return Math.min(left, top, width - right, height - bottom) < free;
  });
}
