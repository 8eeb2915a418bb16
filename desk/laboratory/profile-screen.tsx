import { useMemo } from 'preact/hooks';
import { type Answer, api, ask } from '#desk/api/client.ts';
import { loaded } from '#desk/api/loaded.ts';
import type { components } from '#desk/api/schema.d.ts';
import { faultsIn, textTyped } from '#desk/editing/check-body.ts';
import { type Condition, type Editing, edit } from '#desk/editing/editing.ts';
import { SaidAloud, say } from '#desk/editing/said.tsx';
import { SavedForm } from '#desk/editing/saved-form.tsx';
import { idsIn, idsText } from '#desk/laboratory/id-list.ts';
import { TenantsField } from '#desk/laboratory/tenants-field.tsx';
import { TextField } from '#desk/parts/field.tsx';
import { timeText } from '#desk/parts/format.ts';
import { Screen } from '#desk/parts/screen.tsx';
import { Shown } from '#desk/parts/shown.tsx';
import { ruleMessages } from '#desk/words/messages.ts';
import { words } from '#desk/words/words.ts';
import { PutLabProfile } from '#domain/catalog/requests/put-lab-profile.ts';

type Profile = components['schemas']['LabProfile'];
type Typed = { name: string; address: string; isOpen: boolean; tenants: string };

const bodyOf = ({ name, address, isOpen, tenants }: Typed) => {
  const line = textTyped(address);
  return { name, ...(line !== undefined && { address: line }), ...(!isOpen && { tenants: idsIn(tenants) }) };
};

const read = () => ask(api.GET('/v1/lab/profile'));

const write = (typed: Typed, header: Condition): Promise<Answer<Profile>> =>
  ask(api.PUT('/v1/lab/profile', { params: { header }, body: bodyOf(typed) }));

/** The profile, or null while there is none yet. */
async function readIfThere(): Promise<Answer<Profile | null>> {
  const answer = await read();
  const isMissing = answer.kind === 'refused' && answer.problem.code === 'not_found';
  return isMissing ? { kind: 'answered', value: null, etag: null } : answer;
}

const openProfile = (profile: Profile | null): Editing<Typed, Profile> =>
  edit(
    {
      place: '/profile',
      formOf: ({ name, address = '', tenants }) => ({
        name,
        address,
        isOpen: tenants === undefined,
        tenants: idsText(tenants ?? []),
      }),
      partsOf: ({ name, address, isOpen, tenants }) => {
        const { catalogue, laboratory } = words.value;
        const list = idsIn(tenants).join(', ');
        return [
          { member: 'name', label: catalogue.name, text: name },
          { member: 'address', label: catalogue.address, text: address },
          { member: 'isOpen', label: laboratory.takesFrom, text: isOpen ? laboratory.everyOrganisation : list },
          { member: 'tenants', label: laboratory.theseOrganisations, text: list },
        ];
      },
      labelOf: (pointer) => {
        const { catalogue, laboratory } = words.value;
        if (pointer === '/address') return catalogue.address;
        return pointer.startsWith('/tenants') ? laboratory.theseOrganisations : catalogue.name;
      },
      versionOf: ({ version }) => version,
      read,
      check: async (typed) => faultsIn(PutLabProfile, bodyOf(typed), null, await ruleMessages()),
      write,
      isThere: () => ({ pointer: '/name', message: words.value.laboratory.profileThere }),
      onSaved: () => {
        say(words.value.catalogue.saved, '/profile');
      },
    },
    profile ? { entry: profile } : { empty: { name: '', address: '', isOpen: true, tenants: '' } },
  );

/** How the laboratory is called, and from which organisations it takes orders. */
export function ProfileScreen() {
  const profile = useMemo(() => loaded(readIfThere), []);
  return (
    <Screen title={words.value.shell.profile}>
      <SaidAloud />
      <Shown of={profile}>{(found) => <ProfileForm profile={found} />}</Shown>
    </Screen>
  );
}

function ProfileForm({ profile }: { profile: Profile | null }) {
  const { catalogue, laboratory } = words.value;
  const editing = useMemo(() => openProfile(profile), []);
  const { value: isOpen, onInput: onOpen } = editing.bind('isOpen');
  const { value: tenants, onInput: onTenants, error } = editing.bind('tenants');
  return (
    <>
      {profile?.updatedAt && (
        <p class="small">{catalogue.written(timeText(profile.updatedAt), profile.updatedBy?.name)}</p>
      )}
      {!profile && <p class="notice">{laboratory.noProfile}</p>}
      <SavedForm editing={editing}>
        <div class="narrow">
          <TextField
            label={catalogue.name}
            hint={laboratory.nameHint}
            autocomplete="organization"
            {...editing.bind('name')}
          />
        </div>
        <TextField label={catalogue.address} hint={catalogue.addressHint} optional {...editing.bind('address')} />
        <TenantsField
          legend={laboratory.takesFrom}
          hint={laboratory.tenantsHint}
          {...{ isOpen, tenants, error, onOpen, onTenants }}
        />
      </SavedForm>
    </>
  );
}
