import { signal } from '@preact/signals';
import { browserStore } from '#desk/kept/store.ts';
import { SelectField } from '#desk/parts/field.tsx';
import { person } from '#desk/session/session.ts';
import { words } from '#desk/words/words.ts';

const store = browserStore('localStorage');
const place = () => `clinic ${person.value?.sub}`;

const chosen = signal<string | null | undefined>(undefined);

/** The clinic whose orders this person wants to see on the start screen, in this browser; null for all. */
export function rememberedClinic(): string | null {
  if (chosen.value === undefined) return store?.getItem(place()) ?? null;
  return chosen.value;
}

function remember(clinic: string | null): void {
  if (clinic === null) store?.removeItem(place());
  else store?.setItem(place(), clinic);
  chosen.value = clinic;
}

/** Lets one choose a clinic, where there are several. */
export function ClinicChoice({ clinics }: { clinics: readonly string[] }) {
  const { start } = words.value;
  if (clinics.length < 2 && rememberedClinic() === null) return null;
  return (
    <div class="beside-title">
      <SelectField
        label={start.clinic}
        none={start.allClinics}
        value={rememberedClinic() ?? ''}
        options={clinics.map((clinic) => [clinic, clinic])}
        onInput={(clinic) => remember(clinic || null)}
      />
    </div>
  );
}
