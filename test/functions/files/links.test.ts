import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { expect, it } from 'vitest';
import { toDocumentReply } from '#functions/files/links.ts';
import { at } from '#test/support/orders.ts';

const document = {
  tenantId: 'northside',
  number: 'E33E1B813D',
  documentId: 'a'.repeat(64),
  version: 3,
  status: 'published' as const,
  kind: 'form' as const,
  sections: ['services' as const],
  pay: null,
  clinicOnly: false,
  file: `published/northside/E33E1B813D/${'a'.repeat(64)}.pdf`,
  sha256: 'b'.repeat(64),
  bytes: 12,
  at,
  by: { sub: 'anna', role: 'manager' as const },
};

it("a link is signed as the SDK's whole S3 client signs it", async () => {
  const { url } = await toDocumentReply(document, at);
  const command = new GetObjectCommand({
    Bucket: 'files',
    Key: document.file,
    ResponseContentDisposition: 'inline; filename="order-E33E1B813D-form.pdf"',
    ResponseContentType: 'application/pdf',
  });
  // The endpoint of AWS, not that of the environment.
  const aws = new S3Client({ endpoint: 'https://s3.eu-central-1.amazonaws.com' });
  const whole = await getSignedUrl(aws, command, { expiresIn: 15 * 60, signingDate: new Date(at) });
  const parts = (link: string) => {
    const { host, pathname, searchParams } = new URL(link);
    return { host, pathname, query: Object.fromEntries(searchParams) };
  };
  const ours = parts(url);
  const theirs = parts(whole);
  expect(ours.host).toBe(theirs.host);
  expect(ours.pathname).toBe(theirs.pathname);
  // The SDK's link also names the operation and asks for a checksum, which browsers ignore.
  const { 'x-id': operation, 'x-amz-checksum-mode': _mode, 'X-Amz-Signature': _theirs, ...signed } = theirs.query;
  const { 'X-Amz-Signature': signature, ...query } = ours.query;
  expect(operation).toBe('GetObject');
  expect(signature).toMatch(/^[\da-f]{64}$/);
  expect(query).toEqual(signed);
});
