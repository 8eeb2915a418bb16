import { CheckField } from '#desk/editing/check-field.tsx';
import type { Editing } from '#desk/editing/editing.ts';
import { IdField } from '#desk/editing/id-field.tsx';
import { SavedForm } from '#desk/editing/saved-form.tsx';
import { TenantsField } from '#desk/laboratory/tenants-field.tsx';
import { TextField } from '#desk/parts/field.tsx';
import { type Subscription, side, type Typed } from '#desk/webhooks/subscriptions.ts';
import { words } from '#desk/words/words.ts';

type Props = { editing: Editing<Typed, Subscription>; isNew: boolean };

/** Where events are sent, and whether they are; for a laboratory also of which organisations. */
export function SubscriptionForm({ editing, isNew }: Props) {
  const { webhooks } = words.value;
  const { value: isOpen, onInput: onOpen } = editing.bind('isOpen');
  const { value: tenants, onInput: onTenants, error } = editing.bind('tenants');
  return (
    <SavedForm editing={editing}>
      {isNew && (
        <IdField
          hint={webhooks.idHint}
          value={editing.form.value.id}
          error={editing.errorAt('/id')}
          onInput={(id) => editing.set('id', id)}
        />
      )}
      <TextField
        label={webhooks.url}
        hint={webhooks.urlHint}
        type="url"
        autocomplete="off"
        spellcheck={false}
        {...editing.bind('url')}
      />
      {side() === 'laboratory' && (
        <TenantsField
          legend={webhooks.ordersOf}
          hint={words.value.laboratory.tenantsHint}
          {...{ isOpen, tenants, error, onOpen, onTenants }}
        />
      )}
      <CheckField label={webhooks.active} hint={webhooks.activeHint} {...editing.bind('active')} />
    </SavedForm>
  );
}
