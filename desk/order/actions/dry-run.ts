import type { Answer, Order } from '#desk/api/client.ts';
import type { components } from '#desk/api/schema.d.ts';

/** What an action would change, without changing it. */
export type DryRun = components['schemas']['DryRun'];

type Either = Promise<Answer<Order | DryRun>>;

/** The answer to an action that has dry runs, when it was one. */
export async function dryRun(asked: Either): Promise<Answer<DryRun>> {
  const answer = await asked;
  if (answer.kind !== 'answered') return answer;
  const { value } = answer;
  if (!('effects' in value)) throw new Error('The order was changed, although it was only asked what would be.');
  return { ...answer, value };
}

/** The answer to an action that has dry runs, when it was none. */
export async function realRun(asked: Either): Promise<Answer<Order>> {
  const answer = await asked;
  if (answer.kind !== 'answered') return answer;
  const { value } = answer;
  if ('effects' in value) throw new Error('The order was not changed, although it was to be.');
  return { ...answer, value };
}
