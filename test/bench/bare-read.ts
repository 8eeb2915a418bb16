/** The baseline of functions that read: sends the given reads with the document client and replies with the items. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, type BatchGetCommandInput, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient());

export const handler = async ({ reads }: { reads: BatchGetCommandInput[] }) => {
  const found = [];
  for (const read of reads) found.push((await dynamodb.send(new BatchGetCommand(read))).Responses);
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(found) };
};
