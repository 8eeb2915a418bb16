import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Order } from '#desk/api/client.ts';
import { sayDone } from '#desk/order/actions/done.tsx';
import { Leading } from '#desk/order/actions/leading.tsx';
import { isUnusual, publishing } from '#desk/order/actions/publishing.ts';
import { faultsOf, SendingFailure, SubmitButton, useSending } from '#desk/order/actions/sending.tsx';
import { servicesInBrief } from '#desk/order/actions/services-in-brief.ts';
import type { OpenOrder } from '#desk/order/open-order.ts';
import { Dialog } from '#desk/parts/dialog.tsx';
import { dateText, nameText } from '#desk/parts/format.ts';
import type { Said } from '#desk/parts/said.ts';
import { words } from '#desk/words/words.ts';
import { statuses } from '#domain/order/statuses.ts';

type Props = { order: OpenOrder; onClose: () => void };

/** Sends the order after one more look; while something is missing, says what, and leads there. */
export function SendDialog({ order, onClose }: Props) {
  const { send } = words.value.actions;
  const sending = useSending(order);
  const isOurs = useSignal(false);
  const shown = order.value.value;
  if (!shown) return null;
  const failure = sending.failure.value;
  // What the API finds missing when it looks into the catalogue, too.
  const refused = failure?.kind === 'refused' && failure.problem.code === 'not_ready' ? faultsOf(failure, '') : [];
  const missing = refused.length > 0 ? refused : shown.readiness;
  const isSent = statuses[shown.status].sent;

  const submit = async () => {
    if (sending.busy.value) return;
    isOurs.value = true;
    const sent = await sending.send({}, publishing);
    isOurs.value = sent !== null;
    if (!sent) return;
    onClose();
    sayDone(sent, send.done(sent.laboratory?.name ?? ''));
  };

  if (isSent && isOurs.value) return null;
  if (isSent)
    return (
      <Dialog title={send.already} onClose={onClose}>
        <p>{send.done(shown.laboratory?.name ?? '')}</p>
        <button type="button" class="primary" onClick={onClose} autofocus>
          {words.value.parts.close}
        </button>
      </Dialog>
    );
  if (missing.length > 0) return <Missing missing={missing} onClose={onClose} />;
  return (
    <Dialog title={send.title(shown.number)} onClose={onClose}>
      <SendingFailure failure={failure} place="/send" />
      <SendForm order={shown} warnings={shown.warnings} onSend={() => void submit()} onClose={onClose}>
        {(text) => <SubmitButton sending={sending} text={text} autofocus />}
      </SendForm>
    </Dialog>
  );
}

type FormProps = {
  order: Sent;
  warnings: readonly { code?: string; pointer?: string; message: string }[];
  onSend: () => void;
  onClose: () => void;
  /** The button that sends, with these words on it. */
  children: (text: string) => ComponentChildren;
};

/** The last look before an order is sent: to whom, for when, and what is unusual. */
export function SendForm({ order, warnings, onSend, onClose, children }: FormProps) {
  const { send } = words.value.actions;
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
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
      <div class="buttons at-bottom">
        {children(warnings.some(isUnusual) ? send.allTheSame : send.name)}
        <button type="button" onClick={onClose}>
          {send.notYet}
        </button>
      </div>
    </form>
  );
}

type Sent = Pick<Order, 'dueDate'> & {
  services: Parameters<typeof servicesInBrief>[0];
  laboratory: { name: string } | null;
  patient: Parameters<typeof nameText>[0];
};

/** What is sent, to whom, and for when. */
function Facts({ order }: { order: Sent }) {
  const { send } = words.value.actions;
  const { laboratory, dueDate, patient, services } = order;
  return (
    <>
      <dl class="facts">
        <div>
          <dt>{send.laboratory}</dt>
          <dd class="typed">{laboratory?.name}</dd>
        </div>
        <div>
          <dt>{send.due}</dt>
          <dd>{dueDate && dateText(dueDate)}</dd>
        </div>
        <div>
          <dt>{send.patient}</dt>
          <dd class="typed">{nameText(patient)}</dd>
        </div>
        <div>
          <dt>{words.value.form.services}</dt>
          <dd>
            <ul class="in-brief">
              {servicesInBrief(services, words.value.lists).map((text, index) => (
                // Nothing else tells two lines of the same apart.
                <li key={index} class="typed">
                  {text}
                </li>
              ))}
            </ul>
          </dd>
        </div>
      </dl>
      <p class="small">{send.final}</p>
    </>
  );
}

/** What the order lacks, each line with the way to its field. */
export function Missing({ missing, onClose }: { missing: readonly Said[]; onClose: () => void }) {
  const { send } = words.value.actions;
  return (
    <Dialog title={send.notReady} onClose={onClose}>
      <div class="stack">
        <p>{send.missing(missing.length)}</p>
        <ul class="missing">
          {missing.map(({ pointer, message }, index) => (
            <li key={`${pointer} ${message}`}>
              <Leading pointer={pointer} message={message} onClose={onClose} first={index === 0} />
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
