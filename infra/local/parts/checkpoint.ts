import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { replaceFile } from '#infra/local/machine/whole-file.ts';

/** The sequence number up to which a shard has been told, or that it has been told to its end. */
const Position = z.union([z.literal('end'), z.string().regex(/^\d+$/)]);
export type Position = z.infer<typeof Position>;

/** How far the shards of a stream have been told. */
export type Checkpoint = {
  of: (shardId: string) => Position | undefined;
  move: (shardId: string, position: Position) => void;
};

/** A checkpoint that survives in a file, or is kept in memory. */
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
