import * as z from 'zod/mini';
import type { Keeper } from '#desk/kept/kept.ts';
import { isObject } from '#domain/kernel/same.ts';

/** What is kept of a form that could not be saved: what is typed, over what, and the version of that; null for a new one. */
export type KeptForm<Form> = { form: Form; unchanged: Form; version: number | null };

const Kept = z.object({ form: z.unknown(), unchanged: z.unknown(), version: z.nullable(z.int()) });

/** The form that is kept at a place, if it still is one like this. */
export function keptForm<Form extends object>(keeper: Keeper, place: string, like: Form): KeptForm<Form> | null {
  const { form, unchanged, version = null } = Kept.safeParse(keeper.kept(place)?.typed).data ?? {};
  return isLike(form, like) && isLike(unchanged, like) ? { form, unchanged, version } : null;
}

/** Whether a value has the members of a form, each of the same type: a release since may have changed the form. */
function isLike<Form extends object>(value: unknown, form: Form): value is Form {
  return (
    isObject(value) &&
    Object.entries(form).every(
      ([member, part]) =>
        member === 'id' ||
        (typeof value[member] === typeof part && Array.isArray(value[member]) === Array.isArray(part)),
    )
  );
}
