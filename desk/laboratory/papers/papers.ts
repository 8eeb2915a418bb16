import { type Answer, api, ask } from '#desk/api/client.ts';
import type { components } from '#desk/api/schema.d.ts';
import { onePdf } from '#desk/laboratory/papers/one-pdf.ts';
import { repeated } from '#desk/order/open-order.ts';
import { language } from '#desk/words/words.ts';

type Document = components['schemas']['Document'];
type Path = { tenantId: string; number: string };

export const paperKinds = ['form', 'label'] as const;
export type PaperKind = (typeof paperKinds)[number];

/** A paper of an order that was asked for: its PDF, or why there is none; and whether it stands in a tab. */
export type Paper = { number: string; kind: PaperKind; printed: Answer<Document>; isOpen: boolean };

/** The papers that were printed, each alone, and all in one PDF; null where they could not be joined. */
export type Papers = { papers: readonly Paper[]; whole: string | null };

/** Prints a paper as it is usually printed. */
async function printPaper(path: Path, kind: PaperKind): Promise<Paper> {
  const body = { kind, language: language.peek() };
  const way = '/v1/lab/orders/{tenantId}/{number}/print';
  const printed = await repeated(() => ask(api.POST(way, { params: { path }, body })));
  return { number: path.number, kind, printed, isOpen: false };
}

/**
 * Prints papers of orders, of each these kinds, joins them into one PDF, and shows that in the tab that was opened for it,
 * if there is one: a print job, however many they are.
 */
export async function printPapers(
  paths: readonly Path[],
  kinds: readonly PaperKind[],
  { tab, onNext = () => undefined }: { tab: Window | null; onNext?: (done: number) => void },
): Promise<Papers> {
  const papers: Paper[] = [];
  for (const { tenantId, number } of paths)
    for (const kind of kinds) {
      papers.push(await printPaper({ tenantId, number }, kind));
      onNext(papers.length);
    }
  const urls = papers.flatMap(({ printed }) => (printed.kind === 'answered' ? [printed.value.url] : []));
  const [first, ...others] = urls;
  const whole = others.length > 0 ? await onePdf(urls) : (first ?? null);
  if (whole === null || !tab) tab?.close();
  else tab.location.href = whole;
  const isOpen = whole !== null && tab !== null;
  return { papers: papers.map((one) => ({ ...one, isOpen: isOpen && one.printed.kind === 'answered' })), whole };
}

/** Whether each of the papers stands in a tab, so that nothing is left to be said. */
export const areAllOpen = ({ papers }: Papers): boolean => papers.every(({ isOpen }) => isOpen);
