import type { Preview } from '#desk/order/form/model/preview.ts';
import type { Said } from '#desk/parts/said.ts';

/** What has fields of its own, or lines; also what is no field. */
export const isGroup = (pointer: string): boolean => /^(\/(patient|services(\/\d+)?))?$/.test(pointer);

/**
 * What stands between an order and its laboratory: what is wrong with it, and what it lacks. What is wrong in the field at
 * `typing` is not told while somebody types there.
 */
export const missingOf = ({ faults, readiness }: Pick<Preview, 'faults' | 'readiness'>, typing = ''): Said[] =>
  once([...faults.filter(({ pointer }) => !isIn(pointer, typing)), ...readiness]);

const isIn = (pointer: string, field: string) =>
  pointer === field || (!isGroup(field) && pointer.startsWith(`${field}/`));

/** An order often cannot be sent for the same reason as it cannot be saved. */
const once = (said: readonly Said[]): Said[] =>
  said.filter(
    ({ pointer, message }, index) =>
      said.findIndex((one) => one.pointer === pointer && one.message === message) === index,
  );
