import { useEffect, useMemo, useRef } from 'preact/hooks';
import { api, ask } from '#desk/api/client.ts';
import { allPages, loaded } from '#desk/api/loaded.ts';
import { PrintLink } from '#desk/order/work/history/print-link.tsx';
import { type Entry, tell } from '#desk/order/work/history/sentences.ts';
import type { Telling } from '#desk/order/work/history/telling.ts';
import { knownName } from '#desk/parts/employee-name.ts';
import { dateText, dayText, moneyText, percentText, timeText } from '#desk/parts/format.ts';
import { Shown } from '#desk/parts/shown.tsx';
import { language, words } from '#desk/words/words.ts';
import { printTexts } from '#domain/printing/print-texts.ts';

/** Values as the rest of the page writes them. */
const tellingNow = (): Telling => ({
  words: words.value.history,
  texts: printTexts[language.value],
  date: dateText,
  day: dayText,
  money: moneyText,
  percent: percentText,
  employee: knownName,
});

/** How often the history is asked for an entry that is still on its way, a second apart. */
const mostAttempts = 10;

/** What has happened to the order, newest first. It is read again with each version, whose entry comes a moment later. */
export function HistoryList({ number, version }: { number: string; version: number }) {
  const entries = useMemo(
    () =>
      loaded(() =>
        allPages((cursor) =>
          ask(
            api.GET('/v1/orders/{number}/history', {
              params: { path: { number }, query: { limit: 100, ...(cursor !== undefined && { cursor }) } },
            }),
          ),
        ),
      ),
    [number],
  );
  const asked = useRef({ version, times: 0 });
  const known = entries.value.value;
  useEffect(() => {
    if (asked.current.version !== version) asked.current = { version, times: 0 };
    const { times } = asked.current;
    if (!known || known.some((entry) => entry.version === version) || times >= mostAttempts) return undefined;
    asked.current.times += 1;
    const timer = setTimeout(() => void entries.reload(), times === 0 ? 0 : 1000);
    return () => clearTimeout(timer);
  }, [known, version]);
  return (
    <Shown of={entries}>
      {(all) => (
        <ol class="history">
          {all.toReversed().map((entry) => (
            <HistoryEntry key={`${entry.at} ${entry.action} ${entry.version}`} number={number} entry={entry} />
          ))}
        </ol>
      )}
    </Shown>
  );
}

/** Who did something and when, and each change that it made. */
function HistoryEntry({ number, entry }: { number: string; entry: Entry }) {
  const { sentence, changes } = tell(entry, tellingNow());
  return (
    <li {...(entry.by.role === 'laboratory' && { class: 'laboratory' })}>
      <time class="small" dateTime={entry.at}>
        {timeText(entry.at)}
      </time>
      <p class="typed as-typed">{sentence}</p>
      {changes.length > 0 && (
        <ul>
          {changes.map((change) => (
            <li key={change} class="typed as-typed">
              {change}
            </li>
          ))}
        </ul>
      )}
      {entry.documentId && <PrintLink number={number} documentId={entry.documentId} />}
    </li>
  );
}
