import { inWords } from '#domain/kernel/messages/messages.ts';
import { payrollOf } from '#domain/order/payroll.ts';
import { getPayroll as route } from '#functions/contract/work/get-payroll.ts';
import { decideWithCatalog } from '#functions/frames/decide-with-catalog.ts';
import { readOrder } from '#functions/frames/read-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { inLanguage, reply } from '#functions/http/reply.ts';

/** Reads what technicians earn on an order. */
export const handler = endpoint(route, async (request) => {
  const found = await readOrder(route, request);
  if (found.kind === 'refused') return found;
  const { order, words } = found.accepted;
  const { outcome } = await decideWithCatalog(found.accepted, ({ catalog }) =>
    payrollOf(order, catalog.employees, request.caller),
  );
  const warnings = outcome.warnings.map((warning) => inWords(words.warnings, warning));
  return reply({ ...outcome, warnings }, inLanguage(words));
});
