import type { Customer, Employee, Laboratory, Service } from '#desk/api/client.ts';
import { EntryList } from '#desk/catalogue/entries/entry-list.tsx';
import type { Listed } from '#desk/catalogue/entries/grouped.ts';
import { moneyText, nameText } from '#desk/parts/format.ts';
import { words } from '#desk/words/words.ts';
import { clinicsOf } from '#domain/catalog/customers.ts';

const isActive = ({ active }: { active: boolean }) => active;

const services: Listed<Service> = {
  nameOf: ({ name }) => name,
  groupOf: ({ group }) => group,
  isActive,
  textsOf: ({ name, group, serviceId }) => [name, group, serviceId],
};

/** The services by their groups. */
export function ServiceList() {
  const { catalogue } = words.value;
  return (
    <EntryList
      kind="services"
      listed={services}
      columns={[
        { name: catalogue.price, isNumber: true, text: ({ price }) => (price ? moneyText(price) : '') },
        { name: catalogue.unit, text: ({ unit }) => catalogue.units[unit] },
        { name: catalogue.tasks, isNumber: true, text: ({ tasks = [] }) => String(tasks.length) },
        { name: catalogue.id, text: ({ serviceId }) => serviceId },
      ]}
    />
  );
}

const personOf = (person: Customer | Employee) => nameText(person) ?? '';

const customers: Listed<Customer> = {
  nameOf: personOf,
  groupOf: ({ clinic }) => clinic,
  isActive,
  textsOf: (one) => [`${one.firstName} ${one.lastName}`, ...clinicsOf(one), one.customerId, one.email, one.phone],
};

/** The dentists by their home clinics. */
export function CustomerList() {
  const { catalogue } = words.value;
  return (
    <EntryList
      kind="customers"
      listed={customers}
      columns={[
        { name: catalogue.email, text: ({ email = '' }) => email },
        { name: catalogue.phone, text: ({ phone = '' }) => phone },
        { name: catalogue.id, text: ({ customerId }) => customerId },
      ]}
    />
  );
}

const employees: Listed<Employee> = {
  nameOf: personOf,
  groupOf: () => '',
  isActive,
  textsOf: ({ firstName, lastName, employeeId }) => [`${firstName} ${lastName}`, employeeId],
};

/** The technicians. */
export const EmployeeList = () => (
  <EntryList
    kind="employees"
    listed={employees}
    columns={[{ name: words.value.catalogue.id, text: ({ employeeId }) => employeeId }]}
  />
);

const laboratories: Listed<Laboratory> = {
  nameOf: ({ name }) => name,
  groupOf: () => '',
  isActive,
  textsOf: ({ name, laboratoryId, address, connected }) => [name, laboratoryId, address, connected?.name],
};

/** The laboratories, and whether orders reach them. */
export function LaboratoryList() {
  const { catalogue } = words.value;
  return (
    <EntryList
      kind="laboratories"
      listed={laboratories}
      columns={[
        { name: catalogue.connection, text: ({ connected }) => connected?.name ?? catalogue.notConnected },
        { name: catalogue.address, text: ({ address = '' }) => address },
        { name: catalogue.id, text: ({ laboratoryId }) => laboratoryId },
      ]}
    />
  );
}
