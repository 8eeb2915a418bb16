/** Whether a list names nobody twice. */
export const distinct = (ids: readonly string[]) => new Set(ids).size === ids.length;
