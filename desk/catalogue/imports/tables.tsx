import { access, kinds } from '#desk/catalogue/kinds.ts';
import { words } from '#desk/words/words.ts';
import type { EntryKind } from '#domain/catalog/catalog.ts';
import { writeTable } from '#domain/catalog/import/write-table.ts';

/** The catalogue as the files that an import takes, to begin with. */
export function Tables() {
  const { imports } = words.value;
  return (
    <section class="imports">
      <p>{imports.tables}</p>
      <div class="buttons">
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            // A kind that is still being read would be given without entries.
            aria-busy={access[kind].list().value.value === undefined}
            onClick={() => download(kind)}
          >
            {imports.download(`${kind}.csv`)}
          </button>
        ))}
      </div>
    </section>
  );
}

/** Gives a kind of entries as a file. Spreadsheets know by its first character that it is UTF-8. */
function download(kind: EntryKind): void {
  const entries = access[kind].list().value.peek();
  if (!entries) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([`\uFEFF${writeTable(kind, entries)}`], { type: 'text/csv' }));
  link.download = `${kind}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
