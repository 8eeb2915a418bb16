import { planEffects, planNeeds, planNeedsThen, planWork } from '#domain/decisions/plan-work.ts';
import { orderChange } from '#functions/http/order-endpoints.ts';

/** Plans the work, automatically or task by task, or says what that would add. */
export const handler = orderChange('planWork', {
  needs: planNeeds,
  needsThen: planNeedsThen,
  decide: planWork,
  effects: planEffects,
});
