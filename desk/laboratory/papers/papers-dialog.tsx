import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Paper, Papers } from '#desk/laboratory/papers/papers.ts';
import { Dialog } from '#desk/parts/dialog.tsx';
import { wordsOf } from '#desk/parts/failure.tsx';
import { words } from '#desk/words/words.ts';

type Props = { of: Papers; onClose: () => void };

/**
 * The papers that were printed and are not all on the screen: one PDF with all, and each alone, or why there is none. A
 * browser opens one tab at a time, so the button opens the next: with Enter again and again one gets them all.
 */
export function PapersDialog({ of, onClose }: Props) {
  const { papers: text } = words.value.laboratory;
  const links = useRef<HTMLUListElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const opened = useSignal<ReadonlySet<Paper>>(new Set(of.papers.filter(({ isOpen }) => isOpen)));
  const left = of.papers.filter((one) => one.printed.kind === 'answered' && !opened.value.has(one));
  const [next] = left;
  // All of them at once, while none is open.
  const all = of.whole !== null && left.length > 1 ? of.whole : null;
  useEffect(() => button.current?.focus(), [next === undefined]);
  const open = (...papers: readonly Paper[]) => {
    opened.value = new Set([...opened.value, ...papers]);
  };
  const openNext = () => {
    if (next) links.current?.querySelector<HTMLAnchorElement>('a[data-next]')?.click();
    else onClose();
  };
  return (
    <Dialog title={text.title} onClose={onClose}>
      <div class="stack">
        <ul ref={links} class="papers">
          {all !== null && (
            <li>
              <a href={all} target="_blank" rel="noreferrer" data-next onClick={() => open(...left)}>
                {text.inOne(left.length)}
              </a>
            </li>
          )}
          {of.papers.map((paper) => {
            const { number, kind, printed } = paper;
            const name = text.names[kind](number);
            return (
              <li key={`${number} ${kind}`}>
                {printed.kind === 'answered' ? (
                  <a
                    href={printed.value.url}
                    target="_blank"
                    rel="noreferrer"
                    data-next={paper === next && all === null ? '' : undefined}
                    onClick={() => open(paper)}
                  >
                    {name}
                  </a>
                ) : (
                  <>
                    {name}: <span class="fault">{wordsOf(printed)}</span>
                  </>
                )}
                {opened.value.has(paper) && <span class="small"> {text.isOpen}</span>}
              </li>
            );
          })}
        </ul>
        <div class="buttons">
          <button ref={button} type="button" class="primary" onClick={openNext}>
            {next ? text.openNext : words.value.parts.close}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
