import * as z from 'zod/mini';
import { Language } from '#domain/catalog/settings.ts';
import { rule } from '#domain/kernel/messages/messages.ts';
import { ToothNotation } from '#domain/kernel/teeth.ts';
import { LabelSize, Paper, Section } from '#domain/printing/printed-document.ts';

const copies = z._default(z.int().check(z.minimum(1), z.maximum(20)), 1);

/** A request to print: the order form, or a label for the box that the work travels in. */
export const PrintOrder = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.optional(z.literal('form')),
    sections: z.optional(
      z
        .array(Section)
        .check(
          z.minLength(1, rule('too_small', { of: 'list', least: 1, thing: 'section' })),
          z.maxLength(Section.options.length),
        ),
    ),
    paper: z._default(Paper, 'A4'),
    copies,
    toothNotation: z.optional(ToothNotation),
    language: z.optional(Language),
  }),
  z.strictObject({
    kind: z.literal('label'),
    size: z._default(LabelSize, '100x50'),
    copies,
    language: z.optional(Language),
  }),
]);
export type PrintOrder = z.infer<typeof PrintOrder>;
