import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { replaceFile } from '#infra/local/machine/whole-file.ts';

/** The sequence number of the last announced record of a shard, or `end` after its last record. */
const Position = z.union([z.literal('end'), z.string().check(z.regex(/^\d+$/))]);
export type Position = z.infer<typeof Position>;

/** How far each shard of a stream has been announced. */
export type Checkpoint = {
  of: (shardId: string) => Position | undefined;
  move: (shardId: string, position: Position) => void;
};

/** Opens a checkpoint in a file, or makes one in memory. */
export function openCheckpoint(file?: string): Checkpoint {
  const kept = file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const positions = new Map(Object.entries(z.record(z.string(), Position).parse(kept)));
  return {
    of: (shardId) => positions.get(shardId),
    move: (shardId, position) => {
      positions.set(shardId, position);
      if (file) replaceFile(file, JSON.stringify(Object.fromEntries(positions)));
    },
  };
}
