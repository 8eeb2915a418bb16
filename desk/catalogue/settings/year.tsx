import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { dayName, dayNameShort, effectText, monthName, wholeDate } from '#desk/catalogue/settings/in-words.ts';
import { dateAfterKey, kindOfDate, weeksOf } from '#desk/catalogue/settings/settings-typed.ts';
import { today } from '#desk/parts/today.ts';
import { language, words } from '#desk/words/words.ts';
import { Weekday, type WorkingCalendar } from '#domain/kernel/calendar.ts';

type Props = {
  calendar: WorkingCalendar;
  /** The date that has the focus when one comes to the calendar by keys; its year is the one that is shown. */
  current: string;
  onMove: (date: string) => void;
  onOpen: (date: string) => void;
};

const idOfDay = (date: string) => `day-${date}`;

/** The marks of days, beside their shapes: closed, shorter, and every year. They are drawn, and not text: a name says it. */
const marks = { working: '', off: '', closed: '×', shorter: '½' };
const yearly = '↻';

/** A year of months, in which days off, shorter days and yearly ones are seen, and opened by mouse or keys. */
export function Year({ calendar, current, onMove, onOpen }: Props) {
  const byKey = useRef(false);
  useLayoutEffect(() => {
    if (byKey.current) document.getElementById(idOfDay(current))?.focus();
    byKey.current = false;
  });
  const year = Number(current.slice(0, 4));
  const onKeyDown = (event: KeyboardEvent, date: string) => {
    const next = event.altKey || event.ctrlKey ? undefined : dateAfterKey(date, event.key);
    if (next === undefined) return;
    event.preventDefault();
    byKey.current = true;
    onMove(next);
  };
  return (
    <div class="year">
      {Array.from({ length: 12 }, (_, month) => (
        <Month
          key={month}
          {...{ year, month, calendar, onOpen, onKeyDown }}
          current={Number(current.slice(5, 7)) === month + 1 ? current : null}
        />
      ))}
    </div>
  );
}

type MonthProps = {
  year: number;
  month: number;
  calendar: WorkingCalendar;
  /** The date that the Tab key leads to, if it is in this month. */
  current: string | null;
  onOpen: (date: string) => void;
  onKeyDown: (event: KeyboardEvent, date: string) => void;
};

/** A month. It is drawn anew only when something of it has changed: there are 365 days on the screen. */
function Month({ year, month, calendar, current, onOpen, onKeyDown }: MonthProps) {
  const now = today();
  return useMemo(
    () => (
      <table class="month">
        <caption>{monthName(month)}</caption>
        <thead>
          <tr>
            {Weekday.options.map((day) => (
              <th key={day} scope="col" abbr={dayName(day)}>
                {dayNameShort(day)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(year, month).map((week) => (
            <tr key={week.find((date) => date !== null)}>
              {week.map((date, place) =>
                date === null ? (
                  <td key={place} />
                ) : (
                  <td key={date}>
                    <DayButton
                      {...{ date, calendar, onOpen, onKeyDown }}
                      isCurrent={date === current}
                      isToday={date === now}
                    />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    ),
    [year, month, calendar, current, now, language.value],
  );
}

type DayProps = {
  date: string;
  calendar: WorkingCalendar;
  isCurrent: boolean;
  isToday: boolean;
  onOpen: (date: string) => void;
  onKeyDown: (event: KeyboardEvent, date: string) => void;
};

function DayButton({ date, calendar, isCurrent, isToday, onOpen, onKeyDown }: DayProps) {
  const { settings } = words.value;
  const { kind, exceptions } = kindOfDate(date, calendar);
  const isYearly = exceptions.some(({ annually }) => annually);
  const why = exceptions.map((one) => `${effectText(one)}: ${one.reason}`).join('; ');
  const what = why || settings.kinds[kind];
  return (
    <button
      type="button"
      id={idOfDay(date)}
      class={`${kind}${isToday ? ' today' : ''}`}
      tabIndex={isCurrent ? 0 : -1}
      aria-label={`${wholeDate(date)}: ${what}${isToday ? `, ${settings.today}` : ''}`}
      {...(why !== '' && { title: why })}
      onClick={() => onOpen(date)}
      onKeyDown={(event) => onKeyDown(event, date)}
    >
      <span>{Number(date.slice(8))}</span>
      <span class="mark" data-mark={`${marks[kind]}${isYearly ? yearly : ''}`} />
    </button>
  );
}

/** What the shapes and marks of days mean. */
export function Legend() {
  const { kinds, yearly: everyYear } = words.value.settings;
  return (
    <ul class="legend small">
      {(['working', 'off', 'closed', 'shorter'] as const).map((kind) => (
        <li key={kind}>
          <span class={`sample ${kind}`}>
            <span>8</span>
            <span class="mark" data-mark={marks[kind]} />
          </span>
          {kinds[kind]}
        </li>
      ))}
      <li>
        <span class="mark" data-mark={yearly} /> {everyYear}
      </li>
    </ul>
  );
}
