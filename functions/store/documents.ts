import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DocumentId } from '#domain/kernel/identifiers.ts';
import { parsed } from '#domain/kernel/parsing.ts';
import { PrintedDocument } from '#domain/printing/printed-document.ts';
import { dynamodb, findAll, TableName } from '#functions/store/client.ts';
import { keys } from '#functions/store/table.ts';

const seconds = (at: string) => Math.floor(Date.parse(at) / 1000);

/** Reads a printed document that has not expired. DynamoDB deletes expired items only after a while. */
export async function find(tenantId: string, number: string, documentId: DocumentId, at: string) {
  const [item] = await findAll([keys.document(tenantId, number, documentId)]);
  const document = item && parsed(PrintedDocument, item);
  return document && (document.expiresAt ?? Number.POSITIVE_INFINITY) > seconds(at) ? document : undefined;
}

/** Stores a printed document. If a concurrent request was faster, it has printed the same. */
export async function insert(document: PrintedDocument): Promise<void> {
  try {
    await dynamodb.send(
      new PutCommand({
        TableName,
        Item: { ...document, ...keys.document(document.tenantId, document.number, document.documentId) },
        ConditionExpression: 'attribute_not_exists(PK) OR expiresAt <= :now',
        ExpressionAttributeValues: { ':now': seconds(document.at) },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
