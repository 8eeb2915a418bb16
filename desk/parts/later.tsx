import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { words } from '#desk/words/words.ts';

/** A component whose code is loaded when it is first shown. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  const loaded = signal<ComponentType<Props> | null>(null);
  return function Later(props: Props) {
    useEffect(() => {
      if (!loaded.value)
        void load().then((component) => {
          loaded.value = component;
        });
    }, []);
    const Component = loaded.value;
    return Component ? <Component {...props} /> : <p class="loading">{words.value.parts.loading}</p>;
  };
}
