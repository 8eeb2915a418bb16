/** Identifiers only, never contents. */
export type LogLine = Record<string, string | number | boolean | null | undefined>;

/** Writes one line of JSON. */
export function log(level: 'info' | 'error', line: LogLine): void {
  process.stdout.write(`${JSON.stringify({ level, ...line })}\n`);
}
