import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import { fileCors } from '#infra/cors.ts';
import { listen } from '#infra/local/listening.ts';

export type FileServer = AsyncDisposable & { endpoint: string; bucketName: string };

const bucketName = 'order-desk-files';

/**
 * Starts an S3 server with the bucket of infra/order-data.ts: in a directory, or in one that is gone afterwards. Pages of
 * `origins` may read it from a browser.
 */
export async function startFiles(directory?: string, origins: readonly string[] = []): Promise<FileServer> {
  const place = directory ?? mkdtempSync(join(tmpdir(), 'order-desk-files-'));
  mkdirSync(place, { recursive: true });
  const s3 = new S3rver({
    directory: place,
    silent: true,
    configureBuckets: [{ name: bucketName, ...(origins.length > 0 && { configs: [corsOf(origins)] }) }],
  });
  // It tells of every refusal, too, which is not an error of ours.
  s3.on('error', () => {});
  await s3.configureBuckets();
  const answer = s3.callback();
  const server = createServer((request, response) => {
    if (isSigned(request)) return answer(request, response);
    response.writeHead(403, { 'content-type': 'application/xml' }).end('<Error><Code>AccessDenied</Code></Error>');
  });
  return {
    endpoint: await listen(server),
    bucketName,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
      if (!directory) rmSync(place, { recursive: true, force: true });
    },
  };
}

/** What the bucket permits to pages, as S3 is told it. */
function corsOf(origins: readonly string[]): string {
  const all = (name: string, values: readonly string[]) =>
    values.map((value) => `<${name}>${value}</${name}>`).join('');
  const { methods, headers, exposed, maxAgeSeconds } = fileCors;
  return `<CORSConfiguration><CORSRule>${[
    all('AllowedOrigin', origins),
    all('AllowedMethod', methods),
    all('AllowedHeader', headers),
    all('ExposeHeader', exposed),
    all('MaxAgeSeconds', [String(maxAgeSeconds)]),
  ].join('')}</CORSRule></CORSConfiguration>`;
}

/** s3rver checks a signature where there is one; nobody gets past here without. */
function isSigned({ headers, url = '' }: IncomingMessage): boolean {
  return headers.authorization !== undefined || new URL(url, 'http://localhost').searchParams.has('X-Amz-Algorithm');
}
