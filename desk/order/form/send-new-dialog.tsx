import { Missing, SendForm } from '#desk/order/actions/send-dialog.tsx';
import { missingOf } from '#desk/order/form/model/missing.ts';
import { type Editor, namedIn } from '#desk/order/form/state/editor.ts';
import { Dialog } from '#desk/parts/dialog.tsx';
import { words } from '#desk/words/words.ts';
import { type Tooth, writeTooth } from '#domain/kernel/teeth.ts';

type Props = { editor: Editor; onSend: () => void; onClose: () => void };

/** Sends a new order without saving it as a draft first; while something is missing, says what, and leads there. */
export function SendNewDialog({ editor, onSend, onClose }: Props) {
  const { warnings, order } = editor.judged.value;
  const inNotation = (teeth: readonly Tooth[] = []) =>
    teeth.map((tooth) => writeTooth(tooth, editor.form.value.notation));
  const inBrief = ({ teeth, pontics, ...line }: (typeof order.services)[number]) => ({
    ...line,
    teeth: inNotation(teeth),
    pontics: inNotation(pontics),
  });
  const missing = namedIn(editor, missingOf(editor.judged.value));
  if (missing.length > 0) return <Missing missing={missing} onClose={onClose} />;
  return (
    <Dialog title={words.value.form.sendNew} onClose={onClose}>
      <SendForm
        order={{ ...order, services: order.services.map(inBrief) }}
        warnings={warnings}
        onSend={() => {
          onClose();
          onSend();
        }}
        onClose={onClose}
      >
        {(text) => (
          <button type="submit" class="primary" autofocus>
            {text}
          </button>
        )}
      </SendForm>
    </Dialog>
  );
}
