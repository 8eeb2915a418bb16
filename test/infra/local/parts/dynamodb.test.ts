import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { aws } from '#infra/local/parts/aws.ts';
import { createTable } from '#infra/local/parts/dynamodb.ts';
import { newTableWithStream } from '#test/support/database/new-table.ts';
import { shared } from '#test/support/product/shared-product.ts';

const client = new DynamoDBClient({ endpoint: shared.dynamodb, ...aws });

test('A table that is there already is used as it is', async () => {
  const { name, streamArn } = await newTableWithStream();
  expect(await createTable(client, name)).toBe(streamArn);
});

test('A table of an earlier release, without an index or with other columns in it, is refused with what to do', async () => {
  const attribute = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' }) as const;
  const earlier = new CreateTableCommand({
    TableName: 'earlier',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['PK', 'SK', 'byStatusPK', 'byStatusSK'].map(attribute),
    KeySchema: [
      { AttributeName: 'PK', KeyType: 'HASH' },
      { AttributeName: 'SK', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byStatus',
        KeySchema: [
          { AttributeName: 'byStatusPK', KeyType: 'HASH' },
          { AttributeName: 'byStatusSK', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['number', 'status'] },
      },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
  await client.send(earlier);
  await expect(createTable(client, 'earlier')).rejects.toThrow(/^Set DATA_DIR to an empty folder, or leave it out;/);
});
