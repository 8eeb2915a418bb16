import { useLocation } from 'wouter-preact';
import type { Kept } from '#desk/kept/kept.ts';
import { own } from '#desk/kept/own.ts';
import { pathOf } from '#desk/kept/place.ts';
import { Menu } from '#desk/parts/menu.tsx';
import { language, words } from '#desk/words/words.ts';

/** What somebody typed, by its order, when they typed it, and what has become of it. */
export function keptText({ place, at, waiting, refused }: Kept): string {
  const { kept, shell } = words.value;
  const time = new Intl.DateTimeFormat(language.value, { timeStyle: 'short' }).format(at);
  const name = pathOf(place).startsWith('/orders/new/') ? shell.newOrder : `#${place}`;
  return `${name}: ${waiting ? kept.waits(time) : refused ? kept.refused(time) : kept.typed(time)}`;
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
