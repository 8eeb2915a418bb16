import { Redirect, Route, Switch } from 'wouter-preact';
import { CustomerScreen } from '#desk/catalogue/entries/customer-form.tsx';
import { EmployeeScreen } from '#desk/catalogue/entries/employee-form.tsx';
import { LaboratoryScreen } from '#desk/catalogue/entries/laboratory-form.tsx';
import { ServiceScreen } from '#desk/catalogue/entries/service-form.tsx';
import { addPath, kinds, listPath } from '#desk/catalogue/kinds.ts';
import { CustomerList, EmployeeList, LaboratoryList, ServiceList } from '#desk/catalogue/lists.tsx';
import { SaidAloud } from '#desk/editing/said.tsx';
import { later } from '#desk/parts/later.tsx';
import type { EntryKind } from '#domain/catalog/catalog.ts';

const screens = {
  services: { List: ServiceList, One: ServiceScreen },
  customers: { List: CustomerList, One: CustomerScreen },
  employees: { List: EmployeeList, One: EmployeeScreen },
  laboratories: { List: LaboratoryList, One: LaboratoryScreen },
} satisfies Record<EntryKind, unknown>;

/** It loads all rules of an import, which few visits need. */
const ImportScreen = later(async () => (await import('#desk/catalogue/imports/import-screen.tsx')).ImportScreen);

/** What can be ordered, by whom, who does the work, and where it is sent: as lists, and one entry at a time. */
export function CatalogueScreen() {
  return (
    <>
      <SaidAloud />
      <Switch>
        {kinds.flatMap((kind) => {
          const { List, One } = screens[kind];
          return [
            <Route key={listPath(kind)} path={listPath(kind)} component={List} />,
            <Route key={addPath(kind)} path={addPath(kind)}>
              <One id={null} />
            </Route>,
            <Route key={`${kind}/:id`} path={`/catalogue/${kind}/:id`}>
              {({ id }) => <One key={id} id={id} />}
            </Route>,
          ];
        })}
        <Route path="/catalogue/import">
          <ImportScreen />
        </Route>
        <Route>
          <Redirect to={listPath('services')} replace />
        </Route>
      </Switch>
    </>
  );
}
