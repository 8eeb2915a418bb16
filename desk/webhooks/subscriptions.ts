import * as z from 'zod/mini';
import { type Answer, api, ask, type Message } from '#desk/api/client.ts';
import { type Paged, paged } from '#desk/api/paged.ts';
import type { components } from '#desk/api/schema.d.ts';
import { faultsIn } from '#desk/editing/check-body.ts';
import { type Condition, type Editing, edit } from '#desk/editing/editing.ts';
import { idsIn, idsText } from '#desk/laboratory/id-list.ts';
import { person } from '#desk/session/session.ts';
import { ruleMessages } from '#desk/words/messages.ts';
import { words } from '#desk/words/words.ts';
import { Id } from '#domain/kernel/identifiers.ts';
import { EventType } from '#domain/listening/event-types.ts';
import { PutSubscription } from '#domain/listening/subscription.ts';

type Schemas = components['schemas'];
export type Subscription = Schemas['Subscription'];
export type Attempt = Schemas['Delivery'];
export type Replay = Schemas['Replay'];

/** What is typed of a subscription. Its types are kept as they are. Only a laboratory chooses organisations. */
export type Typed = {
  id: string;
  url: string;
  active: boolean;
  isOpen: boolean;
  tenants: string;
  types: EventType[] | undefined;
};

/** Whose webhooks they are: those of the person's laboratory, or of their organisation. */
export const side = (): Message['side'] => (person.value?.role === 'laboratory' ? 'laboratory' : 'clinic');

/** Where the API has them. */
const listPath = () => (side() === 'laboratory' ? '/v1/lab/subscriptions' : '/v1/subscriptions');
const path = <Rest extends string>(rest: Rest) => `${listPath()}/{id}${rest}` as const;

const empty: Typed = { id: '', url: '', active: true, isOpen: true, tenants: '', types: undefined };

const formOf = ({ subscriptionId: id, url, active, tenants, types }: Subscription): Typed => ({
  id,
  url,
  active,
  isOpen: tenants === undefined,
  tenants: idsText(tenants ?? []),
  types: types?.flatMap((type) => EventType.safeParse(type).data ?? []),
});

const bodyOf = ({ url, active, isOpen, tenants, types }: Typed) => ({
  url: url.trim(),
  active,
  ...(!isOpen && { tenants: idsIn(tenants) }),
  ...(types && { types }),
});

const at = (id: string) => ({ params: { path: { id } } });

export const readSubscriptions = (): Promise<Answer<{ items: Subscription[] }>> => ask(api.GET(listPath()));

export const readSubscription = (id: string): Promise<Answer<Subscription>> => ask(api.GET(path(''), at(id)));

const put = (id: string, body: object, header: Condition): Promise<Answer<Subscription>> =>
  ask(api.PUT(path(''), { params: { path: { id }, header }, body: Object(body) }));

/** Makes a new secret beside the one that is in use. */
export const rotateSecret = (known: Subscription): Promise<Answer<Subscription>> =>
  put(known.subscriptionId, { ...bodyOf(formOf(known)), rotateSecret: true }, { 'If-Match': `"${known.version}"` });

export const removeSubscription = (id: string): Promise<Answer<null>> =>
  ask(
    api
      .DELETE(path(''), at(id))
      .then(({ error, response }) => (error === undefined ? { data: null, response } : { error, response })),
  );

/** Sends a test event, and says what the endpoint replied. */
export const testSubscription = (id: string): Promise<Answer<Attempt>> => ask(api.POST(path('/test'), at(id)));

/** Sends events again, and says which numbers of the feed. */
export const replay = (id: string, body: Replay): Promise<Answer<{ after: number; to: number }>> =>
  ask(api.POST(path('/replay'), { ...at(id), body }));

/** What was sent to a subscription, the newest first. */
export const deliveriesOf = (id: string): Paged<Attempt> =>
  paged((query) => ask(api.GET(path('/deliveries'), { params: { path: { id }, query } })), {
    limit: 20,
    keyOf: ({ at: when, eventId, attempt }) => `${when} ${eventId} ${attempt}`,
  });

/** Opens the form of a subscription; of a new one without `known`. */
export const openSubscription = (
  known: Subscription | null,
  onSaved: (saved: Subscription) => void,
): Editing<Typed, Subscription> => {
  const editing: Editing<Typed, Subscription> = edit(
    {
      place: known ? `/webhooks/of/${known.subscriptionId}` : '/webhooks/add',
      formOf,
      partsOf: ({ url, active, isOpen, tenants }) => {
        const { catalogue, laboratory, webhooks } = words.value;
        const list = idsIn(tenants).join(', ');
        return [
          { member: 'url', label: webhooks.url, text: url },
          { member: 'active', label: webhooks.active, text: active ? catalogue.yes : catalogue.no },
          { member: 'isOpen', label: webhooks.ordersOf, text: isOpen ? laboratory.everyOrganisation : list },
          { member: 'tenants', label: laboratory.theseOrganisations, text: list },
        ];
      },
      labelOf: (pointer) => {
        const { catalogue, laboratory, webhooks } = words.value;
        const labels: Record<string, string> = { id: catalogue.id, url: webhooks.url, active: webhooks.active };
        const [, member = ''] = pointer.split('/');
        return member === 'tenants' ? laboratory.theseOrganisations : (labels[member] ?? words.value.shell.webhooks);
      },
      versionOf: ({ version }) => version,
      read: () => readSubscription(editing.form.peek().id),
      check: async (typed) => {
        const messages = await ruleMessages();
        const { id } = typed;
        const ids = known ? [] : faultsIn(z.object({ id: Id }), { id }, null, messages);
        return [...ids, ...faultsIn(PutSubscription, bodyOf(typed), null, messages)];
      },
      write: (typed, condition) => put(typed.id, bodyOf(typed), condition),
      isThere: () => ({ pointer: '/id', message: words.value.catalogue.idTaken }),
      onSaved,
    },
    known ? { entry: known } : { empty },
  );
  return editing;
};
