import { Sha256 } from '@aws-sdk/checksums/sha';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { S3RequestPresigner } from '@aws-sdk/s3-request-presigner';
import type { Instant } from '#domain/kernel/identifiers.ts';
import type { PrintedDocument } from '#domain/printing/printed-document.ts';
import { environment } from '#functions/environment.ts';

const presigner = new S3RequestPresigner({
  region: environment('AWS_REGION'),
  credentials: defaultProvider(),
  sha256: Sha256,
});

/** The URL of the bucket, in front of each key. */
const files = environment('FILES_URL');

/** How long a link is valid, in seconds. */
const linkSeconds = 15 * 60;

/**
 * A document as a reply shows it, with a fresh link. The link is valid for 15 minutes and names the file after the
 * order.
 */
export async function toDocumentReply(document: PrintedDocument, at: Instant) {
  const { documentId, file, number, kind, sha256, bytes, version } = document;
  const { protocol, host, hostname, port, pathname } = new URL(`${files}/${file}`);
  const request = {
    method: 'GET',
    protocol,
    hostname,
    ...(port && { port: Number(port) }),
    path: pathname,
    query: {
      'response-content-disposition': `inline; filename="order-${number}-${kind}.pdf"`,
      'response-content-type': 'application/pdf',
    },
    headers: { host },
  };
  const signingDate = new Date(at);
  const { query = {} } = await presigner.presign(request, { expiresIn: linkSeconds, signingDate });
  // Encoded exactly as it was signed; URLSearchParams would write a space as +.
  const signed = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  const expiresAt = new Date(signingDate.getTime() + linkSeconds * 1000).toISOString();
  return { documentId, url: `${protocol}//${host}${pathname}?${signed.join('&')}`, expiresAt, sha256, bytes, version };
}
