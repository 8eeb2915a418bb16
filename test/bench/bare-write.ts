/**
 * The baseline of functions that write: sends the given reads and writes with the document client and
 * replies with the item.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  type BatchGetCommandInput,
  DynamoDBDocumentClient,
  PutCommand,
  type PutCommandInput,
} from '@aws-sdk/lib-dynamodb';

const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient());

export const handler = async ({ reads, write }: { reads: BatchGetCommandInput[]; write: PutCommandInput }) => {
  for (const read of reads) await dynamodb.send(new BatchGetCommand(read));
  await dynamodb.send(new PutCommand(write));
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(write.Item) };
};
