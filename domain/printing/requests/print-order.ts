import * as z from 'zod';
import { Language } from '#domain/catalog/settings.ts';
import { rule } from '#domain/kernel/messages/messages.ts';
import { ToothNotation } from '#domain/kernel/teeth.ts';
import { LabelSize, Paper, Section } from '#domain/printing/printed-document.ts';

const copies = z.int().min(1).max(20).default(1);

/** A request to print: the order form, or a label for the box that the work travels in. */
export const PrintOrder = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('form').optional(),
    sections: z
      .array(Section)
      .min(1, rule('too_small', { of: 'list', least: 1, optional: true }))
      .max(Section.options.length)
      .optional(),
    paper: Paper.default('A4'),
    copies,
    toothNotation: ToothNotation.optional(),
    language: Language.optional(),
  }),
  z.strictObject({
    kind: z.literal('label'),
    size: LabelSize.default('100x50'),
    copies,
    language: Language.optional(),
  }),
]);
export type PrintOrder = z.infer<typeof PrintOrder>;
