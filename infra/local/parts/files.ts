import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import FilesystemStore, { type S3Object } from '@20minutes/s3rver/lib/stores/filesystem.js';
import { fileCors } from '#infra/cors.ts';
import { listen } from '#infra/local/machine/listening.ts';

export type FileServer = AsyncDisposable & { endpoint: string; bucketName: string };

const bucketName = 'order-desk-files';
/** The folder of what is being written; what is left in it at a start was broken off by the end of an earlier process. */
const incoming = 'incoming';

/**
 * Starts an S3 server with the bucket of infra/stacks/order-data.ts, in a directory or in a temporary one that is deleted at
 * the end. Web pages of `origins` may read files by CORS.
 */
export async function startFiles(directory?: string, origins: readonly string[] = []): Promise<FileServer> {
  const place = directory ?? mkdtempSync(join(tmpdir(), 'order-desk-files-'));
  mkdirSync(place, { recursive: true });
  rmSync(join(place, incoming), { recursive: true, force: true });
  const s3 = new S3rver({
    directory: place,
    silent: true,
    configureBuckets: [{ name: bucketName, ...(origins.length > 0 && { configs: [corsOf(origins)] }) }],
  });
  s3.context.store = new WholeObjects(place);
  // s3rver also emits an error for each 4xx and each closed connection. Only faults of the server are logged.
  s3.on('error', (error, { req }) => {
    if ((error.status ?? 500) >= 500 && !req.socket.destroyed) console.error('The S3 server failed:', error);
  });
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

/**
 * Makes writes atomic, as in S3: a read gets the old object or the new one. s3rver overwrites the file that it reads from.
 */
class WholeObjects extends FilesystemStore {
  #latest: Promise<unknown> = Promise.resolve();

  /** Runs tasks one after another. */
  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#latest.then(work);
    this.#latest = turn.catch(() => {});
    return turn;
  }

  override getObject(...asked: Parameters<FilesystemStore['getObject']>) {
    return this.#inTurn(() => super.getObject(...asked));
  }

  override async putObject({ bucket, key, content, metadata }: S3Object) {
    const aside = { bucket: incoming, key: crypto.randomUUID() };
    const files = ['metadata.json', 'object.md5', 'object'].map((part) => ({
      from: this.getResourcePath(aside.bucket, aside.key, part),
      to: this.getResourcePath(bucket, key, part),
    }));
    try {
      const written = await super.putObject({ ...aside, content, metadata });
      await mkdir(dirname(this.getResourcePath(bucket, key, 'object')), { recursive: true });
      await this.#inTurn(async () => {
        for (const { from, to } of files) await rename(from, to);
      });
      return written;
    } finally {
      await Promise.all(files.map(({ from }) => rm(from, { force: true })));
    }
  }
}

/** The CORS configuration of the bucket, in the XML of S3. */
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

/** Whether a request has a signature. s3rver checks signatures, but lets unsigned requests pass. */
function isSigned({ headers, url = '' }: IncomingMessage): boolean {
  return headers.authorization !== undefined || new URL(url, 'http://localhost').searchParams.has('X-Amz-Algorithm');
}
