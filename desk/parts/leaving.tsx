import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { go } from '#desk/address/address.ts';
import { guardAddress } from '#desk/address/guard.ts';
import { Dialog } from '#desk/parts/dialog.tsx';
import { words } from '#desk/words/words.ts';

type Props = { when: () => boolean; text?: string; onLeave?: () => void };

/** Asks before somebody leaves this address, or the page, while there is something that is not saved. */
export function AskBeforeLeaving({ when, text, onLeave }: Props) {
  const { leaving } = words.value;
  const wanted = useSignal<string | null>(null);
  const mayLeave = useRef(false);
  useEffect(() => {
    const stopGuarding = guardAddress((to) => {
      if (mayLeave.current || !when()) return true;
      wanted.value = to;
      return false;
    });
    const onUnload = (event: BeforeUnloadEvent) => {
      if (when()) event.preventDefault();
    };
    addEventListener('beforeunload', onUnload);
    return () => {
      stopGuarding();
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
    onLeave?.();
    go(to.slice(1), { replace: true });
  };
  return (
    <Dialog title={leaving.title} onClose={stay}>
      <p>{text ?? leaving.text}</p>
      <div class="buttons">
        <button type="button" class="primary" onClick={stay} autofocus>
          {leaving.stay}
        </button>
        <button type="button" onClick={leave}>
          {leaving.leave}
        </button>
      </div>
    </Dialog>
  );
}
