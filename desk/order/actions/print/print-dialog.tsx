import { useSignal } from '@preact/signals';
import { catalogue } from '#desk/api/catalogue.ts';
import type { Answer, Failure, Order } from '#desk/api/client.ts';
import type { components } from '#desk/api/schema.d.ts';
import { faultsIn } from '#desk/editing/check-body.ts';
import { PrintChoices } from '#desk/order/actions/print/print-choices.tsx';
import { type Printer, previewOf, printBody, usualPrint } from '#desk/order/actions/print/print-typed.ts';
import { Sheet } from '#desk/order/actions/print/sheet.tsx';
import { SendingFailure, SubmitButton, useFaults } from '#desk/order/actions/sending.tsx';
import { repeated } from '#desk/order/open-order.ts';
import { Dialog } from '#desk/parts/dialog.tsx';
import { knownEmployees } from '#desk/parts/employee-name.ts';
import { FieldErrors } from '#desk/parts/error-summary.tsx';
import { timeText } from '#desk/parts/format.ts';
import { openPdf } from '#desk/parts/open-pdf.ts';
import type { Said } from '#desk/parts/said.ts';
import { person } from '#desk/session/session.ts';
import { ruleMessages } from '#desk/words/messages.ts';
import { language, words } from '#desk/words/words.ts';
import type { PrintSheet } from '#domain/printing/print-sheet.ts';
import { characterCode, letterPrintedAsCode } from '#domain/printing/printed-as-code.ts';
import { PrintOrder } from '#domain/printing/requests/print-order.ts';

type Document = components['schemas']['Document'];
type Props = { order: Order; print: (body: object) => Promise<Answer<Document>>; onClose: () => void };

const place = '/print';

/** Who prints; null while nobody is signed in. */
function printerNow(): Printer | null {
  const caller = person.value;
  if (!caller) return null;
  const settings = caller.role === 'laboratory' ? undefined : catalogue.settings().value.value;
  return { caller, settings, employees: knownEmployees() };
}

/** Prints an order: the paper is seen while its parameters are chosen. */
export function PrintDialog({ order, print, onClose }: Props) {
  const { print: text } = words.value;
  const printer = printerNow();
  const typed = useSignal(printer && usualPrint(order, printer, language.value));
  const busy = useSignal(false);
  const faults = useSignal<readonly Said[]>([]);
  const failure = useSignal<Failure | undefined>(undefined);
  const printed = useSignal<Document | undefined>(undefined);
  const all = useFaults(faults.value, failure.value, place);
  if (!printer || !typed.value) return null;
  const chosen = typed.value;
  const sheet = previewOf(order, chosen, printer);

  const submit = async () => {
    if (busy.value) return;
    const body = printBody(chosen);
    faults.value = [];
    if (!PrintOrder.safeParse(body).success) {
      const wrong = faultsIn(PrintOrder, body, null, await ruleMessages());
      faults.value = wrong.map(({ pointer, message }) => ({ pointer: `${place}${pointer}`, message }));
      return;
    }
    busy.value = true;
    const answer = await openPdf(repeated(() => print(body)));
    busy.value = false;
    failure.value = answer.kind === 'answered' ? undefined : answer;
    printed.value = answer.kind === 'answered' ? answer.value : undefined;
  };
  return (
    <Dialog title={text.title(order.number)} onClose={onClose} wide>
      <div class="print">
        <form
          noValidate
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          {all.length > 0 ? <FieldErrors errors={all} /> : <SendingFailure failure={failure.value} place={place} />}
          <PrintChoices
            order={order}
            printer={printer}
            typed={chosen}
            errorAt={(pointer) => all.find((fault) => fault.pointer.startsWith(`${place}${pointer}`))?.message}
            onChange={(next) => {
              typed.value = next;
              printed.value = undefined;
            }}
          />
          <AsCodes sheet={sheet} />
          <div class="buttons at-bottom">
            <SubmitButton sending={{ busy }} text={text.print} />
          </div>
          <div role="status">{printed.value && <Printed document={printed.value} />}</div>
        </form>
        <Sheet sheet={sheet} />
      </div>
    </Dialog>
  );
}

/** Says that letters are printed as their codes, where the preview shows letters that no font of the paper has. */
function AsCodes({ sheet }: { sheet: PrintSheet | null }) {
  const letter = letterPrintedAsCode(JSON.stringify(sheet));
  return letter === undefined ? null : (
    <p class="notice warning">{words.value.print.asCodes(letter, characterCode(letter))}</p>
  );
}

/** The way to the PDF, as long as its link lives. */
function Printed({ document }: { document: Document }) {
  const { print } = words.value;
  return (
    <p>
      <a href={document.url} target="_blank" rel="noreferrer">
        {print.open}
      </a>{' '}
      <span class="small">{print.until(timeText(document.expiresAt))}</span>
    </p>
  );
}
