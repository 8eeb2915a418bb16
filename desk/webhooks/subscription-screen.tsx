import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import type { Failure } from '#desk/api/client.ts';
import { loaded } from '#desk/api/loaded.ts';
import { SaidAloud, say } from '#desk/editing/said.tsx';
import { goTo } from '#desk/parts/error-summary.tsx';
import { FailureNotice } from '#desk/parts/failure.tsx';
import { timeText } from '#desk/parts/format.ts';
import { Screen } from '#desk/parts/screen.tsx';
import { Shown } from '#desk/parts/shown.tsx';
import { answerText } from '#desk/webhooks/answer-text.ts';
import { DeliveryLog } from '#desk/webhooks/delivery-log.tsx';
import { ReplayForm } from '#desk/webhooks/replay-form.tsx';
import { SecretDialog } from '#desk/webhooks/secret-dialog.tsx';
import { SubscriptionActions } from '#desk/webhooks/subscription-actions.tsx';
import { SubscriptionForm } from '#desk/webhooks/subscription-form.tsx';
import {
  deliveriesOf,
  openSubscription,
  type Replay,
  readSubscription,
  replay,
  type Subscription,
  testSubscription,
} from '#desk/webhooks/subscriptions.ts';
import { words } from '#desk/words/words.ts';

const list = '/webhooks';

const pathOf = (id: string) => `${list}/of/${id}`;

const ToList = () => <Link href={list}>{words.value.webhooks.all}</Link>;

/** A new webhook. Its secret is shown once it is saved; closing that leads to the webhook. */
export function NewSubscription() {
  const [, go] = useLocation();
  const made = useSignal<Subscription | null>(null);
  const editing = useMemo(() => openSubscription(null, (saved) => (made.value = saved)), []);
  useEffect(() => goTo('/id'), []);
  const toIt = (id: string) => go(pathOf(id), { replace: true });
  return (
    <Screen title={words.value.webhooks.add} beside={<ToList />}>
      <SubscriptionForm editing={editing} isNew />
      {made.value && (
        <SecretDialog secret={made.value.secret ?? ''} onClose={() => toIt(made.value?.subscriptionId ?? '')} />
      )}
    </Screen>
  );
}

/** One webhook: where it goes to, its secret, a test, and what was sent to it. */
export function SubscriptionScreen({ id }: { id: string }) {
  const one = useMemo(() => loaded(() => readSubscription(id)), []);
  return (
    <Screen title={id} beside={<ToList />}>
      <SaidAloud />
      <Shown of={one}>
        {(subscription) => <Open subscription={subscription} onChanged={(next) => (one.value.value = next)} />}
      </Shown>
    </Screen>
  );
}

type OpenProps = { subscription: Subscription; onChanged: (next: Subscription) => void };

function Open({ subscription, onChanged }: OpenProps) {
  const { webhooks, catalogue } = words.value;
  const { subscriptionId: id, disabled } = subscription;
  const log = useMemo(() => deliveriesOf(id), []);
  const failure = useSignal<Failure | undefined>(undefined);
  const outcome = useSignal('');
  const editing = useMemo(
    () =>
      openSubscription(subscription, (saved) => {
        say(catalogue.saved, pathOf(id));
        onChanged(saved);
      }),
    [],
  );
  useEffect(() => editing.show(subscription), [subscription]);

  const test = async () => {
    outcome.value = webhooks.testing;
    const answer = await testSubscription(id);
    failure.value = answer.kind === 'answered' ? undefined : answer;
    outcome.value = answer.kind === 'answered' ? answerText(answer.value, webhooks) : '';
    void log.reload();
  };
  const sendAgain = async (what: Replay) => {
    const answer = await replay(id, what);
    const faults = answer.kind === 'refused' ? (answer.problem.errors ?? []) : [];
    failure.value = answer.kind === 'answered' || faults.length > 0 ? undefined : answer;
    outcome.value = answer.kind === 'answered' ? webhooks.replayed(answer.value.after + 1, answer.value.to) : '';
    void log.reload();
    return faults;
  };
  const sendOneAgain = async (eventId: string) => {
    const faults = await sendAgain({ eventId });
    if (faults.length > 0) outcome.value = faults.map(({ message }) => message).join(' ');
  };
  return (
    <div class="webhook">
      {disabled && (
        <div class="notice warning">
          <p>
            <strong>{webhooks.disabled(timeText(disabled.at))}</strong> {disabled.reason}
          </p>
          <p>{webhooks.enable}</p>
        </div>
      )}
      <Progress subscription={subscription} />
      <SubscriptionForm editing={editing} isNew={false} />
      <SubscriptionActions subscription={subscription} onTest={test} onChanged={onChanged} />
      {failure.value && <FailureNotice failure={failure.value} />}
      <p role="status" class={outcome.value ? 'notice typed' : 'unseen'}>
        {outcome.value}
      </p>
      <DeliveryLog log={log} onAgain={(eventId) => void sendOneAgain(eventId)} />
      <ReplayForm send={sendAgain} />
    </div>
  );
}

/** How far the feed has been sent to an endpoint that catches up or gets a replay, and when it is tried again. */
function Progress({ subscription: { catchingUp, replaying } }: { subscription: Subscription }) {
  const { webhooks } = words.value;
  const run = catchingUp ?? replaying;
  if (!run) return null;
  return (
    <div class="notice">
      <p>
        {replaying ? webhooks.replaying(run.after, replaying.to) : webhooks.catchingUp(run.after)}{' '}
        {run.nextAttempt && webhooks.triedAgain(run.failedAttempts, timeText(run.nextAttempt))}
      </p>
    </div>
  );
}
