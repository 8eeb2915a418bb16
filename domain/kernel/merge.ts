/** A merge patch of an object: for each member a new value, null to clear it, or nothing to keep it. */
export type Patch<Shape> = { [Member in keyof Shape]?: Shape[Member] | null | undefined };

/** Applies a merge patch (RFC 7396) to one level: named members are set, null removes, the rest stays. */
export function merge<Shape extends object>(current: Shape, patch: Patch<Shape>): Shape {
  const merged = { ...current };
  for (const [member, value] of Object.entries(patch)) {
    if (value === null) Reflect.deleteProperty(merged, member);
    else if (value !== undefined) Reflect.set(merged, member, value);
  }
  return merged;
}
