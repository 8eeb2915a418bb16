import { Route, Switch } from 'wouter-preact';
import { SubscriptionList } from '#desk/laboratory/webhooks/subscription-list.tsx';
import { NewSubscription, SubscriptionScreen } from '#desk/laboratory/webhooks/subscription-screen.tsx';
import { NotFound } from '#desk/screens/not-found.tsx';

/** The webhooks of this laboratory: all of them, a new one, or one of them. */
export const WebhooksScreen = () => (
  <Switch>
    <Route path="/webhooks">
      <SubscriptionList />
    </Route>
    <Route path="/webhooks/add">
      <NewSubscription />
    </Route>
    <Route path="/webhooks/of/:id">{({ id }) => <SubscriptionScreen key={id} id={id} />}</Route>
    <Route>
      <NotFound />
    </Route>
  </Switch>
);
