import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { same } from '#domain/kernel/same.ts';
import { dynamodb, TableName } from '#functions/store/client.ts';
import type { Key } from '#functions/store/table.ts';

/** An entry that is replaced whole, and never removed. */
export type Versioned = { version: number };

/**
 * Writes the next version of an entry, on condition of the version that was read, or that none exists. False when
 * another write was faster.
 */
export async function putVersioned(key: Key, entry: Versioned): Promise<boolean> {
  const first = entry.version === 1;
  try {
    await dynamodb.send(
      new PutCommand({
        TableName,
        Item: { ...entry, ...key },
        ConditionExpression: first ? 'attribute_not_exists(#version)' : '#version = :read',
        ExpressionAttributeNames: { '#version': 'version' },
        ...(!first && { ExpressionAttributeValues: { ':read': entry.version - 1 } }),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    // Our own earlier write succeeded, but its reply was lost.
    return error.Item !== undefined && same(unmarshall(error.Item), { ...entry, ...key });
  }
}
