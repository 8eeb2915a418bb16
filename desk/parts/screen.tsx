import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { words } from '#desk/words/words.ts';

/** Puts the focus on the title of the screen, when the button that had it goes away. */
export const focusTitle = (): void => document.querySelector<HTMLElement>('h1')?.focus();

/** Gives the focus to the title of the screen when this goes away together with what had it, such as its button. */
export function useFocusAfter(gone: RefObject<HTMLElement>): void {
  useLayoutEffect(
    () => () => {
      if (gone.current?.contains(document.activeElement)) queueMicrotask(focusTitle);
    },
    [],
  );
}

type Props = {
  title: string;
  /** Whom the screen is about. It is no part of the page's title, which browsers keep in their history. */
  about?: string | undefined;
  /** What stands beside the title, such as buttons. */
  beside?: ComponentChildren;
  children: ComponentChildren;
};

/** A screen with its title, which gets the focus when the screen opens, so that a screen reader begins there. */
export function Screen({ title, about, beside, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Before all effects, so that a screen may put the focus elsewhere.
  useLayoutEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    document.title = `${title} · ${words.value.desk}`;
  }, [title]);
  return (
    <>
      <div class="screen-title">
        <h1 ref={heading} tabIndex={-1}>
          {title} {about && <span class="about typed">{about}</span>}
        </h1>
        {beside}
      </div>
      {children}
    </>
  );
}
