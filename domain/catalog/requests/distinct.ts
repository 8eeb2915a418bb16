/** Whether all values of a list are different. */
export const distinct = (ids: readonly string[]) => new Set(ids).size === ids.length;
