import { type PartProps, Shade } from '#desk/order/form/lines/line-fields.tsx';
import type { TypedLine } from '#desk/order/form/model/form.ts';
import { type Editor, errorAt, saidByLaboratory, serviceOf } from '#desk/order/form/state/editor.ts';
import { Field, TextField } from '#desk/parts/field.tsx';
import { moneyText } from '#desk/parts/format.ts';
import { words } from '#desk/words/words.ts';

const members = ['material', 'stumpShade', 'quantity', 'unitPrice', 'note'] as const;

const isSaid = ({ material, stumpShade, quantity, unitPrice, note }: TypedLine) =>
  [material, stumpShade.value, quantity, unitPrice, note].some((text) => text !== '');

/** How many units the line counts by itself. */
function counted({ judged }: Editor, place: string): number | undefined {
  return judged.value.order.services[Number(place.split('/')[2])]?.quantity;
}

/** What a line may say beside what its service needs. It is open where something is said, or asked by the laboratory. */
export function MoreOfLine({ editor, line, place }: PartProps) {
  const text = words.value.form;
  const price = serviceOf(editor, line)?.price;
  const quantity = line.quantity === '' ? counted(editor, place) : undefined;
  const { returned } = editor.judged.value;
  const isAsked = members.some((member) => saidByLaboratory(returned, `${place}/${member}`, true).length > 0);
  const field = (member: 'material' | 'quantity' | 'unitPrice') => ({
    pointer: `${place}/${member}`,
    error: errorAt(editor, `${place}/${member}`),
    value: line[member],
    onInput: (next: string) => editor.setLine(line.key, { [member]: next }),
    autocomplete: 'off' as const,
  });
  return (
    <details open={isSaid(line) || isAsked || undefined}>
      <summary>{text.moreOf}</summary>
      <div class="fields">
        <TextField label={text.material} {...field('material')} optional />
        <Shade editor={editor} line={line} place={place} member="stumpShade" />
        <TextField
          label={text.quantity}
          {...field('quantity')}
          hint={quantity === undefined ? undefined : text.quantityHint(quantity)}
          inputMode="numeric"
          optional
        />
        {editor.person.role === 'manager' && (
          <TextField
            label={text.unitPrice}
            {...field('unitPrice')}
            hint={price && text.unitPriceHint(moneyText(price))}
            inputMode="decimal"
            optional
          />
        )}
        <Field label={text.lineNote} optional pointer={`${place}/note`} error={errorAt(editor, `${place}/note`)}>
          {(control) => (
            <textarea
              {...control}
              rows={2}
              value={line.note}
              onInput={({ currentTarget }) => editor.setLine(line.key, { note: currentTarget.value })}
            />
          )}
        </Field>
      </div>
    </details>
  );
}
