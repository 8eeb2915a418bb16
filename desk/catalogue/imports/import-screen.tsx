import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Failure } from '#desk/api/client.ts';
import { type Chosen, fileNames, readChosen, tablesIn } from '#desk/catalogue/imports/chosen.ts';
import { readCurrentCatalog } from '#desk/catalogue/imports/current-catalog.ts';
import { FaultTable } from '#desk/catalogue/imports/fault-table.tsx';
import { inSlices } from '#desk/catalogue/imports/in-slices.ts';
import { type Sending, sendingOf } from '#desk/catalogue/imports/sending.ts';
import { SentEntries } from '#desk/catalogue/imports/sent-entries.tsx';
import { Summary } from '#desk/catalogue/imports/summary.tsx';
import { Tables } from '#desk/catalogue/imports/tables.tsx';
import { access } from '#desk/catalogue/kinds.ts';
import { Tabs } from '#desk/catalogue/tabs.tsx';
import { FailureNotice } from '#desk/parts/failure.tsx';
import { Field } from '#desk/parts/field.tsx';
import { Screen } from '#desk/parts/screen.tsx';
import { words } from '#desk/words/words.ts';
import { type CurrentCatalog, type ImportedEntry, importSteps } from '#domain/catalog/import/check-import.ts';
import type { ImportFault } from '#domain/catalog/import/table.ts';

/** How far an import has come. */
type Step =
  | { kind: 'choose' }
  | { kind: 'checking'; share: number }
  | { kind: 'unread'; failure: Failure }
  | { kind: 'notTables'; message: string }
  | { kind: 'faults'; faults: ImportFault[] }
  | { kind: 'checked'; entries: ImportedEntry[]; current: CurrentCatalog }
  | { kind: 'sending'; sending: Sending; unchanged: number; stayed: number };

/** Writes the catalogue from CSV files, as `npm run import` does: all of them are checked before anything is sent. */
export function ImportScreen() {
  const { catalogue, imports } = words.value;
  const step = useSignal<Step>({ kind: 'choose' });
  const chosen = useSignal<readonly Chosen[]>([]);
  /** The check that counts: the last one that began, while the screen is open. */
  const latest = useRef(0);
  useEffect(
    () => () => {
      latest.current = -1;
    },
    [],
  );
  const check = () => {
    latest.current += 1;
    const own = latest.current;
    return checkChosen(chosen.peek(), step, () => latest.current !== own);
  };
  const choose = async (files: Iterable<File>) => {
    step.value = { kind: 'checking', share: 0 };
    chosen.value = await readChosen(files);
    await check();
  };
  useDrop((files) => {
    if (step.peek().kind !== 'sending') void choose(files);
  });
  const shown = step.value;
  return (
    <Screen title={catalogue.importTab}>
      <Tabs here="import" />
      <div class="imports">
        {shown.kind !== 'sending' && (
          <>
            <p>{imports.intro}</p>
            <Field label={imports.choose} hint={imports.chooseHint(fileNames())}>
              {(control) => (
                <input
                  {...control}
                  type="file"
                  multiple
                  accept=".csv,text/csv"
                  onChange={({ currentTarget }) => {
                    void choose([...(currentTarget.files ?? [])]);
                    // The same files can be chosen again, once they are mended.
                    currentTarget.value = '';
                  }}
                />
              )}
            </Field>
          </>
        )}
        {shown.kind === 'checking' && (
          <>
            <p role="status">{imports.checking}</p>
            <progress class="checking" aria-label={imports.checking} value={shown.share} />
          </>
        )}
        {shown.kind === 'unread' && <FailureNotice failure={shown.failure} onRetry={check} />}
        {shown.kind === 'notTables' && (
          <p class="notice error" role="alert">
            {shown.message}
          </p>
        )}
        {shown.kind === 'faults' && <FaultTable faults={shown.faults} />}
        {(shown.kind === 'choose' || shown.kind === 'notTables' || shown.kind === 'faults') && <Tables />}
        {shown.kind === 'checked' && (
          <Summary
            entries={shown.entries}
            current={shown.current}
            onSend={(entries, rest) => {
              const sending = sendingOf(entries, ({ kind, id, body }, condition) =>
                access[kind].write(id, body, condition),
              );
              step.value = { kind: 'sending', sending, ...rest };
              void sending.goOn();
            }}
          />
        )}
        {shown.kind === 'sending' && (
          <SentEntries
            {...shown}
            onAgain={check}
            onOther={() => {
              step.value = { kind: 'choose' };
            }}
          />
        )}
      </div>
    </Screen>
  );
}

/** Checks the files that were chosen against the catalogue as it is now, unless that is over before it is done. */
async function checkChosen(chosen: readonly Chosen[], step: Signal<Step>, isOver: () => boolean): Promise<void> {
  const { imports } = words.peek();
  step.value = { kind: 'checking', share: 0 };
  const found = tablesIn(chosen);
  if (found.kind === 'none') step.value = { kind: 'notTables', message: imports.noFiles(fileNames()) };
  else if (found.kind === 'twice') step.value = { kind: 'notTables', message: imports.twice(found.name) };
  else {
    const read = await readCurrentCatalog();
    if (isOver()) return;
    if ('failure' in read) step.value = { kind: 'unread', failure: read.failure };
    else {
      const checked = await inSlices(importSteps(found.tables, read.current), {
        onProgress: (share) => (step.value = { kind: 'checking', share }),
        isOver,
      });
      if (checked)
        step.value =
          checked.kind === 'faults' ? checked : { kind: 'checked', entries: checked.entries, current: read.current };
    }
  }
}

/** Takes files that are dropped anywhere on the page, while the component is on the screen. */
function useDrop(take: (files: File[]) => void): void {
  useEffect(() => {
    const allow = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) take(files);
    };
    document.addEventListener('dragover', allow);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', allow);
      document.removeEventListener('drop', drop);
    };
  }, []);
}
