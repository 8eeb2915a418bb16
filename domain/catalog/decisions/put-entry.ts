import type * as z from 'zod/mini';
import { stampMembers } from '#domain/catalog/stamp.ts';
import { actorOf, type Caller } from '#domain/kernel/caller.ts';
import { accept, type Decision, fault, refuseFaults } from '#domain/kernel/decision.ts';
import type { Instant } from '#domain/kernel/identifiers.ts';
import { same } from '#domain/kernel/same.ts';
import { knownMembers, withUnknownMembers } from '#domain/kernel/stored.ts';

/** An entry that a PUT replaces whole; each replacement raises its version by one. */
export type Versioned = { version: number };

/**
 * What a PUT needs beside its body: the schema of the entry, and the members that the server sets, such as its ids. One
 * that is undefined is absent from the entry, and read-only like the others.
 */
export type Replaceable<Entry> = { entry: z.ZodMiniObject & z.ZodMiniType<Entry>; serverMembers: object };

/**
 * Replaces an entry, or adds it. A body that changes nothing keeps the version. Read-only members may be sent back as a
 * reply showed them, and are refused (422) when changed; `computed` holds those that are not stored. Members that a
 * newer release has added to the entry are kept.
 */
export function putEntry<Entry extends Versioned>(
  { entry, serverMembers }: Replaceable<Entry>,
  current: Entry | null,
  sent: object,
  { caller, at }: { caller: Caller; at: Instant },
  computed: object = {},
): Decision<Entry> {
  const readOnly = [...Object.keys(serverMembers), ...Object.keys(stampMembers)];
  const writable = new Set(Object.keys(entry.shape).filter((member) => !readOnly.includes(member)));
  const members = (object: object, picks: (member: string) => boolean) =>
    Object.fromEntries(Object.entries(object).filter(([member, value]) => value !== undefined && picks(member)));

  const kept = { ...members(current ?? {}, (member) => !writable.has(member)), ...serverMembers };
  const readOnlyValues = new Map(Object.entries({ ...knownMembers(entry, kept), ...computed }));
  const faults = Object.entries(members(sent, (member) => !writable.has(member)))
    .filter(([member, value]) => !same(value, readOnlyValues.get(member)))
    .map(([member]) => fault(`/${member}`, 'read_only'));
  if (faults.length > 0) return refuseFaults(faults);

  const next = withUnknownMembers(entry, current, { ...kept, ...members(sent, (member) => writable.has(member)) });
  if (current && same(current, next)) return accept(current);
  const stamp = { version: (current?.version ?? 0) + 1, updatedAt: at, updatedBy: actorOf(caller) };
  return accept(entry.parse({ ...next, ...stamp }));
}
