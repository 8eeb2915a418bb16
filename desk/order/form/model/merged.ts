import type { Form, TypedLine } from '#desk/order/form/model/form.ts';
import { hanging, headOf, sameLine } from '#desk/order/form/model/patch.ts';
import { rewritten } from '#desk/order/form/model/teeth-text.ts';
import { same } from '#domain/kernel/same.ts';
import type { ToothNotation } from '#domain/kernel/teeth.ts';

const heads = ['patient', 'clinic', 'laboratoryId', 'notation', 'enclosures', 'dueDate', 'note'] as const;
type Head = (typeof heads)[number];

/** A part of the form that is merged as one: a field, or the line with this key. */
export type Place = { field: Head } | { field: 'services'; key: string };

/** What two people made of one order: the form with both, what was taken from the other, and what both changed. */
export type Merged = { form: Form; taken: Place[]; conflicts: Place[] };

/** Which of two states of something stays; at a conflict it is mine, until somebody decides. */
type Choice = 'mine' | 'theirs' | 'taken' | 'conflict';

function choose<State>(base: State, mine: State, theirs: State, isSame: (one: State, other: State) => boolean): Choice {
  if (isSame(mine, theirs)) return 'theirs';
  if (isSame(base, mine)) return 'taken';
  return isSame(base, theirs) ? 'mine' : 'conflict';
}

/**
 * Merges what I typed with what somebody else saved, both made from `base`. What only one of us changed is kept. What both
 * changed, and not to the same, is a conflict: mine stays until I decide. Whatever is typed is compared by what it says.
 */
export function merged(base: Form, mine: Form, theirs: Form): Merged {
  const taken: Place[] = [];
  const conflicts: Place[] = [];
  let form = mine;
  for (const field of heads) {
    const choice = choose(headOf(base)[field], headOf(mine)[field], headOf(theirs)[field], same);
    if (choice === 'taken') taken.push({ field });
    if (choice === 'conflict') conflicts.push({ field });
    if (choice === 'taken' || choice === 'theirs') form = take(form, theirs, { field });
  }
  const { notation } = form;
  const lines = mergedLines(linesIn(base, notation), linesIn(form, notation), linesIn(theirs, notation), notation);
  return {
    form: { ...form, customerId: theirs.customerId, lines: lines.lines },
    taken: [...taken, ...lines.taken],
    conflicts: [...conflicts, ...lines.conflicts],
  };
}

/** The lines of a form, their teeth written in a notation. */
function linesIn({ lines, notation }: Form, wanted: ToothNotation): TypedLine[] {
  if (notation === wanted) return lines;
  return lines.map((line) => ({
    ...line,
    teeth: rewritten(line.teeth, notation, wanted),
    pontics: hanging(line, notation),
  }));
}

/** The form with its teeth written in another notation. */
export const inNotation = (form: Form, notation: ToothNotation): Form => ({
  ...form,
  notation,
  lines: linesIn(form, notation),
});

/** One line as each of us has it. */
type Three = Record<'base' | 'mine' | 'theirs', TypedLine | undefined>;

function mergedLines(
  base: readonly TypedLine[],
  mine: readonly TypedLine[],
  theirs: readonly TypedLine[],
  notation: ToothNotation,
) {
  const isSame = (one: TypedLine | undefined, other: TypedLine | undefined) =>
    one && other ? sameLine(one, other, notation, notation) : one === other;
  const lines: TypedLine[] = [];
  const taken: Place[] = [];
  const conflicts: Place[] = [];
  for (const three of paired(base, mine, theirs, isSame)) {
    const key = three.mine?.key ?? three.theirs?.key ?? '';
    const choice = choose(three.base, three.mine, three.theirs, isSame);
    const left = choice === 'taken' || choice === 'theirs' ? three.theirs : three.mine;
    if (left) lines.push({ ...left, key });
    if (choice === 'taken') taken.push({ field: 'services', key });
    if (choice === 'conflict') conflicts.push({ field: 'services', key });
  }
  return { lines, taken, conflicts };
}

/** The lines of all three, those that belong together side by side: theirs in their order, then those only I have. */
function paired(
  base: readonly TypedLine[],
  mine: readonly TypedLine[],
  theirs: readonly TypedLine[],
  isSame: (one: TypedLine, other: TypedLine) => boolean,
): Three[] {
  const byId = (lines: readonly TypedLine[], { lineId }: TypedLine) =>
    lineId === null ? undefined : lines.find((line) => line.lineId === lineId);
  const left = [...mine];
  const removeFromLeft = (line: TypedLine | undefined) => {
    if (line) left.splice(left.indexOf(line), 1);
    return line;
  };
  // What both added and says the same is one line: it may be my own, saved although the answer was lost.
  const added = (line: TypedLine) => left.find((one) => one.lineId === null && isSame(one, line));
  const known = theirs.map((line) => {
    const before = byId(base, line);
    return { base: before, mine: removeFromLeft(byId(left, line) ?? (before ? undefined : added(line))), theirs: line };
  });
  const onlyMine = left.map((line) => ({ base: byId(base, line), mine: line, theirs: undefined }));
  return [...known, ...onlyMine];
}

/** The form with a part as they have it. */
export function take(form: Form, theirs: Form, place: Place): Form {
  if (place.field === 'notation') return inNotation(form, theirs.notation);
  if (place.field !== 'services') return { ...form, [place.field]: theirs[place.field] };
  const { key } = place;
  const current = form.lines.find((line) => line.key === key);
  const line = linesIn(theirs, form.notation).find(
    (one) => one.key === key || (one.lineId !== null && one.lineId === current?.lineId),
  );
  const at = form.lines.findIndex((one) => one.key === key);
  if (at < 0) return { ...form, lines: line ? [...form.lines, line] : form.lines };
  return { ...form, lines: form.lines.toSpliced(at, 1, ...(line ? [{ ...line, key }] : [])) };
}
