import { dayName } from '#desk/catalogue/settings/in-words.ts';
import { type DayTyped, type Hours, pointerOfDay } from '#desk/catalogue/settings/settings-typed.ts';
import { CheckField } from '#desk/editing/check-field.tsx';
import { TextField } from '#desk/parts/field.tsx';
import { words } from '#desk/words/words.ts';

type Props = {
  week: readonly DayTyped[];
  errorAt: (pointer: string) => string | undefined;
  onChange: (week: readonly DayTyped[]) => void;
};

/** The seven days of the week, each with its hours and breaks, or as a day off. */
export function WorkingWeek({ week, errorAt, onChange }: Props) {
  return (
    <div class="week">
      {week.map((day, index) => (
        <DayOfWeek
          key={day.day}
          day={day}
          pointer={pointerOfDay(week, day.day)}
          errorAt={errorAt}
          onChange={(next) => onChange(week.with(index, next))}
        />
      ))}
    </div>
  );
}

const noon: Hours = { from: '12:00', to: '13:00' };

type DayProps = { day: DayTyped; pointer: string; errorAt: Props['errorAt']; onChange: (day: DayTyped) => void };

function DayOfWeek({ day, pointer, errorAt, onChange }: DayProps) {
  const { settings } = words.value;
  const name = dayName(day.day);
  const hours = (at: string, value: Hours, onInput: (next: Hours) => void) => (
    <>
      {(['from', 'to'] as const).map((end) => (
        <TextField
          key={end}
          type="time"
          label={settings[end]}
          pointer={`${at}/${end}`}
          error={errorAt(`${at}/${end}`)}
          value={value[end]}
          onInput={(text) => onInput({ ...value, [end]: text })}
        />
      ))}
    </>
  );
  return (
    <fieldset class="day">
      <legend class="unseen">{name}</legend>
      <CheckField label={name} value={day.works} onInput={(works) => onChange({ ...day, works })} />
      {day.works ? (
        <>
          {hours(pointer, day, ({ from, to }) => onChange({ ...day, from, to }))}
          <div class="breaks">
            {day.breaks.map((pause, index) => (
              <fieldset key={index} class="break">
                <legend>{settings.breakOf(index + 1)}</legend>
                {errorAt(`${pointer}/breaks/${index}`) && <p class="fault">{errorAt(`${pointer}/breaks/${index}`)}</p>}
                {hours(`${pointer}/breaks/${index}`, pause, (next) =>
                  onChange({ ...day, breaks: day.breaks.with(index, next) }),
                )}
                <button
                  type="button"
                  class="quiet"
                  aria-label={settings.removeBreak(name, index + 1)}
                  onClick={() => onChange({ ...day, breaks: day.breaks.toSpliced(index, 1) })}
                >
                  ×
                </button>
              </fieldset>
            ))}
            <button type="button" class="link" onClick={() => onChange({ ...day, breaks: [...day.breaks, noon] })}>
              {settings.addBreak}
            </button>
          </div>
        </>
      ) : (
        <p class="small">{settings.dayOff}</p>
      )}
    </fieldset>
  );
}
