import { planWork } from '#domain/order/decisions/plan-work.ts';
import { planWork as route } from '#functions/contract/work/plan-work.ts';
import { changeOrder, dryRun } from '#functions/frames/change-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Plans the work, automatically or task by task, or shows what that would add (dry run). */
export const handler = endpoint(route, (request) =>
  request.query.dryRun ? dryRun(planWork, request.body, request) : changeOrder(planWork, request.body, request),
);
