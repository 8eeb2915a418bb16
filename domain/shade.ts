import * as z from 'zod';
import { broken, ruleOf } from '#domain/messages/messages.ts';
import { stored } from '#domain/stored.ts';
import { text } from '#domain/text.ts';

export const ShadeSystem = z.enum(['VITA Classical', 'VITA 3D-Master', 'Ivoclar', 'Natural Die', 'other']);
export type ShadeSystem = z.infer<typeof ShadeSystem>;

/** A shade as an order keeps it: a value as its shade guide prints it, or free text under `other`. */
export const Shade = stored({ system: ShadeSystem, value: z.string() });
export type Shade = z.infer<typeof Shade>;

const listed = (values: string) => values.split(' ');
const letters = listed('A1 A2 A3 A3.5 A4 B1 B2 B3 B4 C1 C2 C3 C4 D2 D3 D4');
const bleached = listed('0M1 0M2 0M3');

/** Every value of a system. Chromascop, denture teeth and steps between tabs are in none: they are `other`. */
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

const freeText = text(60);

/** What stands for a Latin capital: its Cyrillic and Greek look-alikes. No value holds a letter O, so each is a zero. */
const lookAlikes = {
  A: /[\u0410\u0391]/g,
  B: /[\u0412\u0392]/g,
  C: /\u0421/g,
  M: /[\u041C\u039C]/g,
  0: /[O\u041E\u039F]/g,
  '.': /,/g,
};

/**
 * The value a text means in its system, as the shade guide prints it; undefined where the system has no such value.
 * Case, spaces, a decimal comma and look-alike letters are as people type them. `other` is any line of 1-60 characters.
 */
export function readShade(system: ShadeSystem, typed: string): string | undefined {
  if (system === 'other') return freeText.safeParse(typed).data;
  const compact = typed.replace(/\s/g, '').toUpperCase();
  const value = Object.entries(lookAlikes).reduce((read, [latin, pattern]) => read.replace(pattern, latin), compact);
  return shadeValues[system].find((known) => known === value);
}

function canonical({ system, value: typed }: Shade, context: z.RefinementCtx): Shade {
  const value = readShade(system, typed);
  if (value !== undefined) return { system, value };
  const values = system === 'other' ? null : shadeValues[system];
  context.addIssue({ ...broken('unknown_shade', { system, values }), path: ['value'] });
  return z.NEVER;
}

/** The shade of a stump under translucent ceramic, in any system. Gives a `Shade`, refuses an unknown value with the list. */
export const StumpShadeRequest = z.strictObject({ system: ShadeSystem, value: z.string() }).transform(canonical);

const stumpOnly = ruleOf((system) => system === 'Natural Die', 'stump_shade_only');
const toothSystem = ShadeSystem.exclude(['Natural Die'], stumpOnly);

/** The shade of a tooth. Gives a `Shade`, refuses an unknown value with the list, and the system that is only for stumps. */
export const ShadeRequest = z.strictObject({ system: toothSystem, value: z.string() }).transform(canonical);
