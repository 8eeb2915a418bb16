import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { aws } from '#infra/local/parts/aws.ts';
import { createTable } from '#infra/local/parts/dynamodb.ts';
import { shared } from '#test/support/product/shared-product.ts';

/**
 * Creates a table with a stream on the shared DynamoDB, and sets the environment variables that name it. Import functions
 * afterwards: they read these while loading. `endpoint` can be that of a proxy before the database.
 */
export async function newTable(endpoint = shared.dynamodb) {
  const name = `table-${randomBytes(6).toString('hex')}`;
  const client = new DynamoDBClient({ endpoint: shared.dynamodb, ...aws });
  const streamArn = await createTable(client, name);
  Object.assign(process.env, {
    TABLE_NAME: name,
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_ENDPOINT_URL_DYNAMODB_STREAMS: shared.dynamodb,
  });
  return { name, streamArn };
}
