import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Instant } from '#domain/identifiers.ts';
import type { Order } from '#domain/order.ts';
import type { DocumentId, PrintedDocument } from '#domain/printed-document.ts';
import { environment } from '#functions/environment.ts';
import { draftPrefix } from '#functions/prints/places.ts';

const client = new S3Client();
const Bucket = environment('BUCKET_NAME');

/** How long a link lives, in seconds. */
const linkSeconds = 15 * 60;

/** The key of an order's document; it names no patient. */
export function fileOf({ status, tenantId, number }: Order, documentId: DocumentId): string {
  return `${status === 'published' ? 'published/' : draftPrefix}${tenantId}/${number}/${documentId}.pdf`;
}

/** Puts a PDF where its document says; S3 refuses bytes that do not have the hash. */
export async function put({ file, sha256 }: Pick<PrintedDocument, 'file' | 'sha256'>, pdf: Buffer): Promise<void> {
  await client.send(
    new PutObjectCommand({
      Bucket,
      Key: file,
      Body: pdf,
      ContentType: 'application/pdf',
      ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
    }),
  );
}

/** A document as a reply shows it: a fresh link opens it for 15 minutes and names the file by its order. */
export async function linked(document: PrintedDocument, at: Instant) {
  const { documentId, file, number, kind, sha256, bytes, version } = document;
  const command = new GetObjectCommand({
    Bucket,
    Key: file,
    ResponseContentDisposition: `inline; filename="order-${number}-${kind}.pdf"`,
    ResponseContentType: 'application/pdf',
  });
  const signingDate = new Date(at);
  const url = await getSignedUrl(client, command, { expiresIn: linkSeconds, signingDate });
  const expiresAt = new Date(signingDate.getTime() + linkSeconds * 1000).toISOString();
  return { documentId, url, expiresAt, sha256, bytes, version };
}
