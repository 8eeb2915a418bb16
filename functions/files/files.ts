import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { DocumentId } from '#domain/kernel/identifiers.ts';
import type { Order } from '#domain/order/order.ts';
import { statuses } from '#domain/order/statuses.ts';
import type { PrintedDocument } from '#domain/printing/printed-document.ts';
import { environment } from '#functions/environment.ts';
import { draftPrefix } from '#functions/files/draft-files.ts';
import { clientTimeouts } from '#functions/try-again.ts';

const client = new S3Client(clientTimeouts);
const Bucket = environment('BUCKET_NAME');

/** The key of a document in the bucket; it names no patient. */
export function fileOf({ status, tenantId, number }: Order, documentId: DocumentId): string {
  return `${statuses[status].sent ? 'published/' : draftPrefix}${tenantId}/${number}/${documentId}.pdf`;
}

/** Uploads a PDF to the key of its document. S3 refuses bytes that do not match the hash. */
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
