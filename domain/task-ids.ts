import type { TaskTemplate } from '#domain/catalog.ts';
import type { Line } from '#domain/order.ts';

/**
 * What a task of the automatic plan is called: by service and template where it is done once for the order, and by its
 * line too where it is done for every unit. No id holds a dot, so the two never meet.
 */
export const taskIdOf = ({ lineId, serviceId }: Line, { per, templateId }: TaskTemplate): string =>
  per === 'unit' ? `${lineId}.${serviceId}.${templateId}` : `${serviceId}.${templateId}`;

/** Whether a task is done once for the order and service, however many lines and units that has. */
export const isOncePerOrder = (taskId: string): boolean => taskId.split('.').length === 2;
