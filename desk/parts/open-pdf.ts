import type { Answer } from '#desk/api/client.ts';

/** Opens a PDF in a new tab, once its link is there. */
export async function openPdf<Pdf extends { url: string }>(asked: Promise<Answer<Pdf>>): Promise<Answer<Pdf>> {
  // Opened before the answer is there: later, the browser would take it for an advertisement.
  const tab = window.open('', '_blank');
  const answer = await asked;
  if (answer.kind !== 'answered') tab?.close();
  else if (tab) tab.location.href = answer.value.url;
  else location.assign(answer.value.url);
  return answer;
}
