import type { Preview } from '#desk/order/form/model/preview.ts';
import type { Said } from '#desk/parts/said.ts';

/** What has fields of its own, or lines; also what is no field. */
export const isGroup = (pointer: string): boolean => /^(\/(patient|services(\/\d+)?))?$/.test(pointer);

/**
 * What stands between an order and its laboratory: what is wrong with it, and what it lacks, each once: what is wrong
 * is left out of what is stored, and so would be missing, too. What is wrong in the field at `typing` is not told
 * while somebody types there.
 */
export function missingOf({ faults, readiness }: Pick<Preview, 'faults' | 'readiness'>, typing = ''): Said[] {
  const told = faults.filter(({ pointer }) => !isIn(pointer, typing));
  return [...told, ...readiness.filter((one) => !told.some(({ pointer }) => isIn(pointer, one.pointer)))];
}

/** Whether a pointer is that of a field, or of a part of it. */
const isIn = (pointer: string, field: string) =>
  pointer === field || (!isGroup(field) && pointer.startsWith(`${field}/`));
