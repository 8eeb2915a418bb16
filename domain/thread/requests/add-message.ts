import * as z from 'zod/mini';
import { prose } from '#domain/kernel/text.ts';

export const AddMessage = z.strictObject({ text: prose(2000) });
export type AddMessage = z.infer<typeof AddMessage>;
