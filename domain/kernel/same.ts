export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Whether two JSON values are equal. The order of members does not matter, and undefined members count as absent. */
export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isObject(one) || !isObject(other)) return false;
  if (Array.isArray(one) || Array.isArray(other)) return sameLists(one, other);
  let left = 0;
  for (const member in other) if (other[member] !== undefined) left += 1;
  for (const member in one) {
    if (one[member] === undefined) continue;
    if (!Object.hasOwn(other, member) || !same(one[member], other[member])) return false;
    left -= 1;
  }
  return left === 0;
}

function sameLists(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
  return one.every((element, index) => same(element, other[index]));
}
