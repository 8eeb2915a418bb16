import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { words } from '#desk/words/words.ts';

type Props = {
  title: string;
  /** What stands beside the title, such as buttons. */
  beside?: ComponentChildren;
  children: ComponentChildren;
};

/** Puts the focus on the title of the screen, when the button that had it goes away. */
export const focusTitle = (): void => document.querySelector<HTMLElement>('h1')?.focus();

/** A screen with its title, which gets the focus when the screen opens, so that a screen reader begins there. */
export function Screen({ title, beside, children }: Props) {
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
          {title}
        </h1>
        {beside}
      </div>
      {children}
    </>
  );
}
