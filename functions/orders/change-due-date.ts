import { changeDueDate } from '#domain/order/decisions/change-due-date.ts';
import { changeDueDate as route } from '#functions/contract/orders/change-due-date.ts';
import { changeOrder } from '#functions/frames/change-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Moves the due date of an order that is at its laboratory. */
export const handler = endpoint(route, (request) => changeOrder(changeDueDate, request.body, request));
