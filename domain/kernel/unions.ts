import * as z from 'zod/mini';

/** The options of a union, with or without a discriminator; undefined for any other schema. */
export function optionsOf(schema: z.core.$ZodType): readonly z.core.$ZodType[] | undefined {
  const isUnion = schema instanceof z.ZodMiniUnion || schema instanceof z.ZodMiniDiscriminatedUnion;
  return isUnion ? schema.def.options : undefined;
}
