import { useSignal } from '@preact/signals';
import { textTyped } from '#desk/editing/check-body.ts';
import { accepting, usualPromise } from '#desk/laboratory/order/accepting.ts';
import type { ActionProps } from '#desk/laboratory/order/use-action.ts';
import { areAllOpen, type Papers, paperKinds, printPapers } from '#desk/laboratory/papers/papers.ts';
import { PapersDialog } from '#desk/laboratory/papers/papers-dialog.tsx';
import { ActionDialog } from '#desk/order/actions/action-dialog.tsx';
import { sayDone } from '#desk/order/actions/done.tsx';
import { faultAt, useSending } from '#desk/order/actions/sending.tsx';
import { Cautions } from '#desk/parts/cautions.tsx';
import { TextField } from '#desk/parts/field.tsx';
import { dateText } from '#desk/parts/format.ts';
import { tabForPdf } from '#desk/parts/open-pdf.ts';
import { today } from '#desk/parts/today.ts';
import { words } from '#desk/words/words.ts';
import { isPromisedLate } from '#domain/order/laboratory/promise.ts';
import { isAccepted, sentBack } from '#domain/order/laboratory/work.ts';

const place = '/accept';

/**
 * Accepts an order, with form and label in one go if one likes; or corrects the promise and the laboratory's own reference.
 */
export function AcceptDialog({ order, onClose }: ActionProps) {
  const { accept } = words.value.laboratory.actions;
  const shown = order.value.value;
  const known = shown?.laboratoryWork;
  const isNew = useSignal(!isAccepted(known ?? null)).value;
  const reference = useSignal(known?.laboratoryReference ?? '');
  // What the clinic has sent back has no promise any more.
  const isAnew = isNew || (shown !== undefined && sentBack(shown) !== null);
  const promised = useSignal(known?.promisedDate ?? (isAnew ? usualPromise(shown?.dueDate ?? null, today()) : ''));
  const papers = useSignal<Papers | null>(null);
  const sending = useSending(order);
  const failure = sending.failure.value;
  if (papers.value) return <PapersDialog of={papers.value} onClose={onClose} />;

  const due = shown?.dueDate ?? null;
  const isLate = isPromisedLate({ dueDate: due, promisedDate: promised.value });
  const late = due !== null && isLate ? accept.promisedLate(dateText(due)) : null;
  const submit = async (prints: boolean) => {
    if (sending.busy.value) return;
    const body = {
      laboratoryReference: textTyped(reference.value) ?? null,
      promisedDate: textTyped(promised.value) ?? null,
    };
    const tab = prints ? tabForPdf() : null;
    const taken = await sending.send(body, accepting(body));
    if (!taken) return tab?.close();
    sayDone(taken, isNew ? accept.done : accept.corrected);
    const printed = prints ? await printPapers([order.path], paperKinds, { tab }) : null;
    if (printed === null || areAllOpen(printed)) onClose();
    else papers.value = printed;
  };
  return (
    <ActionDialog
      of={order}
      action="acceptOrder"
      title={(isNew ? accept.title : accept.correctTitle)(order.path.number)}
      {...{ place, sending, onClose }}
      onSubmit={({ submitter }) => void submit(submitter instanceof HTMLButtonElement && submitter.value === 'print')}
      submit={isNew ? accept.name : accept.correct}
      keep={words.value.parts.back}
      more={
        <button type="submit" value="print">
          {isNew ? accept.andPrint : accept.correctAndPrint}
        </button>
      }
    >
      <TextField
        label={accept.reference}
        hint={accept.referenceHint}
        optional
        autofocus
        autocomplete="off"
        pointer={`${place}/laboratoryReference`}
        error={faultAt(failure, place, '/laboratoryReference')}
        value={reference.value}
        onInput={(text) => (reference.value = text)}
      />
      <TextField
        label={accept.promised}
        hint={isNew ? accept.promisedHint : undefined}
        optional
        type="date"
        pointer={`${place}/promisedDate`}
        error={faultAt(failure, place, '/promisedDate')}
        value={promised.value}
        onInput={(text) => (promised.value = text)}
      />
      <div role="status">{late !== null && <Cautions of={[late]} />}</div>
    </ActionDialog>
  );
}
