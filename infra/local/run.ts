import { setTimeout as delay, setInterval as every } from 'node:timers/promises';
import { openDataDir } from '#infra/local/machine/data-dir.ts';

/** How many milliseconds the parts may take to stop, before this process exits and ends them. */
const patience = 4000;

// Ignores EPIPE, so that a reader that stops reading, as in `npm start | head`, does not end the product.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

try {
  await run(portIn(process.env['PORT']), process.env['DATA_DIR']);
  process.exit(0);
} catch (error) {
  console.error(complaint(error));
  process.exit(1);
}

/** Runs the product until it is asked to stop. Throws when it cannot start or when a part of it crashes. */
async function run(port: number, dataDir?: string): Promise<void> {
  const stopped = Promise.race([signalled(), npmEnded()]);
  using data = dataDir ? openDataDir(dataDir) : undefined;
  // Imported only now, because that takes a second, and a setting that is wrong is named at once.
  const { startProduct } = await import('#infra/local/product.ts');
  const { howToTry } = await import('#infra/local/how-to-try.ts');
  const product = await Promise.race([startProduct({ port, data }), stopped]);
  if (!product) return;

  console.log(`ready ${product.url}\n\n${howToTry(product.url)}`);
  const crash = await Promise.race([product.crashed, stopped]);
  if (crash) throw crash;
  await Promise.race([product.stop(), delay(patience)]);
}

function portIn(text = ''): number {
  const port = Number(text || 3000);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Error(`Set PORT to a number from 0 to 65535: it is ${text}.`);
}

/** What is printed of an error: only the message if a person can cure it, and the stack if it is a bug. */
function complaint(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'Error') return error;
  return 'code' in error && error.code === 'EADDRINUSE' ? `Choose another PORT: ${error.message}.` : error.message;
}

/** Resolves at the first signal to end. Further ones are ignored: after Ctrl-C, npm sends the signal a second time. */
function signalled(): Promise<void> {
  return new Promise((stop) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => stop());
  });
}

/** Resolves when the npm that started this has ended without passing on a signal, for example by SIGKILL. */
async function npmEnded(): Promise<void> {
  const parent = process.ppid;
  for await (const _ of every(500)) if (process.env['npm_lifecycle_event'] && process.ppid !== parent) return;
}
