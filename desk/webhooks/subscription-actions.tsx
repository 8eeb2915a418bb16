import { useSignal } from '@preact/signals';
import { useLocation } from 'wouter-preact';
import type { Answer, Failure } from '#desk/api/client.ts';
import { Dialog } from '#desk/parts/dialog.tsx';
import { FailureNotice } from '#desk/parts/failure.tsx';
import { useShortcuts } from '#desk/parts/keyboard/shortcuts.tsx';
import { SecretDialog } from '#desk/webhooks/secret-dialog.tsx';
import { removeSubscription, rotateSecret, type Subscription } from '#desk/webhooks/subscriptions.ts';
import { words } from '#desk/words/words.ts';

type Props = {
  subscription: Subscription;
  onTest: () => Promise<void>;
  onChanged: (next: Subscription) => void;
};

/** What can be done with a webhook beside changing it: a test, a new secret, and removing it. */
export function SubscriptionActions({ subscription, onTest, onChanged }: Props) {
  const { webhooks } = words.value;
  const [, go] = useLocation();
  const open = useSignal<'secret' | 'remove' | null>(null);
  const made = useSignal<string | undefined>(undefined);
  const { subscriptionId: id } = subscription;
  useShortcuts([{ keys: 't', does: webhooks.test, run: () => void onTest() }]);
  const close = () => (open.value = null);
  const rotate = async () => {
    const answer = await rotateSecret(subscription);
    if (answer.kind !== 'answered') return answer;
    const { secret, ...next } = answer.value;
    close();
    made.value = secret;
    onChanged(next);
    return answer;
  };
  const remove = async () => {
    const answer = await removeSubscription(id);
    if (answer.kind === 'answered') go('/webhooks', { replace: true });
    return answer;
  };
  return (
    <>
      <div class="buttons">
        <button type="button" onClick={() => void onTest()}>
          {webhooks.test} <kbd>t</kbd>
        </button>
        <button type="button" onClick={() => (open.value = 'secret')}>
          {webhooks.newSecret}
        </button>
        <button type="button" class="danger" onClick={() => (open.value = 'remove')}>
          {webhooks.remove}
        </button>
      </div>
      {open.value === 'secret' && (
        <Confirm title={webhooks.newSecret} text={webhooks.newSecretHint} run={rotate} onClose={close} />
      )}
      {open.value === 'remove' && (
        <Confirm title={webhooks.removeTitle(id)} text={webhooks.removeHint} run={remove} onClose={close} isDanger />
      )}
      {made.value !== undefined && <SecretDialog secret={made.value} onClose={() => (made.value = undefined)} />}
    </>
  );
}

type ConfirmProps = {
  title: string;
  text: string;
  run: () => Promise<Answer<unknown>>;
  onClose: () => void;
  isDanger?: boolean;
};

/** Asks before something is done, and says why it could not be. */
function Confirm({ title, text, run, onClose, isDanger = false }: ConfirmProps) {
  const { parts } = words.value;
  const failure = useSignal<Failure | undefined>(undefined);
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        class="stack"
        onSubmit={async (event) => {
          event.preventDefault();
          const answer = await run();
          failure.value = answer.kind === 'answered' ? undefined : answer;
        }}
      >
        {failure.value && <FailureNotice failure={failure.value} />}
        <p>{text}</p>
        <div class="buttons">
          <button type="submit" class={isDanger ? 'danger' : 'primary'} autofocus>
            {parts.ok}
          </button>
          <button type="button" onClick={onClose}>
            {parts.back}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
