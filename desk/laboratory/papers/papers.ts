import { type Answer, api, ask } from '#desk/api/client.ts';
import type { components } from '#desk/api/schema.d.ts';
import { repeated } from '#desk/order/open-order.ts';
import { showPdf } from '#desk/parts/open-pdf.ts';
import { language } from '#desk/words/words.ts';

type Document = components['schemas']['Document'];

export const paperKinds = ['form', 'label'] as const;

/** A paper of an order that was asked for: its PDF, or why there is none; and whether it stands in a tab of its own. */
export type Paper = { number: string; kind: (typeof paperKinds)[number]; printed: Answer<Document>; isOpen: boolean };

/** Prints a paper as it is usually printed, and shows it in the tab that was opened for it, if there is one. */
export async function printPaper(
  path: { tenantId: string; number: string },
  kind: Paper['kind'],
  tab: Window | null,
): Promise<Paper> {
  const body = { kind, language: language.peek() };
  const ways = '/v1/lab/orders/{tenantId}/{number}/print';
  const printed = await showPdf(
    tab,
    repeated(() => ask(api.POST(ways, { params: { path }, body }))),
  );
  return { number: path.number, kind, printed, isOpen: tab !== null && printed.kind === 'answered' };
}
