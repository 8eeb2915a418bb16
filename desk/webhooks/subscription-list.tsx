import { useMemo } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { loaded } from '#desk/api/loaded.ts';
import { useShortcuts } from '#desk/parts/keyboard/shortcuts.tsx';
import { Screen } from '#desk/parts/screen.tsx';
import { Shown } from '#desk/parts/shown.tsx';
import { useUpToDate } from '#desk/parts/up-to-date.ts';
import { readSubscriptions, type Subscription, side } from '#desk/webhooks/subscriptions.ts';
import { words } from '#desk/words/words.ts';

/** Where this laboratory's or organisation's own system is told of orders. */
export function SubscriptionList() {
  const { webhooks, shell } = words.value;
  const [, go] = useLocation();
  const all = useMemo(() => loaded(readSubscriptions), []);
  useUpToDate(all.reload);
  useShortcuts([{ keys: 'a', does: webhooks.add, run: () => go('/webhooks/add') }]);
  return (
    <Screen
      title={shell.webhooks}
      beside={
        <Link href="/webhooks/add" class="button">
          {webhooks.add} <kbd>a</kbd>
        </Link>
      }
    >
      <p>{webhooks.about[side()]}</p>
      <Shown of={all}>
        {({ items }) => (items.length === 0 ? <p>{webhooks.none[side()]}</p> : <Table items={items} />)}
      </Shown>
    </Screen>
  );
}

const Table = ({ items }: { items: readonly Subscription[] }) => {
  const { webhooks, shell, catalogue, lists } = words.value;
  return (
    <div class="table">
      <table class="webhooks stacked" aria-label={shell.webhooks}>
        <thead>
          <tr>
            <th scope="col">{catalogue.id}</th>
            <th scope="col">{webhooks.url}</th>
            <th scope="col">{lists.columns.status}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.subscriptionId}>
              <td>
                <Link href={`/webhooks/of/${one.subscriptionId}`}>{one.subscriptionId}</Link>
              </td>
              <td class="typed">{one.url}</td>
              <td>
                <State subscription={one} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** Whether events are sent, and why they no longer are. */
function State({ subscription: { active, disabled, catchingUp } }: { subscription: Subscription }) {
  const { states } = words.value.webhooks;
  if (disabled)
    return (
      <>
        <span class="badge warning">{states.disabled}</span> <span class="small">{disabled.reason}</span>
      </>
    );
  if (catchingUp) return <span class="badge warning">{states.catchingUp}</span>;
  return active ? <span class="badge published">{states.active}</span> : <span class="badge">{states.off}</span>;
}
