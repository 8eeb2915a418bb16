import type { Answer, Failure } from '#desk/api/client.ts';

/** Opens a PDF in a new tab, once its link is there. Returns why there is none. */
export async function openPdf(asked: Promise<Answer<{ url: string }>>): Promise<Failure | undefined> {
  // Opened before the answer is there: later, the browser would take it for an advertisement.
  const tab = window.open('', '_blank');
  const answer = await asked;
  if (answer.kind !== 'answered') {
    tab?.close();
    return answer;
  }
  if (tab) tab.location.href = answer.value.url;
  else location.assign(answer.value.url);
  return undefined;
}
