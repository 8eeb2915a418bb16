import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Waiting } from '#desk/kept/kept.ts';
import { own } from '#desk/kept/own.ts';
import { sends, whyOf } from '#desk/kept/waiting.ts';
import { ConflictDialog } from '#desk/order/form/conflict-dialog.tsx';
import { choosesDentist, DeliveryFields, DentistChoice, NoteFields } from '#desk/order/form/delivery-fields.tsx';
import { LineChart } from '#desk/order/form/lines/line-chart.tsx';
import { Lines } from '#desk/order/form/lines/lines.tsx';
import { isMadeBefore, MadeBefore } from '#desk/order/form/made-before.tsx';
import { isNarrow } from '#desk/order/form/narrow.ts';
import { PatientFields } from '#desk/order/form/patient-fields.tsx';
import { Readiness } from '#desk/order/form/readiness.tsx';
import { cautionsAt, type Editor, isReady, namedIn } from '#desk/order/form/state/editor.ts';
import { placeOf, typedIn } from '#desk/order/form/state/keeping.ts';
import { takeBack } from '#desk/order/form/state/saving.ts';
import { Returned } from '#desk/order/sent/returned.tsx';
import { afterClick } from '#desk/parts/after-click.ts';
import { CautionsIn } from '#desk/parts/cautions.tsx';
import { Dialog } from '#desk/parts/dialog.tsx';
import { ErrorSummary } from '#desk/parts/error-summary.tsx';
import { FailureNotice } from '#desk/parts/failure.tsx';
import { useSaveKey } from '#desk/parts/keyboard/save-key.ts';
import { focusTitle } from '#desk/parts/screen.tsx';
import { words } from '#desk/words/words.ts';
import { same } from '#domain/kernel/same.ts';

type Props = { editor: Editor; onSave: () => void };

/** The form of an order: what is typed on the left, what it means on the right. */
export function OrderFields({ editor, onSave }: Props) {
  const text = words.value.form;
  const { refused, failure, focused, left, conflict, isTyped, state } = editor;
  const waiting = waitingRequest(editor);
  const cautions = useMemo(() => (pointer: string) => cautionsAt(editor, pointer), [editor]);
  const returned = editor.base.value?.returned;
  const errors = useMemo(() => namedIn(editor, refused.value), [editor, refused.value]);
  // What is wrong appears, and goes, only when nothing is being clicked.
  const look = () => afterClick(() => (focused.value = document.activeElement?.id ?? ''));
  useSaveKey(onSave);
  return (
    <CautionsIn.Provider value={cautions}>
      <form
        class="order"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSave();
        }}
        onFocusIn={look}
        onFocusOut={({ target }) => {
          if (target instanceof Element && target.id)
            afterClick(() => (left.value = new Set([...left.value, target.id])));
          look();
        }}
      >
        <div class="typing">
          {errors.length > 0 && <ErrorSummary errors={errors} />}
          {failure.value &&
            !waiting &&
            (isMadeBefore(failure.value) ? (
              <MadeBefore editor={editor} />
            ) : (
              <FailureNotice failure={failure.value} onRetry={onSave} />
            ))}
          <Notes editor={editor} />
          {returned && <Returned returned={returned} reasons={editor.judged.value.returned} />}
          {choosesDentist(editor) && <DentistChoice editor={editor} />}
          <PatientFields editor={editor} />
          <Lines editor={editor} />
          <DeliveryFields editor={editor} />
          <NoteFields editor={editor} />
        </div>
        <div class="meaning">
          {!isNarrow.value && <LineChart editor={editor} />}
          <Readiness editor={editor} />
          <div class="saving">
            <button type="submit" class={isTyped.value && !isReady(editor) ? 'primary' : ''}>
              {text.save} <kbd>{text.saveHint}</kbd>
            </button>
            <SaveState editor={editor} waiting={waiting} />
            {waiting?.isUnsent && (
              <button
                type="button"
                onClick={async () => {
                  await takeBack(editor);
                  focusTitle();
                }}
              >
                {words.value.kept.takeBack}
              </button>
            )}
            {isTyped.value && !waiting && state.value !== 'saving' && <Discard editor={editor} />}
          </div>
        </div>
      </form>
      {conflict.value?.isOpen && (
        <ConflictDialog key={conflict.value.next.version} editor={editor} conflict={conflict.value} onSave={onSave} />
      )}
    </CautionsIn.Provider>
  );
}

/** Discards what is typed, after one more question. */
function Discard({ editor }: { editor: Editor }) {
  const text = words.value.form;
  const isAsked = useSignal(false);
  const close = () => {
    isAsked.value = false;
  };
  return (
    <>
      <button type="button" class="quiet" onClick={() => (isAsked.value = true)}>
        {text.discard}
      </button>
      {isAsked.value && (
        <Dialog title={text.discardTitle} onClose={close}>
          <p>{text.discardText}</p>
          <div class="buttons">
            <button
              type="button"
              class="danger"
              onClick={() => {
                close();
                editor.discard();
                // The dialog gives the focus back to a button that goes away.
                setTimeout(focusTitle);
              }}
            >
              {text.discard}
            </button>
            <button type="button" onClick={close}>
              {words.value.parts.back}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}

/** The request that got no answer, and waits to be sent again. */
function waitingRequest(editor: Editor): Waiting | undefined {
  const { waiting } = own.all.value.find(({ place }) => place === placeOf(editor)) ?? {};
  return waiting?.tried ? waiting : undefined;
}

/** What has happened to the form meanwhile: what is back, what somebody else changed, and what is to be decided. */
function Notes({ editor: { note, conflict } }: { editor: Editor }) {
  const text = words.value.form;
  const waiting = conflict.value;
  return (
    <div role="status" class="notes">
      {note.value && (
        <div class="notice">
          <p class="typed">{note.value}</p>
          <button
            type="button"
            onClick={() => {
              note.value = null;
              focusTitle();
            }}
          >
            {text.dismiss}
          </button>
        </div>
      )}
      {waiting && !waiting.isOpen && (
        <div class="notice warning">
          <p>{words.value.conflict.title}</p>
          <button type="button" onClick={() => (conflict.value = { ...waiting, isOpen: true })}>
            {text.decideLater}
          </button>
        </div>
      )}
    </div>
  );
}

/** What becomes of what is typed when the request that waits is answered, unless it is all in it. */
function afterwards({ form, wanted }: Editor, { typed }: Waiting): string {
  const { kept } = words.value;
  const isWanted = wanted.value !== null && same(wanted.value.form, form.value);
  if (isWanted && wanted.value?.publish) return kept.thenSent;
  if (same(typedIn(typed)?.form, form.value)) return '';
  return isWanted ? kept.thenSaved : kept.notIncluded;
}

/** Whether what is typed is saved. */
function SaveState({ editor, waiting }: { editor: Editor; waiting: Waiting | undefined }) {
  const { state, isTyped } = editor;
  const { form: text, kept } = words.value;
  const said = () => {
    if (state.value === 'saving') return text.saving;
    if (waiting) {
      const why = kept.waiting(whyOf(waiting), sends(waiting));
      return [why, waiting.isUnsent ? '' : kept.mayHaveArrived, afterwards(editor, waiting)].join(' ');
    }
    if (isTyped.value) return text.unsaved;
    return state.value === 'saved' ? text.saved : '';
  };
  return (
    <span role="status" class="small">
      {said()}
    </span>
  );
}
