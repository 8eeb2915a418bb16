import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { words } from '#desk/words/words.ts';

/**
 * A component whose code is loaded when it is first shown. It cannot be when there is no connection, or when a newer release
 * has replaced it; a page that is loaded again has that of the newer one.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  const loaded = signal<ComponentType<Props> | null>(null);
  const failed = signal(false);
  return function Later(props: Props) {
    useEffect(() => {
      const begin = () =>
        load().then(
          (component) => {
            loaded.value = component;
          },
          () => {
            failed.value = true;
          },
        );
      if (!loaded.value) void begin();
      // Without a connection it could not be loaded.
      const again = () => !loaded.value && void begin();
      addEventListener('online', again);
      return () => removeEventListener('online', again);
    }, []);
    const { loading, notLoaded, tryAgain } = words.value.parts;
    const Component = loaded.value;
    if (Component) return <Component {...props} />;
    if (!failed.value) return <p class="loading">{loading}</p>;
    return (
      <div class="notice error" role="alert">
        <p>{notLoaded}</p>
        <button type="button" onClick={() => location.reload()}>
          {tryAgain}
        </button>
      </div>
    );
  };
}
