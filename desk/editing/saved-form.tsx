import type { ComponentChildren } from 'preact';
import { useCallback, useMemo, useRef } from 'preact/hooks';
import { ConflictDialog, type Revised } from '#desk/editing/conflict-dialog.tsx';
import type { Editing } from '#desk/editing/editing.ts';
import { hush, useSaid } from '#desk/editing/said.tsx';
import { ErrorSummary } from '#desk/parts/error-summary.tsx';
import { FailureNotice } from '#desk/parts/failure.tsx';
import { useSaveKey } from '#desk/parts/keyboard/save-key.ts';
import { AskBeforeLeaving } from '#desk/parts/leaving.tsx';
import { useFocusAfter } from '#desk/parts/screen.tsx';
import { words } from '#desk/words/words.ts';

type Props<Form extends object, Entry extends Revised> = {
  editing: Editing<Form, Entry>;
  children: ComponentChildren;
  /** What stands beside the button that saves. */
  beside?: ComponentChildren;
};

/**
 * A form that is saved as a whole, by its button, Enter, or Ctrl+S. It says what is wrong, what somebody else has changed,
 * and whether all is saved, and asks before what is typed is left.
 */
export function SavedForm<Form extends object, Entry extends Revised>({
  editing,
  beside,
  children,
}: Props<Form, Entry>) {
  const { catalogue, leaving } = words.value;
  const said = useSaid();
  const form = useRef<HTMLFormElement>(null);
  const { faults, failure, conflict, isChanged, isSaving } = editing;
  const errors = useMemo(
    () => faults.value.map(({ pointer, message }) => ({ pointer, message: `${editing.labelOf(pointer)}: ${message}` })),
    [faults.value],
  );
  useSaveKey(useCallback(() => form.current?.requestSubmit(), []));
  return (
    <>
      <form
        ref={form}
        noValidate
        class="saved-form"
        onInput={hush}
        onSubmit={(event) => {
          event.preventDefault();
          void editing.save();
        }}
      >
        {failure.value && <FailureNotice failure={failure.value} onRetry={editing.save} />}
        {editing.isRestored.value && <Restored onDiscard={editing.discard} />}
        {errors.length > 0 && <ErrorSummary errors={errors} />}
        {children}
        <div class="save-bar buttons">
          <button type="submit" class="primary">
            {catalogue.save} <kbd>{words.value.form.saveHint}</kbd>
          </button>
          {beside}
          <span class="small">
            {isChanged.value ? (failure.value?.kind === 'unanswered' ? leaving.kept : catalogue.unsaved) : said}
          </span>
          {isSaving.value && <span class="loading">{words.value.parts.loading}</span>}
        </div>
      </form>
      {conflict.value && (
        <ConflictDialog
          entry={conflict.value.entry}
          differences={conflict.value.differences}
          onSave={(taken) => void editing.goOn(taken)}
          onBack={editing.backToForm}
        />
      )}
      <AskBeforeLeaving when={() => isChanged.peek() && !editing.isKept()} onLeave={editing.forget} />
    </>
  );
}

/** Says that what is typed was kept from an earlier visit. */
function Restored({ onDiscard }: { onDiscard: () => void }) {
  const { leaving } = words.value;
  const notice = useRef<HTMLDivElement>(null);
  useFocusAfter(notice);
  return (
    <div ref={notice} class="notice warning">
      <p>{leaving.restored}</p>
      <button type="button" onClick={onDiscard}>
        {leaving.discard}
      </button>
    </div>
  );
}
