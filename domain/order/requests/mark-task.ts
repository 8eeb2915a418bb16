import * as z from 'zod/mini';

export const MarkTask = z.strictObject({ done: z.boolean() });
export type MarkTask = z.infer<typeof MarkTask>;
