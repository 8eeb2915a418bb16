import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { go } from '#desk/parts/address.ts';
import { Dialog } from '#desk/parts/dialog.tsx';
import { words } from '#desk/words/words.ts';

/** Asks before somebody leaves this address, or the page, while there is something that is not saved. */
export function AskBeforeLeaving({ when }: { when: () => boolean }) {
  const { leaving } = words.value;
  const wanted = useSignal<string | null>(null);
  const mayLeave = useRef(false);
  useEffect(() => {
    const onAddress = (event: HashChangeEvent) => {
      if (mayLeave.current || event.newURL === event.oldURL || !when()) return;
      // Before the router hears of it. A link has put an entry of its own before ours, and Back has gone behind it.
      event.stopImmediatePropagation();
      if (event.isTrusted) history.pushState(null, '', event.oldURL);
      else history.replaceState(null, '', event.oldURL);
      wanted.value = new URL(event.newURL).hash.slice(1);
    };
    const onUnload = (event: BeforeUnloadEvent) => {
      if (when()) event.preventDefault();
    };
    addEventListener('hashchange', onAddress, { capture: true });
    addEventListener('beforeunload', onUnload);
    return () => {
      removeEventListener('hashchange', onAddress, { capture: true });
      removeEventListener('beforeunload', onUnload);
    };
  }, []);
  const to = wanted.value;
  if (to === null) return null;
  const stay = () => {
    wanted.value = null;
  };
  const leave = () => {
    mayLeave.current = true;
    go(to, { replace: true });
  };
  return (
    <Dialog title={leaving.title} onClose={stay}>
      <p>{leaving.text}</p>
      <div class="buttons">
        <button type="button" class="primary" onClick={stay}>
          {leaving.stay}
        </button>
        <button type="button" onClick={leave}>
          {leaving.leave}
        </button>
      </div>
    </Dialog>
  );
}
