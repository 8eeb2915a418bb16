/** A list with the element of one place moved to another place. */
export function moved<Element>(list: readonly Element[], from: number, to: number): readonly Element[] {
  const element = list[from];
  if (element === undefined || to < 0 || to >= list.length) return list;
  return list.toSpliced(from, 1).toSpliced(to, 0, element);
}
