import { Field } from '#desk/parts/field.tsx';
import { words } from '#desk/words/words.ts';

type Props = {
  /** What is typed: `all`, or these organisations alone. */
  isOpen: boolean;
  tenants: string;
  error: string | undefined;
  legend: string;
  hint: string;
  onOpen: (isOpen: boolean) => void;
  onTenants: (tenants: string) => void;
};

/** Lets one choose every organisation, or name some. */
export function TenantsField({ isOpen, tenants, error, legend, hint, onOpen, onTenants }: Props) {
  const { laboratory } = words.value;
  const choice = (open: boolean, text: string) => (
    <label class="check">
      <input type="radio" name="open" checked={isOpen === open} onChange={() => onOpen(open)} />
      {text}
    </label>
  );
  return (
    <fieldset class="checks">
      <legend>{legend}</legend>
      {choice(true, laboratory.everyOrganisation)}
      {choice(false, laboratory.onlyThese)}
      {!isOpen && (
        <div class="narrow">
          <Field label={laboratory.theseOrganisations} hint={hint} pointer="/tenants" error={error}>
            {(control) => (
              <textarea
                {...control}
                spellcheck={false}
                autocapitalize="none"
                value={tenants}
                onInput={({ currentTarget }) => onTenants(currentTarget.value)}
              />
            )}
          </Field>
        </div>
      )}
    </fieldset>
  );
}
