import { Redirect, Route, Router, Switch } from 'wouter-preact';
import { useAddress } from '#desk/address/address.ts';
import { Orders } from '#desk/lists/orders.tsx';
import { Start } from '#desk/lists/start.tsx';
import { later } from '#desk/parts/later.tsx';
import { ClinicLink } from '#desk/screens/clinic-link.tsx';
import { NotFound } from '#desk/screens/not-found.tsx';
import { Shell } from '#desk/screens/shell.tsx';
import type { Caller } from '#domain/kernel/caller.ts';
import { may, rights } from '#domain/order/actions.ts';

const OrderScreen = later(async () => (await import('#desk/order/order-screen.tsx')).OrderScreen);
const NewOrderScreen = later(async () => (await import('#desk/order/new-order-screen.tsx')).NewOrderScreen);
const CatalogueScreen = later(async () => (await import('#desk/catalogue/catalogue-screen.tsx')).CatalogueScreen);
const SettingsScreen = later(async () => (await import('#desk/catalogue/settings-screen.tsx')).SettingsScreen);
const LabStart = later(async () => (await import('#desk/laboratory/start/lab-start.tsx')).LabStart);
const LabOrders = later(async () => (await import('#desk/laboratory/lists/lab-orders.tsx')).LabOrders);
const LabOrderScreen = later(async () => (await import('#desk/laboratory/order/lab-order-screen.tsx')).LabOrderScreen);
const WebhooksScreen = later(async () => (await import('#desk/webhooks/webhooks-screen.tsx')).WebhooksScreen);
const ProfileScreen = later(async () => (await import('#desk/laboratory/profile-screen.tsx')).ProfileScreen);

/** The screens of a clinic's people. */
const ClinicScreens = ({ person }: { person: Caller }) => (
  <Switch>
    <Route path="/">
      <Start />
    </Route>
    <Route path="/orders">
      <Orders />
    </Route>
    <Route path="/orders/new">{() => <Redirect to={`/orders/new/${crypto.randomUUID()}`} replace />}</Route>
    <Route path="/orders/new/:id">
      {({ id }) => (may(person, rights.createOrder) ? <NewOrderScreen key={id} id={id} /> : <NotFound />)}
    </Route>
    <Route path="/orders/:number">{({ number }) => <OrderScreen key={number} number={number} />}</Route>
    <Route path="/catalogue/*?">{may(person, rights.putService) ? <CatalogueScreen /> : <NotFound />}</Route>
    <Route path="/webhooks/*?">{may(person, rights.putSubscription) ? <WebhooksScreen /> : <NotFound />}</Route>
    <Route path="/settings">{may(person, rights.putSettings) ? <SettingsScreen /> : <NotFound />}</Route>
    <Route>
      <NotFound />
    </Route>
  </Switch>
);

/** The screens of a laboratory's people. */
const LaboratoryScreens = () => (
  <Switch>
    <Route path="/">
      <LabStart />
    </Route>
    <Route path="/orders">
      <LabOrders />
    </Route>
    <Route path="/orders/:number">{({ number }) => <ClinicLink number={number} />}</Route>
    <Route path="/orders/:tenantId/:number">
      {({ tenantId, number }) => <LabOrderScreen key={`${tenantId} ${number}`} tenantId={tenantId} number={number} />}
    </Route>
    <Route path="/webhooks/*?">
      <WebhooksScreen />
    </Route>
    <Route path="/profile">
      <ProfileScreen />
    </Route>
    <Route>
      <NotFound />
    </Route>
  </Switch>
);

/** The desk of somebody who is signed in: the address names the screen, after a `#`, which no server sees. */
export const App = ({ person }: { person: Caller }) => (
  <Router hook={useAddress}>
    <Shell person={person}>
      {person.role === 'laboratory' ? <LaboratoryScreens /> : <ClinicScreens person={person} />}
    </Shell>
  </Router>
);
