import { Leading } from '#desk/order/actions/leading.tsx';
import { Facts, Missing } from '#desk/order/actions/send-dialog.tsx';
import type { Editor } from '#desk/order/form/state/editor.ts';
import { Dialog } from '#desk/parts/dialog.tsx';
import { words } from '#desk/words/words.ts';

type Props = { editor: Editor; onSend: () => void; onClose: () => void };

/** Sends a new order without saving it as a draft first; while something is missing, says what, and leads there. */
export function SendNewDialog({ editor, onSend, onClose }: Props) {
  const { send } = words.value.actions;
  const { readiness, faults, warnings, order } = editor.judged.value;
  const missing = [...faults, ...readiness].filter(
    ({ pointer, message }, index, all) =>
      all.findIndex((one) => one.pointer === pointer && one.message === message) === index,
  );
  if (missing.length > 0) return <Missing missing={missing} onClose={onClose} />;
  return (
    <Dialog title={words.value.form.sendNew} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          onClose();
          onSend();
        }}
      >
        <Facts order={order} />
        {warnings.length > 0 && (
          <div class="notice warning">
            <h3>{send.unusual}</h3>
            <ul>
              {warnings.map(({ pointer, message }) => (
                <li key={`${pointer} ${message}`}>
                  <Leading pointer={pointer} message={message} onClose={onClose} />
                </li>
              ))}
            </ul>
          </div>
        )}
        <div class="buttons">
          <button type="submit" class="primary" autofocus>
            {warnings.length > 0 ? send.allTheSame : send.name}
          </button>
          <button type="button" onClick={onClose}>
            {send.notYet}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
