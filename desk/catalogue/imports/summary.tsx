import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { FirstOf, mostShown } from '#desk/catalogue/imports/first-of.tsx';
import { kinds } from '#desk/catalogue/kinds.ts';
import { CheckField } from '#desk/editing/check-field.tsx';
import { words } from '#desk/words/words.ts';
import { entryKinds } from '#domain/catalog/catalog.ts';
import type { CurrentCatalog, ImportedEntry } from '#domain/catalog/import/check-import.ts';
import { entriesInTables } from '#domain/catalog/import/columns.ts';
import { entriesToWrite, sorted } from '#domain/catalog/import/writing.ts';
import { same } from '#domain/kernel/same.ts';
import { knownMembers } from '#domain/kernel/stored.ts';

type Props = {
  entries: readonly ImportedEntry[];
  current: CurrentCatalog;
  /** Sends these, with how many others are equal, and how many stay although they differ. */
  onSend: (entries: ImportedEntry[], rest: { unchanged: number; stayed: number }) => void;
};

const parts = ['added', 'differing', 'unchanged'] as const;

/** What an import would do, before it is sent. */
export function Summary({ entries, current, onSend }: Props) {
  const { imports, catalogue } = words.value;
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => title.current?.focus(), [entries]);
  const replace = useSignal(false);
  const found = sorted(entries);
  const toSend = entriesToWrite(entries, replace.value);
  const count = (part: (typeof parts)[number], kind: ImportedEntry['kind']) =>
    found[part].filter((entry) => entry.kind === kind).length;
  return (
    <form
      class="imports"
      onSubmit={(event) => {
        event.preventDefault();
        const stayed = replace.value ? 0 : found.differing.length;
        onSend(toSend, { unchanged: found.unchanged.length, stayed });
      }}
    >
      <h2 ref={title} tabIndex={-1}>
        {imports.summary}
      </h2>
      <div class="table">
        <table class="stacked">
          <thead>
            <tr>
              <th scope="col">{imports.what}</th>
              {parts.map((part) => (
                <th key={part} scope="col" class="number">
                  {imports[part]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {kinds
              .filter((kind) => entries.some((entry) => entry.kind === kind))
              .map((kind) => (
                <tr key={kind}>
                  <th scope="row">{catalogue.tabs[kind]}</th>
                  {parts.map((part) => (
                    <td key={part} class="number" data-label={imports[part]}>
                      {count(part, kind)}
                    </td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </div>
      {found.differing.length > 0 && (
        <>
          <Names what={imports.differing} entries={found.differing} name={(entry) => differing(entry, current)} />
          <CheckField
            {...imports.replace}
            value={replace.value}
            onInput={(value) => {
              replace.value = value;
            }}
          />
        </>
      )}
      {found.added.length > 0 && <Names what={imports.added} entries={found.added} name={nameOf} />}
      {toSend.length === 0 ? (
        <p class="notice">{imports.nothing}</p>
      ) : (
        <div class="buttons">
          <button type="submit" class="primary">
            {imports.send(toSend.length)}
          </button>
        </div>
      )}
    </form>
  );
}

type NamesProps = { what: string; entries: readonly ImportedEntry[]; name: (entry: ImportedEntry) => string };

/** The first of some entries by name, to be opened. */
const Names = ({ what, entries, name }: NamesProps) => (
  <details>
    <summary>{words.value.imports.names(what)}</summary>
    <FirstOf all={entries.length} />
    <ul>
      {entries.slice(0, mostShown).map((entry) => (
        <li key={nameOf(entry)} class="typed">
          {name(entry)}
        </li>
      ))}
    </ul>
  </details>
);

/** An entry as the files name it: its kind and its id. */
export const nameOf = ({ kind, id }: Pick<ImportedEntry, 'kind' | 'id'>): string =>
  `${words.value.catalogue.tabs[kind]}: ${id}`;

/** An entry with the members that differ in the catalogue. */
function differing({ kind, id, body }: ImportedEntry, { entries }: CurrentCatalog): string {
  const { [entryKinds[kind].id]: _, ...before } = Object(knownMembers(entriesInTables[kind], entries[kind].get(id)));
  const members = new Set([...Object.keys(before), ...Object.keys(body)]);
  const differ = [...members].filter((member) => !same(before[member], Reflect.get(body, member)));
  return words.value.imports.differs(nameOf({ kind, id }), differ.join(', '));
}
