import { randomBytes } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { aws } from '#infra/local/parts/aws.ts';
import { createTable, definitionOf } from '#infra/local/parts/dynamodb.ts';
import { shared } from '#test/support/product/shared-product.ts';

const newName = () => `table-${randomBytes(6).toString('hex')}`;
const newClient = () => new DynamoDBClient({ endpoint: shared.dynamodb, ...aws });

/**
 * Creates a table on the shared DynamoDB, and sets the environment variables that name it. Import functions afterwards:
 * they read these while loading. `endpoint` can be that of a proxy before the database. The table has no stream: with one,
 * DynamoDB Local takes the longer for a request, the more records the streams of all tables have.
 */
export async function newTable(endpoint = shared.dynamodb): Promise<string> {
  const name = newName();
  await newClient().send(new CreateTableCommand(definitionOf(name)));
  Object.assign(process.env, { TABLE_NAME: name, AWS_ENDPOINT_URL_DYNAMODB: endpoint });
  return name;
}

/** Does the same with a table that has a stream. */
export async function newTableWithStream(): Promise<{ name: string; streamArn: string }> {
  const name = newName();
  const streamArn = await createTable(newClient(), name);
  const { dynamodb } = shared;
  const endpoints = { AWS_ENDPOINT_URL_DYNAMODB: dynamodb, AWS_ENDPOINT_URL_DYNAMODB_STREAMS: dynamodb };
  Object.assign(process.env, { TABLE_NAME: name, ...endpoints });
  return { name, streamArn };
}
