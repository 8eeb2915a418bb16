import { useLocation } from 'wouter-preact';
import type { Kept } from '#desk/kept/kept.ts';
import { own } from '#desk/kept/own.ts';
import { isOrder, messageAbout, pathOf } from '#desk/kept/place.ts';
import { sends, whyOf } from '#desk/kept/waiting.ts';
import { Menu } from '#desk/parts/menu.tsx';
import { language, words } from '#desk/words/words.ts';

/** What somebody typed, by its order, when they typed it, and what has become of it. */
export function keptText({ place, at, waiting, refused }: Kept): string {
  const { kept } = words.value;
  const time = new Intl.DateTimeFormat(language.value, { timeStyle: 'short' }).format(at);
  if (!waiting) return `${nameOf(place)}: ${refused ? kept.refused(time) : kept.typed(time)}`;
  const text = kept.waits(time, whyOf(waiting), sends(waiting));
  return `${nameOf(place)}: ${text}${sends(waiting) && !waiting.isUnsent ? `. ${kept.mayHaveArrived}` : ''}`;
}

/** What the screen of a place is called. */
function nameOf(place: string): string {
  const { kept, shell } = words.value;
  if (isOrder(place)) return `#${place}`;
  const about = messageAbout(place);
  if (about !== undefined) return kept.message(`#${about}`);
  const [, first = ''] = pathOf(place).split('/');
  const { settings, catalogue, profile, webhooks } = shell;
  return (
    Object.entries({ settings, catalogue, profile, webhooks }).find(([name]) => name === first)?.[1] ?? shell.newOrder
  );
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
