import { type Signal, useSignal } from '@preact/signals';
import { ExceptionDialog } from '#desk/catalogue/settings/exception-dialog.tsx';
import { daysText, effectText } from '#desk/catalogue/settings/in-words.ts';
import { inOrder } from '#desk/catalogue/settings/settings-typed.ts';
import { Legend, Year } from '#desk/catalogue/settings/year.tsx';
import { idOf } from '#desk/parts/field.tsx';
import { useShortcuts } from '#desk/parts/keyboard/shortcuts.tsx';
import { today } from '#desk/parts/today.ts';
import { words } from '#desk/words/words.ts';
import { type CalendarException, covers, type WorkingCalendar } from '#domain/kernel/calendar.ts';

/** What is open in the dialog: one of the exceptions by its place, or a new one on a date; null while it is closed. */
export type Open = { place: number; date: string } | null;

type Props = {
  calendar: WorkingCalendar;
  open: Signal<Open>;
  errorAt: (pointer: string) => string | undefined;
};

/** The same day in another year; the day before, where that year has no 29 February. */
const inYear = (date: string, year: number) => `${year}${date.slice(4)}`.replace(/^(\d{4})-02-29$/, '$1-02-28');

/** The exceptions to the working week, in a calendar and as a list. */
export function Exceptions({ calendar, open, errorAt }: Props) {
  const { settings } = words.value;
  const { exceptions } = calendar;
  const current = useSignal(today());
  const year = Number(current.value.slice(0, 4));
  const add = (date: string) => {
    open.value = { place: -1, date };
  };
  const openDay = (date: string) => {
    current.value = date;
    open.value = { place: exceptions.findIndex((one) => covers(one, date)), date };
  };
  useShortcuts([{ keys: 'a', does: settings.addException, run: () => add(current.peek()) }]);
  const error = errorAt('/exceptions');
  return (
    <section class="exceptions" aria-labelledby="exceptions-title" id={idOf('/exceptions')} tabIndex={-1}>
      <h2 id="exceptions-title">{settings.calendar}</h2>
      <p class="hint">{settings.calendarHint}</p>
      {error && <p class="fault">{error}</p>}
      <div class="buttons">
        {([-1, 1] as const).map((step) => (
          <button
            key={step}
            type="button"
            aria-label={(step < 0 ? settings.earlier : settings.later)(year + step)}
            style={{ order: step }}
            onClick={() => {
              current.value = inYear(current.value, year + step);
            }}
          >
            {step < 0 ? '←' : '→'}
          </button>
        ))}
        <strong aria-live="polite">
          <span class="unseen">{settings.year}</span> {year}
        </strong>
      </div>
      <Year
        calendar={calendar}
        current={current.value}
        onOpen={openDay}
        onMove={(date) => {
          current.value = date;
        }}
      />
      <Legend />
      {exceptions.length === 0 ? (
        <p class="small">{settings.noExceptions}</p>
      ) : (
        <ExceptionTable exceptions={exceptions} onOpen={(place, date) => (open.value = { place, date })} />
      )}
      <button type="button" onClick={() => add(current.value)}>
        {settings.addException} <kbd>a</kbd>
      </button>
    </section>
  );
}

type DialogProps = {
  exceptions: readonly CalendarException[];
  open: Signal<Open>;
  onChange: (exceptions: readonly CalendarException[]) => void;
};

/** The exception that is open, if one is. `onChange` gets all exceptions, with what has become of this one. */
export function OpenException({ exceptions, open, onChange }: DialogProps) {
  if (!open.value) return null;
  const { place, date } = open.value;
  const close = () => {
    open.value = null;
  };
  const replace = (next: readonly CalendarException[]) => {
    onChange(inOrder(place < 0 ? [...exceptions, ...next] : exceptions.toSpliced(place, 1, ...next)));
    close();
  };
  return (
    <ExceptionDialog
      exception={exceptions[place] ?? null}
      date={date}
      onDone={(exception) => replace([exception])}
      onRemove={() => replace([])}
      onClose={close}
    />
  );
}

type TableProps = { exceptions: readonly CalendarException[]; onOpen: (place: number, date: string) => void };

function ExceptionTable({ exceptions, onOpen }: TableProps) {
  const { settings } = words.value;
  return (
    <div class="table">
      <table class="stacked">
        <thead>
          <tr>
            <th scope="col">{settings.when}</th>
            <th scope="col">{settings.reason}</th>
            <th scope="col">{settings.what}</th>
          </tr>
        </thead>
        <tbody>
          {exceptions.map((exception, place) => (
            <tr key={place}>
              <td>
                <button
                  type="button"
                  class="link"
                  aria-label={settings.changeOne(daysText(exception))}
                  onClick={() => onOpen(place, exception.date)}
                >
                  {daysText(exception)}
                </button>
              </td>
              <td class="typed">{exception.reason}</td>
              <td>{effectText(exception)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
