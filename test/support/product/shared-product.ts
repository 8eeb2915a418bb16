import { beforeAll, inject } from 'vitest';
import * as z from 'zod';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where it is said what the files of this run share. */
    shared: string;
  }
}

/** Where the product of this run answers, and its DynamoDB: as soon as a test or a hook runs. */
export const shared = { product: '', dynamodb: '' };

// The first file of a run with a test to be run waits for the product to start, which may install Java before.
beforeAll(async () => {
  const answer = await fetch(inject('shared'));
  if (!answer.ok) throw new Error(await answer.text());
  Object.assign(shared, z.strictObject({ product: z.string(), dynamodb: z.string() }).parse(await answer.json()));
}, 300_000);
