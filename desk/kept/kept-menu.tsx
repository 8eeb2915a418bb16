import { useLocation } from 'wouter-preact';
import type { Kept } from '#desk/kept/kept.ts';
import { nameOf } from '#desk/kept/named.ts';
import { own } from '#desk/kept/own.ts';
import { pathOf } from '#desk/kept/place.ts';
import { sends, whyOf } from '#desk/kept/waiting.ts';
import { clockText } from '#desk/parts/format.ts';
import { Menu } from '#desk/parts/menu.tsx';
import { words } from '#desk/words/words.ts';

/** What somebody typed, by its order, when they typed it, and what has become of it. */
export function keptText(entry: Kept): string {
  const { at, waiting, refused } = entry;
  const { kept } = words.value;
  const name = nameOf(entry);
  const time = clockText(at);
  if (!waiting) return `${name}: ${refused ? kept.refused(time) : kept.typed(time)}`;
  const text = kept.waits(time, whyOf(waiting), sends(waiting));
  return `${name}: ${text}${sends(waiting) && !waiting.isUnsent ? `. ${kept.mayHaveArrived}` : ''}`;
}

/** How much of what this person typed is not saved, and the way there. The screen that is open says that itself. */
export function KeptMenu() {
  const [path, go] = useLocation();
  const { kept } = words.value;
  const elsewhere = own.all.value.filter(({ place, waiting }) => pathOf(place) !== path && waiting?.tried !== false);
  const items = elsewhere.map((entry) => ({ text: keptText(entry), run: () => go(pathOf(entry.place)) }));
  return <div role="status">{items.length > 0 && <Menu label={kept.count(items.length)} items={items} />}</div>;
}

/** Says that this browser keeps nothing, while there is something to keep. */
export function LastsNotice() {
  return own.lasts.value ? null : (
    <div class="over">
      <div class="notice warning" role="status">
        <p>{words.value.kept.forgets}</p>
      </div>
    </div>
  );
}
