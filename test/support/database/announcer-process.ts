/** A process that announces the records of a stream until it is killed, so that a test can stop it at any point. */
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { handler } from '#functions/events/announce.ts';
import { openCheckpoint } from '#infra/local/parts/checkpoint.ts';
import { followStream } from '#infra/local/parts/stream.ts';

const [streamArn = '', file = ''] = process.argv.slice(2);
followStream({ client: new DynamoDBStreamsClient(), streamArn, announce: handler, checkpoint: openCheckpoint(file) });
