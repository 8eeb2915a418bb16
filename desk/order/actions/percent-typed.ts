/** A percentage as people type it: 7.5, 7,5 or 7,5 %. The text when it is none, for the schema to refuse. */
export function percentTyped(text: string): number | string {
  const [, whole, decimals = ''] = /^\s*(\d{1,3})(?:[.,](\d+))?\s*%?\s*$/.exec(text) ?? [];
  return whole === undefined ? text : Number(`${whole}.${decimals || 0}`);
}
