/** What changes are measured by: the document client alone, which reads and writes what it is told to, and replies with what it wrote. */
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
