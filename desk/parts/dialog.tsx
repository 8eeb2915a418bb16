import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { words } from '#desk/words/words.ts';

type Props = {
  title: string;
  /** Called when it is closed, by its button or by Escape. */
  onClose: () => void;
  wide?: boolean;
  /** Whether only its buttons close it, because what it shows is not shown again. */
  isOnce?: boolean;
  children: ComponentChildren;
};

/** A dialog over the page. It is open while it is rendered; the focus then goes back to where it was. */
export function Dialog({ title, onClose, wide = false, isOnce = false, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const isClosed = useRef(false);
  // Said at once: the event `close` comes later, when the next key may have opened another dialog already.
  const close = () => {
    if (isClosed.current) return;
    isClosed.current = true;
    onClose();
  };
  // Before the effects of what is in it, which may put the focus where it belongs.
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      // Once the dialog has left the page: while it is open, nothing beside it can have the focus.
      if (before instanceof HTMLElement) queueMicrotask(() => before.focus());
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={wide ? 'wide' : ''}
      aria-labelledby={heading}
      onKeyDown={(event) => {
        if (isOnce && event.key === 'Escape') event.preventDefault();
      }}
      onCancel={close}
      onClose={close}
    >
      <header>
        <h2 id={heading}>{title}</h2>
        <button type="button" class="quiet" aria-label={words.value.parts.close} onClick={close}>
          ×
        </button>
      </header>
      {children}
    </dialog>
  );
}
