import type { Service } from '#desk/api/client.ts';
import { folded } from '#domain/kernel/text.ts';

type Found = Pick<Service, 'name' | 'group' | 'active'>;

/**
 * The services whose name or group has every word that is typed, by group. Names that begin so come first, with their
 * group.
 */
export function matching<One extends Found>(services: readonly One[], typed: string): [group: string, found: One[]][] {
  const wanted = folded(typed);
  const parts = wanted.split(' ').filter(Boolean);
  const fitting = services.filter(({ active, name, group }) => {
    const text = folded(`${name} ${group}`);
    return active && parts.every((part) => text.includes(part));
  });
  const [first, others] = [true, false].map((begins) =>
    fitting.filter(({ name }) => folded(name).startsWith(wanted) === begins),
  );
  return [...Map.groupBy([...(first ?? []), ...(others ?? [])], ({ group }) => group)];
}

/** A word that finds services of this catalogue, in whatever language it is: the one that most of them have. */
export function exampleWord(services: readonly Found[]): string | undefined {
  const words = services.filter(({ active }) => active).flatMap(({ name }) => name.match(/\p{L}{4,}/gu) ?? []);
  const [most = []] = [...Map.groupBy(words, folded).values()].toSorted((one, other) => other.length - one.length);
  return most[0];
}
