import { access, kinds } from '#desk/catalogue/kinds.ts';
import { FailureNotice } from '#desk/parts/failure.tsx';
import { words } from '#desk/words/words.ts';
import type { EntryKind } from '#domain/catalog/catalog.ts';
import { fileOf } from '#domain/catalog/import/check-import.ts';
import { writeTable } from '#domain/catalog/import/write-table.ts';

/** The catalogue as the files that an import takes, to begin with. */
export function Tables() {
  const { imports, catalogue } = words.value;
  const unread = kinds.map((kind) => access[kind].list()).find(({ failure }) => failure.value);
  return (
    <section class="imports">
      <p>{imports.tables}</p>
      <div class="buttons">
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            aria-busy={access[kind].list().value.value === undefined}
            onClick={() => void download(kind)}
          >
            {imports.download(catalogue.tabs[kind], fileOf(kind))}
          </button>
        ))}
      </div>
      {unread?.failure.value && <FailureNotice failure={unread.failure.value} onRetry={() => void unread.reload()} />}
    </section>
  );
}

/**
 * Gives a kind of entries as a file, once they are read. Spreadsheets know by its first character that it is UTF-8.
 */
async function download(kind: EntryKind): Promise<void> {
  const { value, reload } = access[kind].list();
  if (!value.peek()) await reload();
  const entries = value.peek();
  if (!entries) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([`\uFEFF${writeTable(kind, entries)}`], { type: 'text/csv' }));
  link.download = fileOf(kind);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
