import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { keys } from '#functions/store/table.ts';
import { listen } from '#infra/local/machine/listening.ts';
import { aws } from '#infra/local/parts/aws.ts';
import { createTable } from '#infra/local/parts/dynamodb.ts';
import { newTableWithStream } from '#test/support/database/new-table.ts';
import { blocksOf, need } from '#test/support/pages.ts';
import { shared } from '#test/support/product/shared-product.ts';

/** The path of Debian's AWS CLI, in case another `aws` is installed. */
const cli = '/usr/bin/aws';
need(cli, 'awscli');
need('jq');

/** Commands that Debian's AWS CLI does not know. The test fails when it does, so that they leave this list. */
const tooOld = ['sqs start-message-move-task', 'cognito-idp add-user-pool-client-secret'];

/** Commands that DynamoDB Local does not know. */
const notLocal = ['dynamodb restore-table-to-point-in-time'];

/** A script in place of `aws`: DynamoDB Local gets its commands, and a server that answers 500 gets all others. */
const standIn = (broken: string) => `#!/bin/sh
endpoint=${broken}
case "$1 $2" in
${tooOld.map((command) => `  '${command}') ${cli} "$@" 2>&1 | grep -q 'Invalid choice' || echo "No longer too old: $*" >&2; exit;;`).join('\n')}
${notLocal.map((command) => `  '${command}');;`).join('\n')}
  dynamodb\\ *|dynamodbstreams\\ *) endpoint=${shared.dynamodb};;
esac
exec ${cli} --endpoint-url $endpoint "$@"
`;

/** Errors that come after the CLI has accepted all parameters: the 500 of that server, and an item that exists already. */
const asked = /^An error occurred \((500|ConditionalCheckFailedException)\) .*$/gm;

const number = 'E33E1B813D';
const history = keys.change('northside', number, 1);
const order = keys.order('northside', number);
const counter = keys.sequence('L#apex-lab');

let documents: DynamoDBDocumentClient;
let values: Record<string, string>;

beforeAll(async () => {
  const local = { endpoint: shared.dynamodb, ...aws };
  const client = new DynamoDBClient(local);
  documents = DynamoDBDocumentClient.from(client);
  const streams = new DynamoDBStreamsClient(local);
  const { name, streamArn } = await newTableWithStream();
  // The name of the table in the runbook.
  await createTable(client, 'restored');
  for (const key of [history, order, counter])
    await documents.send(new PutCommand({ TableName: 'restored', Item: { ...key, last: 7 } }));
  await documents.send(new PutCommand({ TableName: name, Item: keys.settings('northside') }));
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn: streamArn }));
  const [{ ShardId = '', SequenceNumberRange = {} } = {}] = StreamDescription?.Shards ?? [];
  const at = { StreamArn: streamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' } as const;
  const { ShardIterator = '' } = await streams.send(new GetShardIteratorCommand(at));
  const arn = (service: string, what: string) => `arn:aws:${service}:${aws.region}:111122223333:${what}`;
  values = {
    stage: 'dev',
    region: aws.region,
    TableName: name,
    table: name,
    UserPoolId: `${aws.region}_Example`,
    sub: randomUUID(),
    address: 'weber@northside.example',
    'client id': 'a'.repeat(26),
    name: 'announce',
    announce: 'announce',
    UUID: randomUUID(),
    'arn of DeadLetters': arn('sqs', 'DeadLetters'),
    'arn of RetryQueue': arn('sqs', 'RetryQueue'),
    'arn of Undelivered': arn('sqs', 'Undelivered'),
    'arn of DeliveryQueue': arn('sqs', 'DeliveryQueue'),
    'url of RetryQueue': 'https://sqs.eu-central-1.amazonaws.com/111122223333/RetryQueue',
    'arn of the table': arn('dynamodb', 'table/orders'),
    'arn of Key': arn('kms', 'key/example'),
    'role of BackupPlan': 'arn:aws:iam::111122223333:role/backup',
    Backups: 'backups',
    arn: arn('backup', 'recovery-point:example'),
    time: '2026-11-26T12:00:00Z',
    streamArn,
    shardId: ShardId,
    startSequenceNumber: SequenceNumberRange.StartingSequenceNumber ?? '',
    iterator: ShardIterator,
    tenant: 'northside',
    number,
    raised: '1000007',
    counter: counter.PK,
  };
});

/** Replaces the placeholders in commands, such as `<stage>`. */
const filledIn = (commands: string) =>
  commands.replaceAll(
    /<([A-Za-z][\w ]*)>/g,
    (_, name) => values[name] ?? expect.fail(`Add a value for <${name}> to this test.`),
  );

/** Runs commands in one shell and returns their unexpected errors. */
async function run(commands: string): Promise<string> {
  const broken = createServer((_, response) => response.writeHead(500).end());
  onTestFinished(() => void broken.close());
  const folder = mkdtempSync(join(tmpdir(), 'aws-'));
  writeFileSync(join(folder, 'aws'), standIn(await listen(broken)), { mode: 0o755 });
  const shell = spawn('sh', {
    env: {
      ...process.env,
      PATH: `${folder}:${process.env['PATH']}`,
      AWS_PAGER: '',
      AWS_MAX_ATTEMPTS: '1',
      AWS_REGION: aws.region,
      AWS_ACCESS_KEY_ID: aws.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: aws.credentials.secretAccessKey,
      AWS_ENDPOINT_URL_DYNAMODB: shared.dynamodb,
    },
  });
  shell.stdin.end(filledIn(commands));
  shell.stdout.resume();
  const said = await text(shell.stderr);
  return said.replaceAll(asked, '').trim();
}

/** The commands in the text of a page. */
const commandsIn = (page: string) =>
  [...readFileSync(page, 'utf8').matchAll(/`((?:aws|npm run grant) [^`\n]+)`/g)].map(([, command = '']) => command);

it.each(['docs/deploy.md', 'docs/runbook.md'])(
  'the AWS CLI accepts every command of %s',
  async (page) => {
    const blocks = blocksOf(page).map(({ script }) => script);
    const commands = new Set(commandsIn(page));
    expect(blocks.length + commands.size).toBeGreaterThan(5);
    expect(await run([...blocks, ...commands].join('\n'))).toBe('');
  },
  300_000,
);

it('the commands of the runbook put back all restored items and raise the counter', async () => {
  for (const Key of [history, order, counter]) {
    const { Item } = await documents.send(new GetCommand({ TableName: values['table'], Key, ConsistentRead: true }));
    expect(Item).toMatchObject({ ...Key, last: Key === counter ? 1_000_007 : 7 });
  }
});
