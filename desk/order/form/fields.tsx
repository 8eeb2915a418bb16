import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { choosesDentist, DeliveryFields, DentistChoice, NoteFields } from '#desk/order/form/delivery-fields.tsx';
import type { Editor } from '#desk/order/form/editor.ts';
import { LineChart } from '#desk/order/form/line-chart.tsx';
import { Lines } from '#desk/order/form/lines.tsx';
import { PatientFields } from '#desk/order/form/patient-fields.tsx';
import { Readiness } from '#desk/order/form/readiness.tsx';
import { ErrorSummary } from '#desk/parts/error-summary.tsx';
import { FailureNotice } from '#desk/parts/failure.tsx';
import { words } from '#desk/words/words.ts';

type Props = {
  editor: Editor;
  onSave: () => void;
  /** What stands beside the button that saves. */
  children?: ComponentChildren;
};

/** The form of an order: what is typed on the left, what it means on the right. */
export function OrderFields({ editor, onSave, children }: Props) {
  const text = words.value.form;
  const { refused, failure, focused, left } = editor;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isSave = (event.ctrlKey || event.metaKey) && (event.key === 's' || event.key === 'Enter');
      if (!isSave || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      onSave();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [onSave]);
  return (
    <form
      class="order"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
      onFocusIn={({ target }) => {
        focused.value = target instanceof Element ? target.id : '';
      }}
      onFocusOut={({ target }) => {
        focused.value = '';
        if (target instanceof Element && target.id) left.value = new Set([...left.value, target.id]);
      }}
    >
      <div class="typing">
        {refused.value.length > 0 && <ErrorSummary errors={refused.value} />}
        {failure.value && <FailureNotice failure={failure.value} onRetry={onSave} />}
        {choosesDentist(editor) && <DentistChoice editor={editor} />}
        <PatientFields editor={editor} />
        <Lines editor={editor} />
        <DeliveryFields editor={editor} />
        <NoteFields editor={editor} />
        <div class="save-bar">
          <button type="submit" class="primary">
            {text.save} <kbd>{text.saveHint}</kbd>
          </button>
          {children}
          <SaveState editor={editor} />
        </div>
      </div>
      <div class="meaning">
        <LineChart editor={editor} />
        <Readiness editor={editor} />
      </div>
    </form>
  );
}

/** Whether what is typed is saved. */
function SaveState({ editor: { state, isTyped } }: { editor: Editor }) {
  const text = words.value.form;
  const said = () => {
    if (state.value === 'saving') return text.saving;
    if (isTyped.value) return text.unsaved;
    return state.value === 'saved' ? text.saved : '';
  };
  return (
    <span role="status" class="small">
      {said()}
    </span>
  );
}
