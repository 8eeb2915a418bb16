import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PrintedDocument } from '#domain/printing/printed-document.ts';
import { aws } from '#infra/local/parts/aws.ts';
import { type FileServer, startFiles } from '#infra/local/parts/files.ts';
import { published } from '#test/support/printing/orders-to-print.ts';

const directory = mkdtempSync(join(tmpdir(), 'files-'));
const pdf = Buffer.from('%PDF-1.7 a form');
const documentId = 'a'.repeat(64);

/** The origin of a web page that may read files. */
const page = { origin: 'http://localhost:5173' };

let server: FileServer;
let files: typeof import('#functions/files/files.ts');
let links: typeof import('#functions/files/links.ts');
let document: PrintedDocument;

const start = async () => {
  server = await startFiles(directory, [page.origin]);
  Object.assign(process.env, {
    BUCKET_NAME: server.bucketName,
    FILES_URL: `${server.endpoint}/${server.bucketName}`,
    AWS_REGION: aws.region,
    AWS_ACCESS_KEY_ID: aws.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.credentials.secretAccessKey,
    AWS_ENDPOINT_URL_S3: server.endpoint,
  });
};

beforeAll(async () => {
  await start();
  files = await import('#functions/files/files.ts');
  links = await import('#functions/files/links.ts');
  document = {
    tenantId: 'northside',
    number: published.number,
    documentId,
    version: 3,
    status: 'published',
    kind: 'form',
    sections: ['services'],
    pay: null,
    clinicOnly: false,
    file: files.fileOf(published, documentId),
    sha256: createHash('sha256').update(pdf).digest('hex'),
    bytes: pdf.length,
    at: published.updatedAt,
    by: published.updatedBy,
  };
  await files.put(document, pdf);
});
afterAll(() => server[Symbol.asyncDispose]());

const linkAt = async (at = new Date()) => new URL((await links.toDocumentReply(document, at.toISOString())).url);
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

describe('the file of a printed document', () => {
  it('has a key without names, which says whether it is the print of a draft', () => {
    expect(files.fileOf(published, documentId)).toBe(`published/northside/E33E1B813D/${documentId}.pdf`);
    for (const status of ['draft', 'cancelled'] as const)
      expect(files.fileOf({ ...published, status }, documentId)).toBe(`draft/northside/E33E1B813D/${documentId}.pdf`);
  });

  it('is downloaded by its link, as a PDF named after the order', async () => {
    const answer = await fetch(await linkAt());
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toBe('inline; filename="order-E33E1B813D-form.pdf"');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(pdf);
  });

  it('can be downloaded for fifteen minutes, and the reply says until when', async () => {
    const now = minutesAgo(0);
    const { expiresAt } = await links.toDocumentReply(document, now.toISOString());
    expect(Date.parse(expiresAt) - now.getTime()).toBe(15 * 60_000);
    expect((await fetch(await linkAt(minutesAgo(14)))).status).toBe(200);
    expect((await fetch(await linkAt(minutesAgo(16)))).status).toBe(403);
  });

  it('is refused if the link was changed', async () => {
    const changes: ((url: URL) => void)[] = [
      (url) => url.searchParams.set('X-Amz-Expires', '604800'),
      (url) => url.searchParams.set('X-Amz-Signature', '0'.repeat(64)),
      (url) => url.searchParams.set('response-content-disposition', 'attachment'),
      (url) => {
        url.pathname = url.pathname.replace('E33E1B813D', 'E33E1B813E');
      },
    ];
    for (const change of changes) {
      const url = await linkAt();
      change(url);
      expect((await fetch(url)).status).toBe(403);
    }
  });

  it('can be neither read nor written without a signature', async () => {
    const url = await linkAt();
    url.search = '';
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE'])
      expect((await fetch(url, { method, ...(method === 'PUT' && { body: 'x' }) })).status).toBe(403);
    expect((await fetch(`${server.endpoint}/${server.bucketName}`)).status).toBe(403);
    expect((await fetch(await linkAt())).status).toBe(200);
  });

  it('can be read by pages of the permitted origins, whole or in ranges, who also get the error of an expired link', async () => {
    const answer = await fetch(await linkAt(), { headers: page });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, page.origin]);
    expect(answer.headers.get('access-control-expose-headers')).toContain('content-disposition');
    const part = await fetch(await linkAt(), { headers: { ...page, range: 'bytes=0-3' } });
    expect([part.status, await part.text(), part.headers.get('access-control-allow-origin')]).toEqual([
      206,
      '%PDF',
      page.origin,
    ]);
    const dead = await fetch(await linkAt(minutesAgo(16)), { headers: page });
    expect([dead.status, dead.headers.get('access-control-allow-origin')]).toEqual([403, page.origin]);
  });

  it('answers CORS preflights of such pages for reading only, and of no other page', async () => {
    const ask = async (headers: Record<string, string>) =>
      (await fetch(await linkAt(), { method: 'OPTIONS', headers })).status;
    const reading = { 'access-control-request-method': 'GET', 'access-control-request-headers': 'range' };
    expect(await ask({ ...page, ...reading })).toBe(200);
    expect(await ask({ ...page, 'access-control-request-method': 'PUT' })).toBe(403);
    expect(await ask({ ...page, ...reading, 'access-control-request-headers': 'authorization' })).toBe(403);
    expect(await ask({ origin: 'http://localhost:5174', ...reading })).toBe(403);
    for (const headers of [{ origin: 'http://localhost:5174' }, {}]) {
      const answer = await fetch(await linkAt(), { headers });
      expect(answer.headers.has('access-control-allow-origin')).toBe(false);
    }
  });

  it('is always read whole, also while it is replaced', async () => {
    const client = new S3Client({ forcePathStyle: true, maxAttempts: 1 });
    const object = { Bucket: server.bucketName, Key: 'published/twice.pdf' };
    const versions = ['short', 'long'].map((word, index) => word.repeat(20_000 * (index + 1)));
    const put = (version: number) => client.send(new PutObjectCommand({ ...object, Body: versions[version] ?? '' }));
    await put(0);
    const rounds = Array.from({ length: 20 }, (_, round) => round);
    const reading = rounds.map(async () => {
      const { Body } = await client.send(new GetObjectCommand(object));
      return Body?.transformToString();
    });
    const found = await Promise.all([...reading, ...rounds.map(async (round) => put(round % 2).then(() => undefined))]);
    expect(found.filter((text) => text !== undefined && !versions.includes(text))).toEqual([]);
  });

  /** What a directory has of files. */
  const filesIn = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .flatMap((one) => (one.isFile() ? one.name : []))
      .toSorted();

  /** Sends half of another file in the place of this one, until it is on the disk. */
  const sendHalf = async () => {
    const before = filesIn(directory);
    const client = new S3Client({ forcePathStyle: true });
    const url = await getSignedUrl(client, new PutObjectCommand({ Bucket: server.bucketName, Key: document.file }));
    const sending = request(url, { method: 'PUT', headers: { 'content-length': 1000 } }).on('error', () => {});
    sending.write('half');
    await vi.waitFor(() => expect(filesIn(directory).length).toBeGreaterThan(before.length));
    return { before, sending };
  };

  it('stays unchanged if replacing it is interrupted, which leaves no other file', async () => {
    const { before, sending } = await sendHalf();
    sending.destroy();
    await vi.waitFor(() => expect(filesIn(directory)).toEqual(before));
    expect(Buffer.from(await (await fetch(await linkAt())).arrayBuffer())).toEqual(pdf);
  });

  it('is a 500 if the server fails, with the error in the log; refusals are not logged', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    const metadata = join(directory, server.bucketName, `${document.file}._S3rver_metadata.json`);
    const whole = readFileSync(metadata);
    writeFileSync(metadata, '{');
    expect((await fetch(await linkAt())).status).toBe(500);
    expect(told.mock.calls).toEqual([['The S3 server failed:', expect.any(SyntaxError)]]);
    writeFileSync(metadata, whole);
    expect((await fetch(await linkAt(minutesAgo(16)))).status).toBe(403);
    expect((await fetch(await linkAt())).status).toBe(200);
    expect(told).toHaveBeenCalledOnce();
    told.mockRestore();
  });

  it('leaves nothing behind when the process ended in the middle of it, once another has started', async () => {
    const { before, sending } = await sendHalf();
    const left = mkdtempSync(join(tmpdir(), 'files-left-'));
    cpSync(directory, left, { recursive: true });
    sending.destroy();
    expect(filesIn(left).length).toBeGreaterThan(before.length);
    await using _ = await startFiles(left);
    expect(filesIn(left)).toEqual(before);
  });

  it('still exists after a restart with the same directory', async () => {
    const { pathname, search } = await linkAt();
    await server[Symbol.asyncDispose]();
    await start();
    // A new link, because the signature includes the host, which has changed.
    expect((await fetch(`${server.endpoint}${pathname}${search}`)).status).toBe(403);
    const { Body } = await new S3Client().send(new GetObjectCommand({ Bucket: server.bucketName, Key: document.file }));
    expect(Buffer.from((await Body?.transformToByteArray()) ?? [])).toEqual(pdf);
  });
});
