import { TextField } from '#desk/parts/field.tsx';
import { words } from '#desk/words/words.ts';

type Props = { hint: string; value: string; error: string | undefined; onInput: (value: string) => void };

/** The id of a new entry: proposed from its name until another one is typed. */
export const IdField = ({ hint, value, error, onInput }: Props) => (
  <div class="narrow">
    <TextField
      label={words.value.catalogue.id}
      hint={hint}
      pointer="/id"
      error={error}
      value={value}
      onInput={onInput}
      autocapitalize="none"
      autocomplete="off"
      spellcheck={false}
    />
  </div>
);
