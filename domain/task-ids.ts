import type { TaskTemplate } from '#domain/catalog.ts';
import type { Line } from '#domain/order.ts';

// No id holds a dot, so the two kinds never meet.
const once = 'order.';

/** What a task of the automatic plan is called: by line and template, or by service and template where it is done once. */
export const taskIdOf = ({ lineId, serviceId }: Line, { per, templateId }: TaskTemplate): string =>
  per === 'unit' ? `${lineId}.${templateId}` : `${once}${serviceId}.${templateId}`;

/** Whether a task is done once for the order and service, however many lines and units that has. */
export const isOncePerOrder = (taskId: string): boolean => taskId.startsWith(once) && taskId.split('.').length === 3;
