import { useEffect, useLayoutEffect, useMemo } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import * as z from 'zod/mini';
import { catalogue } from '#desk/api/catalogue.ts';
import { loaded } from '#desk/api/loaded.ts';
import type { EntryForm, WithId } from '#desk/catalogue/entries/entry-form.ts';
import { proposedId } from '#desk/catalogue/entries/proposed-id.ts';
import {
  access,
  addPath,
  type Shown as Entries,
  entryPath,
  idOf,
  keepInList,
  listPath,
} from '#desk/catalogue/kinds.ts';
import { faultsIn } from '#desk/editing/check-body.ts';
import type { Revised } from '#desk/editing/conflict-dialog.tsx';
import { edit, type Source } from '#desk/editing/editing.ts';
import { IdField } from '#desk/editing/id-field.tsx';
import { say } from '#desk/editing/said.tsx';
import { SavedForm } from '#desk/editing/saved-form.tsx';
import { goTo } from '#desk/parts/error-summary.tsx';
import { timeText } from '#desk/parts/format.ts';
import { useShortcuts } from '#desk/parts/keyboard/shortcuts.tsx';
import { Screen } from '#desk/parts/screen.tsx';
import { Shown } from '#desk/parts/shown.tsx';
import { ruleMessages } from '#desk/words/messages.ts';
import { words } from '#desk/words/words.ts';
import type { EntryKind } from '#domain/catalog/catalog.ts';
import { defaultSettings } from '#domain/catalog/settings.ts';
import { Id } from '#domain/kernel/identifiers.ts';

/** Makes the screen of one entry of a kind. Its `id` is null for a new one. */
export function entryScreen<Kind extends EntryKind, Form extends WithId>(form: EntryForm<Kind, Form>) {
  const { kind } = form;
  const takenIds = () => (access[kind].list().value.peek() ?? []).map((one) => idOf(kind, one));
  const idTyped = (typed: Form) => typed.id ?? proposedId(form.idFrom(typed), takenIds());

  type Entry = Entries[Kind] & Revised;
  type OpenProps = { entry: Entry | null; currency: string; onSaved: (entry: Entries[Kind]) => void };

  /** The form, once the entry is there. */
  function OpenEntry({ entry, currency, onSaved }: OpenProps) {
    const { catalogue: text } = words.value;
    const [, go] = useLocation();
    const id = entry && idOf(kind, entry);
    const editing = useMemo(() => {
      const source: Source<Form, Entries[Kind]> = {
        place: id === null ? addPath(kind) : entryPath(kind, id),
        formOf: form.formOf,
        partsOf: form.partsOf,
        labelOf: (pointer) => {
          const path = pointer.split('/').slice(1);
          const part = form.partsOf(editing.form.peek()).find(({ member }) => member === path[0]);
          return form.labelWithin?.(path) ?? part?.label ?? words.value.catalogue.id;
        },
        versionOf: ({ version }) => version,
        read: () => access[kind].read(id ?? idTyped(editing.form.peek())),
        check: async (typed) => {
          const messages = await ruleMessages();
          const amounts = { currency, typed: form.amountsOf(typed) };
          const ids = id === null ? faultsIn(z.object({ id: Id }), { id: idTyped(typed) }, null, messages) : [];
          return [...faultsIn(form.schema, form.bodyOf(typed, currency), amounts, messages), ...ids];
        },
        write: (typed, condition) => access[kind].write(id ?? idTyped(typed), form.bodyOf(typed, currency), condition),
        isThere: () => ({ pointer: '/id', message: words.value.catalogue.idTaken }),
        onSaved: (saved) => {
          keepInList(kind, saved);
          onSaved(saved);
          say(words.value.catalogue.saved, entryPath(kind, idOf(kind, saved)));
        },
      };
      return edit(source, entry ? { entry } : { empty: form.empty });
    }, []);
    useEffect(() => {
      if (entry) editing.show(entry);
    }, [entry]);
    // After the screen has put the focus on its title.
    useLayoutEffect(() => {
      if (id === null) queueMicrotask(() => goTo(form.first));
    }, []);
    useShortcuts([{ keys: 'a', does: text.add[kind], run: () => go(addPath(kind)) }]);
    return (
      <Screen
        title={entry ? form.nameOf(form.formOf(entry)) : text.add[kind]}
        beside={<Link href={listPath(kind)}>{text.openList(text.tabs[kind])}</Link>}
      >
        {entry && (
          <p class="small">
            {text.id} <span class="typed">{id}</span>
            {entry.updatedAt && ` · ${text.written(timeText(entry.updatedAt), entry.updatedBy?.name)}`}
          </p>
        )}
        <SavedForm editing={editing} beside={entry && <Link href={addPath(kind)}>{text.addAnother}</Link>}>
          <form.Fields editing={editing} entry={entry} currency={currency} />
          {id === null && (
            <IdField
              hint={text.idHint[kind]}
              value={idTyped(editing.form.value)}
              error={editing.errorAt('/id')}
              onInput={(typed) => editing.set('id', typed)}
            />
          )}
        </SavedForm>
      </Screen>
    );
  }

  /** An entry that is there: what the list knows of it at once, and then how it is now. */
  function Existing({ id, currency }: { id: string; currency: string }) {
    const one = useMemo(() => {
      const asked = loaded(() => access[kind].read(id));
      asked.value.value = access[kind]
        .list()
        .value.peek()
        ?.find((entry) => idOf(kind, entry) === id);
      return asked;
    }, []);
    const onSaved = (entry: Entries[Kind]) => {
      one.value.value = entry;
    };
    const shown = (
      <Shown of={one}>{(entry) => <OpenEntry entry={entry} currency={currency} onSaved={onSaved} />}</Shown>
    );
    if (one.value.value) return shown;
    // Until it is there, and where it is not, there is a title and the way back.
    const { tabs, openList } = words.value.catalogue;
    return (
      <Screen title={tabs[kind]} beside={<Link href={listPath(kind)}>{openList(tabs[kind])}</Link>}>
        {shown}
      </Screen>
    );
  }

  function New({ currency }: { currency: string }) {
    const [, go] = useLocation();
    const onSaved = (entry: Entries[Kind]) => go(entryPath(kind, idOf(kind, entry)), { replace: true });
    return <OpenEntry entry={null} currency={currency} onSaved={onSaved} />;
  }

  return function EntryScreen({ id }: { id: string | null }) {
    return (
      <Shown of={catalogue.settings()}>
        {({ currency = defaultSettings.currency }) =>
          id === null ? <New currency={currency} /> : <Existing key={id} id={id} currency={currency} />
        }
      </Shown>
    );
  };
}
