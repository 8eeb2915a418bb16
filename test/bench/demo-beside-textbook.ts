import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { BesideTextbook, type Compared } from '#test/support/database/textbook.ts';
import { countUnits } from '#test/support/database/units.ts';

/** The most that we may write as a share of the textbook: without indexes in each action, and with them in all together. */
const most = { action: 0.5, life: 0.55 };

/**
 * Has the demo told at a product, which writes with this client, and prints what each of its actions writes beside the
 * textbook. Returns what is above the bounds.
 */
export async function compareDemo(url: string, client: DynamoDBDocumentClient): Promise<string[]> {
  const beside = new BesideTextbook();
  countUnits(client, (counted, input) => beside.tell(counted, input));
  const env = { ...process.env, PORT: new URL(url).port };
  const demo = spawn(process.execPath, ['infra/local/demo/story.ts'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(demo, 'close');
  if (code !== 0) throw new Error('The demo stopped: see above.');
  const actions = await announced(beside);
  const sums = actions.reduce((all, one) => ({
    action: '**Together**',
    own: all.own + one.own,
    history: all.history + one.history,
    indexes: all.indexes + one.indexes,
    textbook: all.textbook + one.textbook,
  }));
  const rows = [...actions, sums].map((one) => {
    const { action, own, history, indexes, textbook } = one;
    const shares = [withoutIndexes(one), withIndexes(one)].map((share) => share.toFixed(3));
    return `| ${[action, own, history, indexes, textbook, ...shares].join(' | ')} |`;
  });
  console.log(`
| The demo, write units | Order or message | History entry | Indexes | Textbook | Ours as a share of it | with indexes |
|---|---|---|---|---|---|---|
${rows.join('\n')}

Beside these, ${beside.feeds} units number the events in the feeds of those who listen, which the textbook does not do.`);
  return [
    ...actions
      .filter((one) => withoutIndexes(one) > most.action)
      .map(({ action }) => `${action} writes more than ${most.action} of the textbook.`),
    ...(withIndexes(sums) > most.life
      ? [`The demo writes, with indexes, more than ${most.life} of the textbook.`]
      : []),
  ];
}

const withoutIndexes = ({ own, history, textbook }: Compared) => (own + history) / textbook;
const withIndexes = ({ own, history, indexes, textbook }: Compared) => (own + history + indexes) / (textbook + indexes);

/** The actions of the demo, once all are announced. */
async function announced(beside: BesideTextbook): Promise<Compared[]> {
  for (let tries = 0; tries < 100; tries++) {
    const actions = beside.compared();
    if (actions) return actions;
    await pause(100);
  }
  throw new Error('Some action of the demo is not announced after ten seconds.');
}
