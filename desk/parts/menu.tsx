import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';

/** An entry of a menu. */
export type Item = { text: string; run: () => void; key?: string };

type Props = { label: ComponentChildren; name?: string; items: readonly Item[]; children?: ComponentChildren };

/** Moves the focus to the entry that is so many places on. */
function moveBy(menu: HTMLElement | null, step: number): void {
  const entries = [...(menu?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  const place = entries.findIndex((entry) => entry.matches(':focus'));
  entries.at((place + step) % entries.length)?.focus();
}

/** A button that opens a menu. Arrow keys move in it, Enter chooses, Escape closes. */
export function Menu({ label, name, items }: Props) {
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const moves: Record<string, () => void> = {
    ArrowDown: () => moveBy(menu.current, 1),
    ArrowUp: () => moveBy(menu.current, -1),
    Tab: () => menu.current?.hidePopover(),
  };
  return (
    <div class="menu" style={{ anchorScope: `--${id}` }}>
      <button type="button" aria-haspopup="menu" aria-label={name} popovertarget={id} style={{ anchorName: `--${id}` }}>
        {label}
      </button>
      <div
        ref={menu}
        id={id}
        role="menu"
        tabIndex={-1}
        popover="auto"
        style={{ positionAnchor: `--${id}` }}
        onToggle={(event) => event.newState === 'open' && moveBy(menu.current, 1)}
        onKeyDown={(event) => {
          const move = moves[event.key];
          if (move && event.key !== 'Tab') event.preventDefault();
          move?.();
        }}
      >
        {items.map(({ text, run, key }, index) => (
          // Two entries may have the same text.
          <button
            key={index}
            type="button"
            role="menuitem"
            tabIndex={-1}
            onClick={() => {
              menu.current?.hidePopover();
              run();
            }}
          >
            <span class="typed">{text}</span>
            {key && <kbd>{key}</kbd>}
          </button>
        ))}
      </div>
    </div>
  );
}
