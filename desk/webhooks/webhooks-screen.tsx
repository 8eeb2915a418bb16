import { Route, Switch } from 'wouter-preact';
import { NotFound } from '#desk/screens/not-found.tsx';
import { SubscriptionList } from '#desk/webhooks/subscription-list.tsx';
import { NewSubscription, SubscriptionScreen } from '#desk/webhooks/subscription-screen.tsx';

/** The webhooks of this laboratory or organisation: all of them, a new one, or one of them. */
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
