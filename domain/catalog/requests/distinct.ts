import type * as z from 'zod/mini';
import { customIssue } from '#domain/kernel/messages/messages.ts';

/** A check of a list: reports each element whose id an earlier one has, at the `member` of the id if it is an object. */
export const distinct =
  <Element>(
    code: 'duplicate_day' | 'duplicate_template' | 'duplicate_tenant',
    idOf: (element: Element) => string,
    ...member: string[]
  ) =>
  (elements: readonly Element[], context: z.core.$RefinementCtx): void => {
    const seen = new Set<string>();
    for (const [index, element] of elements.entries()) {
      const id = idOf(element);
      if (seen.has(id)) context.addIssue({ ...customIssue(code), path: [index, ...member] });
      seen.add(id);
    }
  };
