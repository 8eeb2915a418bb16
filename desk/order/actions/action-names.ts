import type { Words } from '#desk/words/en.ts';
import type { Action } from '#domain/order/actions.ts';
import { isAccepted, isShipped } from '#domain/order/laboratory/work.ts';
import type { LaboratoryWork } from '#domain/order/order.ts';

/** What of an order the names of its actions depend on. */
export type Named = { laboratoryWork: Pick<LaboratoryWork, 'hold' | 'acceptedAt' | 'shippedAt'> | null };

type Texts = Pick<Words, 'actions' | 'laboratory'>;

/**
 * What actions on an order are called where one can take them, clinics' and laboratories', in the sequence of the menus.
 * Some of a laboratory's depend on what it has said before.
 */
export function actionNames({ laboratoryWork }: Named, { actions, laboratory }: Texts) {
  const { accept, produce, ship, hold, reopen, return: back } = laboratory.actions;
  return {
    ...actions.names,
    publishOrder: actions.send.name,
    acceptOrder: isAccepted(laboratoryWork) ? accept.correct : accept.name,
    produceOrder: produce.name,
    shipOrder: isShipped(laboratoryWork) ? ship.correct : ship.name,
    holdOrder: laboratoryWork?.hold ? hold.goOn : hold.name,
    returnOrder: back.name,
    reopenLabOrder: reopen.name,
  } satisfies Partial<Record<Action, string>>;
}
