import type { Role } from '#domain/kernel/caller.ts';
import { actions, may } from '#domain/order/actions.ts';
import { type Status, statuses, statusesVisibleTo } from '#domain/order/statuses.ts';

/** The lists of orders, in the order of their lives, each with its statuses. */
export const groups = {
  drafts: ['draft'],
  atLaboratory: ['published', 'production', 'produced'],
  onTheWay: ['shipped'],
  delivered: ['delivered'],
  cancelled: ['cancelled'],
} as const satisfies Record<string, readonly Status[]>;

/** A list: one of those, or the orders in any status about which a laboratory has written last. */
export type Group = keyof typeof groups | 'toAnswer';

const names: readonly Group[] = ['drafts', 'atLaboratory', 'onTheWay', 'delivered', 'cancelled', 'toAnswer'];

/** The lists that a role sees: of answers, those who can write one. */
export const groupsVisibleTo = (role: Role): Group[] =>
  names.filter((group) =>
    group === 'toAnswer'
      ? may({ role }, actions.addMessage.roles)
      : groups[group].every((status) => statusesVisibleTo(role).includes(status)),
  );

/** Whether the work of a list is still to come: only then can it be sorted by due date. */
export const isAwaited = (group: Group): boolean =>
  group !== 'toAnswer' && groups[group].every((status) => statuses[status].awaited);

/** Whether a list can be of one dentist: what is to be answered is asked for alone. */
export const hasDentists = (group: Group, role: Role): boolean => group !== 'toAnswer' && role !== 'dentist';

/** Which orders a list shows, and whether by due date or by when they got their status. `dentist` is a customer's id. */
export type View = { group: Group; dentist: string | null; byDue: boolean };

/** The view that an address asks for. What this role cannot see is left out. */
export function viewIn(query: URLSearchParams, role: Role): View {
  const visible = groupsVisibleTo(role);
  const [first = 'drafts'] = visible;
  const group = visible.find((one) => one === query.get('list')) ?? first;
  return {
    group,
    dentist: hasDentists(group, role) ? query.get('dentist') : null,
    byDue: isAwaited(group) && query.get('sort') === 'due',
  };
}

/** The address of a view. */
export function addressOf({ group, dentist, byDue }: View): string {
  const query = { list: group, ...(dentist !== null && { dentist }), ...(byDue && isAwaited(group) && sorted) };
  return `/orders?${new URLSearchParams(query)}`;
}
const sorted = { sort: 'due' };

/** What the API is asked for. By due date a list begins with those whose date has passed. */
export const questionOf = ({ group, dentist, byDue }: View) =>
  group === 'toAnswer'
    ? { awaiting: 'clinic' as const }
    : {
        status: [...groups[group]],
        ...(dentist !== null && { customerId: dentist }),
        ...(byDue && { sort: 'due' as const }),
      };
