import { same } from '#domain/kernel/same.ts';

/** A part of a form in words: what it is called, and what is in it. */
export type Part<Form> = { member: keyof Form & string; label: string; text: string };

/** A part that somebody else has changed: what it was, what they made of it, and what is typed here. */
export type Difference<Form> = {
  member: keyof Form & string;
  label: string;
  before: string;
  theirs: string;
  mine: string;
  /** Whether it is changed here, too. */
  isMine: boolean;
};

/** What somebody else has changed of a form, part by part; not what is typed here as they have it. */
export function differences<Form extends object>(
  partsOf: (form: Form) => readonly Part<Form>[],
  { before, mine, theirs }: { before: Form; mine: Form; theirs: Form },
): Difference<Form>[] {
  const textIn = (form: Form, member: keyof Form) => partsOf(form).find((part) => part.member === member)?.text ?? '';
  return partsOf(theirs)
    .filter(({ member }) => !same(before[member], theirs[member]) && !same(mine[member], theirs[member]))
    .map(({ member, label, text }) => ({
      member,
      label,
      before: textIn(before, member),
      theirs: text,
      mine: textIn(mine, member),
      isMine: !same(before[member], mine[member]),
    }));
}

/** A form with these members as another form has them. */
export function withMembers<Form extends object>(form: Form, other: Form, members: readonly (keyof Form)[]): Form {
  const next = { ...form };
  for (const member of members) next[member] = other[member];
  return next;
}
