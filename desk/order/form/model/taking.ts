import type { TypedLine } from '#desk/order/form/model/form.ts';
import { hanging } from '#desk/order/form/model/patch.ts';
import { knownTeeth, rangeOf, teethIn, textOf } from '#desk/order/form/model/teeth-text.ts';
import { type Arch, type Jaw, readTooth, type Tooth, type ToothNotation } from '#domain/kernel/teeth.ts';

/** What changes in a line by something that is done in the chart. */
type Part = Pick<TypedLine, 'teeth' | 'pontics'>;

/** The line with these teeth. What was typed and is no tooth stays. */
function withTeeth(line: TypedLine, teeth: readonly Tooth[], pontics: readonly Tooth[], notation: ToothNotation): Part {
  const rest = teethIn(line.teeth, notation).filter((word) => readTooth(word, notation) === undefined);
  return {
    teeth: [textOf(teeth, notation), ...rest].filter(Boolean).join(', '),
    pontics: pontics.filter((tooth) => teeth.includes(tooth)),
  };
}

/** Takes a tooth into a line, or leaves it. */
export function toggled(line: TypedLine, tooth: Tooth, notation: ToothNotation): Part {
  const teeth = knownTeeth(line.teeth, notation);
  const next = teeth.includes(tooth) ? teeth.filter((one) => one !== tooth) : [...teeth, tooth];
  return withTeeth(line, next, hanging(line, notation), notation);
}

/** Makes a tooth a pontic of a line, which it then has; or an abutment again. */
export function hung(line: TypedLine, tooth: Tooth, notation: ToothNotation): Part {
  const pontics = hanging(line, notation);
  const next = pontics.includes(tooth) ? pontics.filter((one) => one !== tooth) : [...pontics, tooth];
  return withTeeth(line, [...knownTeeth(line.teeth, notation), tooth], next, notation);
}

/** What a click on a tooth does: it is taken, then where the service knows pontics it hangs, then it is left. */
export function clicked(line: TypedLine, tooth: Tooth, notation: ToothNotation, hasPontics: boolean): Part {
  const isTaken = knownTeeth(line.teeth, notation).includes(tooth);
  const hangs = hanging(line, notation).includes(tooth);
  return isTaken && hasPontics && !hangs ? hung(line, tooth, notation) : toggled(line, tooth, notation);
}

/** Takes all teeth from one to another along the jaw. */
export function stretched(line: TypedLine, from: Tooth, to: Tooth, notation: ToothNotation): Part {
  const teeth = [...knownTeeth(line.teeth, notation), ...(rangeOf(from, to) ?? [to])];
  return withTeeth(line, teeth, hanging(line, notation), notation);
}

/** The jaw of a line after one jaw is taken or left. */
export function withJaw(arch: Arch | '', jaw: Jaw): Arch | '' {
  const other = jaw === 'upper' ? 'lower' : 'upper';
  if (arch === 'both') return other;
  if (arch === jaw) return '';
  return arch === '' ? jaw : 'both';
}
