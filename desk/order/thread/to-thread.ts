/** What leads, in the address of an order, to its messages. */
export const toThread = '?to=messages';

/** Whether an address leads to the messages of its order. */
export const leadsToThread = (search: string): boolean => `?${search}` === toThread;
