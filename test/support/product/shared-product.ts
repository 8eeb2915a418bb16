import { beforeAll, inject } from 'vitest';
import * as z from 'zod/mini';
import { holdReplies } from '#test/support/product/held-replies.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The URL that answers with the URLs of the shared product. */
    shared: string;
  }
}

/** The URLs of the product that all files of this run share, and of its DynamoDB. They are set before the first test. */
export const shared = { product: '', dynamodb: '' };

// The first file waits until the product has started, which may include installing Java.
beforeAll(async () => {
  const answer = await fetch(inject('shared'));
  if (!answer.ok) throw new Error(await answer.text());
  Object.assign(shared, z.strictObject({ product: z.string(), dynamodb: z.string() }).parse(await answer.json()));
  holdReplies(shared.product);
}, 300_000);
