import type { Laboratory } from '#desk/api/client.ts';
import type { EntryForm, FieldsProps } from '#desk/catalogue/entries/entry-form.ts';
import { entryScreen } from '#desk/catalogue/entries/entry-screen.tsx';
import { orNone, yesOrNo } from '#desk/catalogue/entries/in-words.ts';
import { textTyped } from '#desk/editing/check-body.ts';
import { CheckField } from '#desk/editing/check-field.tsx';
import { TextField } from '#desk/parts/field.tsx';
import { words } from '#desk/words/words.ts';
import { PutLaboratory } from '#domain/catalog/requests/put-laboratory.ts';

export type LaboratoryTyped = { id: string | null; name: string; address: string; own: boolean; active: boolean };

const laboratoryForm: EntryForm<'laboratories', LaboratoryTyped> = {
  kind: 'laboratories',
  empty: { id: null, name: '', address: '', own: false, active: true },
  formOf: ({ laboratoryId: id, name, address = '', own = false, active }: Laboratory) => ({
    ...{ id, name, address, own, active },
  }),
  partsOf: ({ name, address, own, active }) => {
    const { catalogue } = words.value;
    return [
      { member: 'name', label: catalogue.name, text: name },
      { member: 'address', label: catalogue.address, text: orNone(address) },
      { member: 'own', label: catalogue.own.label, text: yesOrNo(own) },
      { member: 'active', label: catalogue.active.laboratories.label, text: yesOrNo(active) },
    ];
  },
  nameOf: ({ name }) => name,
  // A laboratory has its id already: one that is made up here would reach nobody, or somebody else.
  idFrom: () => '',
  bodyOf: ({ name, address, own, active }) => ({ name, address: textTyped(address), ...(own && { own }), active }),
  schema: PutLaboratory,
  amountsOf: () => new Map(),
  first: '/name',
  Fields,
};

/** Who receives orders under the id of a laboratory; or that nobody does, so that a mistyped id is noticed. */
function Connection({ laboratoryId, connected }: Laboratory) {
  const { catalogue } = words.value;
  if (connected) return <p class="notice typed">{catalogue.connected(connected.name)}</p>;
  return (
    <div class="notice warning">
      <p>
        <strong>{catalogue.notConnected}</strong>
      </p>
      <p>{catalogue.notConnectedHint(laboratoryId)}</p>
    </div>
  );
}

function Fields({ editing, entry }: FieldsProps<'laboratories', LaboratoryTyped>) {
  const { catalogue } = words.value;
  return (
    <>
      {entry && <Connection {...entry} />}
      <div class="fields">
        <TextField label={catalogue.name} autocomplete="off" {...editing.bind('name')} />
      </div>
      <TextField label={catalogue.address} hint={catalogue.addressHint} optional {...editing.bind('address')} />
      <CheckField {...catalogue.own} {...editing.bind('own')} />
      <CheckField {...catalogue.active.laboratories} {...editing.bind('active')} />
    </>
  );
}

/** A laboratory. */
export const LaboratoryScreen = entryScreen(laboratoryForm);
