import type * as z from 'zod/mini';
import { changeOf, type Telling, type Value } from '#desk/order/work/history/telling.ts';
import type { Shade } from '#domain/kernel/shade.ts';
import type { LineReply } from '#domain/order/projection.ts';

type Line = z.output<typeof LineReply>;

/** A line in a few words: its service, and its teeth or jaw. */
export function lineText({ service, teeth, arch }: Line, { words, texts }: Pick<Telling, 'words' | 'texts'>): string {
  const place = teeth.length > 0 ? teeth.join(' ') : arch && texts.arch[arch];
  return place ? words.line(service.name, place) : service.name;
}

const shadeText = (shade: Shade | undefined): Value => shade && `${shade.value} (${shade.system})`;
const listText = (list: readonly string[] | undefined): Value => list?.join(' ') || undefined;

const lineMembers = [
  'teeth',
  'arch',
  'pontics',
  'quantity',
  'shade',
  'stumpShade',
  'material',
  'implant',
  'unitPrice',
  'note',
] as const;
export type LineMember = (typeof lineMembers)[number];

/** The members of a line, as people read them. */
function membersOf(line: Line, { texts, words, money }: Telling): Record<LineMember, Value> {
  const { implant, arch, unitPrice } = line;
  const { system, platform, retention } = implant ?? {};
  return {
    teeth: listText(line.teeth),
    arch: arch && texts.arch[arch],
    pontics: listText(line.pontics),
    quantity: String(line.quantity),
    shade: shadeText(line.shade),
    stumpShade: shadeText(line.stumpShade),
    material: line.material,
    implant: [system, platform, retention && texts.retention[retention]].filter(Boolean).join(', ') || undefined,
    unitPrice: unitPrice && money(unitPrice),
    note: line.note && words.quoted(line.note),
  };
}

/** What of a line has changed; of new teeth follow the jaw and the quantity, which are not said again. */
function memberChanges(from: Line, to: Line, telling: Telling): string[] {
  const { words } = telling;
  const [before, after] = [membersOf(from, telling), membersOf(to, telling)];
  const told = lineMembers.filter(
    (member) => before.teeth === after.teeth || (member !== 'arch' && (member !== 'quantity' || to.quantityByHand)),
  );
  const name = lineText(to, telling);
  return told.flatMap((member) =>
    changeOf(words.of(words.members[member], name), before[member], after[member], telling),
  );
}

/** What has changed between two lists of lines: added, removed, and member by member. Lines are the same by their id. */
export function lineChanges(before: readonly Line[], after: readonly Line[], telling: Telling): string[] {
  const { words } = telling;
  const known = new Map(before.map((line) => [line.lineId, line]));
  const kept = new Set(after.map(({ lineId }) => lineId));
  const gone = before.filter(({ lineId }) => !kept.has(lineId));
  const clauses = after.flatMap((line) => {
    const was = known.get(line.lineId);
    return was ? memberChanges(was, line, telling) : [words.added(lineText(line, telling))];
  });
  const all = [...gone.map((line) => words.removed(lineText(line, telling))), ...clauses];
  return all.length > 0 ? all : [words.reordered];
}
