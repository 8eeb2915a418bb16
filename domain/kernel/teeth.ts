import * as z from 'zod/mini';

/**
 * All teeth in the order of Universal, in which forms list them. Kept separately because `Tooth.options` is sorted by
 * number.
 */
// biome-ignore format: a quadrant a line
const listing = [
  '18', '17', '16', '15', '14', '13', '12', '11',
  '21', '22', '23', '24', '25', '26', '27', '28',
  '38', '37', '36', '35', '34', '33', '32', '31',
  '41', '42', '43', '44', '45', '46', '47', '48',
  '55', '54', '53', '52', '51',
  '61', '62', '63', '64', '65',
  '75', '74', '73', '72', '71',
  '81', '82', '83', '84', '85',
] as const;

/** A tooth in FDI (ISO 3950): its quadrant, then its place counted from the midline. */
export const Tooth = z.enum(listing);
export type Tooth = z.infer<typeof Tooth>;

/** A jaw, or both: what an aligner or a denture is made for. */
export const Arch = z.enum(['upper', 'lower', 'both']);
export type Arch = z.infer<typeof Arch>;

/** How people write teeth. 18 codes are valid in both FDI and Universal and mean different teeth. */
export const ToothNotation = z.enum(['FDI', 'Universal', 'Palmer']);
export type ToothNotation = z.infer<typeof ToothNotation>;

export type Jaw = 'upper' | 'lower';

const permanent = 32;
const milkLetters = 'ABCDEFGHIJKLMNOPQRST';

const quadrantOf = (tooth: Tooth) => tooth.charAt(0);
const rank = (tooth: Tooth) => listing.indexOf(tooth);

/** The place of a tooth counted from the midline: 1-8, or 1-5 for a milk tooth. */
export const placeOf = (tooth: Tooth) => Number(tooth.charAt(1));

/** Whether a tooth is a milk tooth. */
export const isMilk = (tooth: Tooth) => rank(tooth) >= permanent;

/** The patient's side of a tooth. */
export const sideOf = (tooth: Tooth) => ('1458'.includes(quadrantOf(tooth)) ? 'right' : 'left');

/** The jaw of a tooth, by its FDI quadrant. */
export function jawOf(tooth: Tooth): Jaw {
  return '1256'.includes(quadrantOf(tooth)) ? 'upper' : 'lower';
}

/** Universal numbers the teeth in listing order: 1-32, then A-T. */
function universal(tooth: Tooth): string {
  return isMilk(tooth) ? milkLetters.charAt(rank(tooth) - permanent) : String(rank(tooth) + 1);
}

/** Palmer: jaw and the patient's side, then the place: 1-8, or A-E for a milk tooth. */
function palmer(tooth: Tooth): string {
  const place = placeOf(tooth);
  const corner = `${jawOf(tooth).charAt(0)}${sideOf(tooth).charAt(0)}`.toUpperCase();
  return `${corner}${isMilk(tooth) ? milkLetters.charAt(place - 1) : place}`;
}

const write = { FDI: (tooth: Tooth): string => tooth, Universal: universal, Palmer: palmer };

const writtenIn = (notation: ToothNotation) => new Map(listing.map((tooth) => [writeTooth(tooth, notation), tooth]));

const read = { FDI: writtenIn('FDI'), Universal: writtenIn('Universal'), Palmer: writtenIn('Palmer') };

/** A tooth in a notation, letters in upper case: FDI 11 is Universal 8 and Palmer UR1. */
export function writeTooth(tooth: Tooth, notation: ToothNotation): string {
  return write[notation](tooth);
}

const corners = new Map([
  ['UR', (place: string) => `${place}\u23CC`],
  ['UL', (place: string) => `\u23BF${place}`],
  ['LL', (place: string) => `\u23BE${place}`],
  ['LR', (place: string) => `${place}\u23CB`],
]);

/** A tooth as printed: Palmer with its corner mark (domain/README.md, "Teeth"), the others as text. */
export function drawTooth(tooth: Tooth, notation: ToothNotation): string {
  const text = writeTooth(tooth, notation);
  return (notation === 'Palmer' && corners.get(text.slice(0, 2))?.(text.slice(2))) || text;
}

/**
 * The rows of a chart seen from the front: the patient's right is on the left, milk teeth are between the permanent
 * ones.
 */
export const chartRows = {
  upper: listing.slice(0, 16),
  upperMilk: listing.slice(32, 42),
  lowerMilk: listing.slice(42).toReversed(),
  lower: listing.slice(16, 32).toReversed(),
} satisfies Record<string, Tooth[]>;

/**
 * Reads a tooth; case does not matter. Undefined for anything else, also for leading zeros, spaces, and extra
 * (supernumerary) teeth.
 */
export function readTooth(text: string, notation: ToothNotation): Tooth | undefined {
  // Only a-z: toUpperCase would turn a dotless i into Universal's I.
  return read[notation].get(text.replace(/[a-z]/g, (letter) => letter.toUpperCase()));
}

/** The teeth in the order in which forms list them, which is Universal's. */
export function inListingOrder(teeth: readonly Tooth[]): Tooth[] {
  return teeth.toSorted((one, other) => rank(one) - rank(other));
}

/** Whether teeth of one jaw leave a gap in the row. A milk tooth counts as its successor; 11 and 21 are neighbours. */
export function hasGap(teeth: readonly Tooth[]): boolean {
  const places = new Set(teeth.map((tooth) => (sideOf(tooth) === 'right' ? 1 - placeOf(tooth) : placeOf(tooth))));
  return Math.max(...places) - Math.min(...places) >= places.size;
}
