import type { Answer } from '#desk/api/client.ts';

/**
 * A new tab for a PDF whose link is not there yet: later, the browser would take it for an advertisement. Null where the
 * browser opens none, such as for a second one at once.
 */
export const tabForPdf = (): Window | null => window.open('', '_blank');

/** Shows a PDF in a tab that was opened for it, once its link is there; closes the tab when there is none. */
async function showPdf<Pdf extends { url: string }>(
  tab: Window | null,
  asked: Promise<Answer<Pdf>>,
): Promise<Answer<Pdf>> {
  const answer = await asked;
  if (answer.kind !== 'answered') tab?.close();
  else if (tab) tab.location.href = answer.value.url;
  return answer;
}

/** Opens a PDF in a new tab, once its link is there; in this one where the browser opens no other. */
export async function openPdf<Pdf extends { url: string }>(asked: Promise<Answer<Pdf>>): Promise<Answer<Pdf>> {
  const tab = tabForPdf();
  const answer = await showPdf(tab, asked);
  if (answer.kind === 'answered' && !tab) location.assign(answer.value.url);
  return answer;
}
