/** Something that is wrong or missing, and the field that it is about. */
export type Said = { pointer: string; message: string };
