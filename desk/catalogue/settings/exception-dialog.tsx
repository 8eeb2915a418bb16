import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { faultsIn } from '#desk/editing/check-body.ts';
import { CheckField } from '#desk/editing/check-field.tsx';
import { Dialog } from '#desk/parts/dialog.tsx';
import { ErrorSummary } from '#desk/parts/error-summary.tsx';
import { TextField } from '#desk/parts/field.tsx';
import type { Said } from '#desk/parts/said.ts';
import { ruleMessages } from '#desk/words/messages.ts';
import { words } from '#desk/words/words.ts';
import { CalendarException } from '#domain/catalog/requests/put-settings.ts';
import type { CalendarException as Exception } from '#domain/kernel/calendar.ts';

type Props = {
  /** The exception that is changed, or null for a new one. */
  exception: Exception | null;
  /** The first day of a new one. */
  date: string;
  onDone: (exception: Exception) => void;
  onRemove: () => void;
  onClose: () => void;
};

/** Where the fields of the dialog are: the page beneath it has fields of its own. */
const at = '/exception';

/** An exception to the working week: which days, why, and whether they are closed or shorter. */
export function ExceptionDialog({ exception, date, onDone, onRemove, onClose }: Props) {
  const { settings } = words.value;
  const { until = '', reason = '', annually = false, from = '', to = '' } = exception ?? {};
  const typed = useSignal({ date: exception?.date ?? date, until, reason, annually, from, to });
  const isShorter = useSignal(from !== '');
  const faults = useSignal<readonly Said[]>([]);
  const names: Record<string, string> = { date: settings.date, until: settings.until, reason: settings.reason };
  const field = (member: 'date' | 'until' | 'reason' | 'from' | 'to') => ({
    label: names[member] ?? settings[member],
    pointer: `${at}/${member}`,
    error: faults.value.find(({ pointer }) => pointer === `${at}/${member}`)?.message,
    value: typed.value[member],
    onInput: (text: string) => {
      typed.value = { ...typed.value, [member]: text };
    },
  });
  const done = async () => {
    const { until, from, to, ...always } = typed.value;
    const sent = { ...always, ...(until && { until }), ...(isShorter.value && { from, to }) };
    const found = faultsIn(CalendarException, sent, null, await ruleMessages());
    faults.value = found.map(({ pointer, message }) => ({ pointer: `${at}${pointer}`, message }));
    if (found.length === 0) onDone(sent);
  };
  const errors = useMemo(
    () =>
      faults.value.map(({ pointer, message }) => ({
        pointer,
        message: `${names[pointer.slice(at.length + 1)] ?? settings.what}: ${message}`,
      })),
    [faults.value],
  );
  return (
    <Dialog title={exception ? settings.changeException : settings.addException} onClose={onClose}>
      <form
        noValidate
        class="exception"
        onSubmit={(event) => {
          event.preventDefault();
          void done();
        }}
      >
        {errors.length > 0 && <ErrorSummary errors={errors} />}
        <div class="fields">
          <TextField type="date" {...field('date')} />
          <TextField type="date" hint={settings.untilHint} optional {...field('until')} />
        </div>
        <TextField hint={settings.reasonHint} autocomplete="off" autofocus {...field('reason')} />
        <fieldset class="checks">
          <legend>{settings.what}</legend>
          {[false, true].map((shorter) => (
            <label key={String(shorter)} class="check">
              <input
                type="radio"
                name="what"
                checked={isShorter.value === shorter}
                onChange={() => {
                  isShorter.value = shorter;
                }}
              />
              {shorter ? settings.shorter : settings.closed}
            </label>
          ))}
          {isShorter.value && (
            <div class="fields">
              <TextField type="time" {...field('from')} />
              <TextField type="time" {...field('to')} />
            </div>
          )}
        </fieldset>
        <CheckField
          {...settings.annually}
          value={typed.value.annually}
          onInput={(annually) => {
            typed.value = { ...typed.value, annually };
          }}
        />
        <div class="buttons">
          <button type="submit" class="primary">
            {exception ? settings.change : settings.add}
          </button>
          {exception && (
            <button type="button" class="danger" onClick={onRemove}>
              {settings.remove}
            </button>
          )}
          <span class="small">{settings.thenSave}</span>
        </div>
      </form>
    </Dialog>
  );
}
