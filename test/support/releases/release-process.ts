/** A process that runs one release: it calls the handler in the named file with each event and sends back the reply. */
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
