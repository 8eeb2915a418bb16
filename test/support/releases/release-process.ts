/** A process that runs one release: it hands each event to the handler in that file of the release, and answers with what that says. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [root = ''] = process.argv.slice(2);

process.on('message', async ({ id, file, event }: { id: number; file: string; event: unknown }) => {
  try {
    const { handler } = await import(pathToFileURL(join(root, file)).href);
    process.send?.({ id, answer: await handler(event, {}) });
  } catch (error) {
    process.send?.({ id, broke: String(error instanceof Error ? error.stack : error) });
  }
});
