import type { ComponentChildren } from 'preact';

type Props = { label: string; class: string; children: ComponentChildren };

/** A table that scrolls in itself when the window is narrow, by keys, too. */
export function WideTable({ label, class: shape, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys
    <section class="table" aria-label={label} tabIndex={0}>
      <table class={shape}>
        <caption class="unseen">{label}</caption>
        {children}
      </table>
    </section>
  );
}
