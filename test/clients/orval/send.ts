/** Where the order desk answers. */
export const desk = { url: '' };

/** Sends the requests of the generated client. */
export async function send<Reply>(path: string, init: RequestInit): Promise<Reply> {
  const response = await fetch(`${desk.url}${path}`, init);
  const text = await response.text();
  const { status, headers } = response;
  return { status, headers, data: text ? JSON.parse(text) : undefined } as Reply;
}
