/** Something that is wrong or missing, and the field that it is about. */
export type Said = { pointer: string; message: string };

/** Something that is said of an order as a whole, or of a part of it. */
export type Reason = { pointer?: string | undefined; message: string };

/** What is said of the field at a pointer, or of a part of it. */
export const saidAt = (said: readonly Said[], pointer: string): string | undefined =>
  said.find((one) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`))?.message;
