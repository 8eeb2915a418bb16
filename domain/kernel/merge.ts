/** What a request may say of a record's members: a new value, null to clear, or nothing to keep. */
export type Patch<Shape> = { [Member in keyof Shape]?: Shape[Member] | null | undefined };

/** RFC 7396 on one level: what the patch names is set, null is removed, the rest stays. */
export function merge<Shape extends object>(current: Shape, patch: Patch<Shape>): Shape {
  const merged = { ...current };
  for (const [member, value] of Object.entries(patch)) {
    if (value === null) Reflect.deleteProperty(merged, member);
    else if (value !== undefined) Reflect.set(merged, member, value);
  }
  return merged;
}
