import * as z from 'zod/mini';
import { customIssue, ruleOf } from '#domain/kernel/messages/messages.ts';
import { stored } from '#domain/kernel/stored.ts';
import { text } from '#domain/kernel/text.ts';

export const ShadeSystem = z.enum(['VITA Classical', 'VITA 3D-Master', 'Ivoclar', 'Natural Die', 'other']);
export type ShadeSystem = z.infer<typeof ShadeSystem>;

/** A shade as it is stored: a value as printed on the shade guide, or free text under `other`. */
export const Shade = stored({ system: ShadeSystem, value: z.string() });
export type Shade = z.infer<typeof Shade>;

const listed = (values: string) => values.split(' ');
const letters = listed('A1 A2 A3 A3.5 A4 B1 B2 B3 B4 C1 C2 C3 C4 D2 D3 D4');
const bleached = listed('0M1 0M2 0M3');

/** All values of each shade guide. Chromascop, denture teeth and steps between two tabs belong under `other`. */
export const shadeValues: Record<Exclude<ShadeSystem, 'other'>, readonly string[]> = {
  'VITA Classical': [...letters, ...bleached],
  'VITA 3D-Master': [
    ...bleached,
    ...listed('1M1 1M2'),
    ...listed('2L1.5 2L2.5 2M1 2M2 2M3 2R1.5 2R2.5'),
    ...listed('3L1.5 3L2.5 3M1 3M2 3M3 3R1.5 3R2.5'),
    ...listed('4L1.5 4L2.5 4M1 4M2 4M3 4R1.5 4R2.5'),
    ...listed('5M1 5M2 5M3'),
  ],
  Ivoclar: [...letters, ...listed('BL1 BL2 BL3 BL4')],
  'Natural Die': listed('ND1 ND2 ND3 ND4 ND5 ND6 ND7 ND8 ND9'),
};

/** The values of a shade guide; null for `other`, which takes any text. */
export const valuesOf = (system: ShadeSystem): readonly string[] | null =>
  system === 'other' ? null : shadeValues[system];

const freeText = text(60);

/** Cyrillic and Greek letters that look like a Latin capital. No value has a letter O, so O is read as zero. */
const lookAlikes = {
  A: /[\u0410\u0391]/g,
  B: /[\u0412\u0392]/g,
  C: /\u0421/g,
  M: /[\u041C\u039C]/g,
  0: /[O\u041E\u039F]/g,
  '.': /,/g,
};

/**
 * The value that a text means, as the shade guide prints it; undefined when the guide has no such value. Ignores case
 * and spaces, and accepts a decimal comma and look-alike letters. `other` takes any line of 1-60 characters.
 */
export function readShade(system: ShadeSystem, typed: string): string | undefined {
  if (system === 'other') return freeText.safeParse(typed).data;
  if (shadeValues[system].includes(typed)) return typed;
  const compact = typed.replace(/\s/g, '').toUpperCase();
  const value = Object.entries(lookAlikes).reduce((read, [latin, pattern]) => read.replace(pattern, latin), compact);
  return shadeValues[system].find((known) => known === value);
}

const stumpOnly = ruleOf((system) => system === 'Natural Die', 'stump_shade_only');
const forTeeth = ShadeSystem.options.filter((system) => system !== 'Natural Die');
const ToothSystem = z.enum(forTeeth, stumpOnly);

/** The shade guides allowed for each shade of a line. Natural Die is for stump shades only. */
export const shadeSystems = { shade: ToothSystem.options, stumpShade: ShadeSystem.options };

const value = z.nullish(z.string().check(z.trim(), z.maxLength(60, { abort: true })));

type Sent = { system?: ShadeSystem | null | undefined; value?: string | null | undefined };

/** Checks a value when its system is sent with it; otherwise the stored shade must be known first. */
function checkValue({ system, value }: Sent, context: z.core.$RefinementCtx): void {
  if (!system || typeof value !== 'string' || readShade(system, value) !== undefined) return;
  context.addIssue({ ...customIssue('unknown_shade', { system, values: valuesOf(system) }), path: ['value'] });
}

/** A merge patch of the shade of a tooth. */
export const ShadeRequest = z.strictObject({ system: z.nullish(ToothSystem), value }).check(z.superRefine(checkValue));

/** A merge patch of the stump shade, which shows through translucent ceramic. Any shade guide is allowed. */
export const StumpShadeRequest = z
  .strictObject({ system: z.nullish(ShadeSystem), value })
  .check(z.superRefine(checkValue));
