import { editWorkPlan } from '#domain/order/decisions/edit-work-plan.ts';
import { editWorkPlan as route } from '#functions/contract/work/edit-work-plan.ts';
import { changeOrder } from '#functions/frames/change-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Replaces the list of tasks. */
export const handler = endpoint(route, (request) => changeOrder(editWorkPlan, request.body, request));
