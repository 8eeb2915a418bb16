import type { Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Paper } from '#desk/laboratory/papers/papers.ts';
import { Dialog } from '#desk/parts/dialog.tsx';
import { wordsOf } from '#desk/parts/failure.tsx';
import { words } from '#desk/words/words.ts';

type Props = { papers: Signal<readonly Paper[]>; onClose: () => void };

/**
 * The papers that were printed, each a link. A browser opens one tab at a time, so the button opens the next one: with Enter
 * again and again one gets them all.
 */
export function PapersDialog({ papers, onClose }: Props) {
  const { papers: text } = words.value.laboratory;
  const links = useRef<HTMLUListElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const all = papers.value;
  const next = all.find(({ isOpen, printed }) => !isOpen && printed.kind === 'answered');
  useEffect(() => button.current?.focus(), [next === undefined]);
  const open = (paper: Paper) => {
    papers.value = papers.value.map((one) => (one === paper ? { ...one, isOpen: true } : one));
  };
  const openNext = () => {
    if (next) links.current?.querySelector<HTMLAnchorElement>('a[data-next]')?.click();
    else onClose();
  };
  return (
    <Dialog title={text.title} onClose={onClose}>
      <div class="stack">
        <ul ref={links} class="papers">
          {all.map((paper) => {
            const { number, kind, printed, isOpen } = paper;
            const name = text.names[kind](number);
            return (
              <li key={`${number} ${kind}`}>
                {printed.kind === 'answered' ? (
                  <a
                    href={printed.value.url}
                    target="_blank"
                    rel="noreferrer"
                    data-next={paper === next ? '' : undefined}
                    onClick={() => open(paper)}
                  >
                    {name}
                  </a>
                ) : (
                  <>
                    {name}: <span class="fault">{wordsOf(printed)}</span>
                  </>
                )}
                {isOpen && <span class="small"> {text.isOpen}</span>}
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
