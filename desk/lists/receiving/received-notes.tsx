import { useRef } from 'preact/hooks';
import { Link } from 'wouter-preact';
import type { Order } from '#desk/api/client.ts';
import type { Received } from '#desk/lists/receiving/receive.ts';
import { wordsOf } from '#desk/parts/failure.tsx';
import { nameText } from '#desk/parts/format.ts';
import { useFocusAfter } from '#desk/parts/screen.tsx';
import { words } from '#desk/words/words.ts';

type Props = {
  of: readonly Received[];
  /** Called with the answer to whether the work of an order is here. */
  onAnswer: (number: string, isHere: boolean) => void;
};

/**
 * What has been received here just now, and what could not be, the last one first; where nobody has said that the work is on
 * its way, the question whether it is here. Screen readers say it.
 */
export function ReceivedNotes({ of, onAnswer }: Props) {
  return (
    <div role="status" class="received">
      {of.map((one, index) => (
        <div key={of.length - index} class={one.kind === 'received' ? 'notice good' : 'notice warning'}>
          <Note of={one} />
          {one.kind === 'notShipped' && (
            <Answers of={one.order} onAnswer={(isHere) => onAnswer(one.order.number, isHere)} />
          )}
        </div>
      ))}
    </div>
  );
}

function Note({ of: one }: { of: Received }) {
  const { actions, receiving, statuses } = words.value;
  if (one.kind === 'failed')
    return (
      <p class="typed">
        #{one.number}: {wordsOf(one.failure, receiving.unknown)}
      </p>
    );
  const { number, patient, status, revision } = one.order;
  const said = {
    received: () => receiving.received,
    alreadyHere: () => receiving.alreadyHere,
    notShipped: () => actions.receive.hint,
    notSent: () => receiving.notSent(statuses[status]),
    oldPaper: () => receiving.oldPaper(one.kind === 'oldPaper' ? one.revision : revision, revision),
  };
  return (
    <p class="typed">
      <Link href={`/orders/${number}`}>#{number}</Link> {nameText(patient)}: {said[one.kind]()}{' '}
      {one.kind === 'received' && <Link href={`/orders/${number}`}>{receiving.mistaken}</Link>}
    </p>
  );
}

/** The answers to whether the work of an order is here. */
function Answers({ of: { number }, onAnswer }: { of: Order; onAnswer: (isHere: boolean) => void }) {
  const { submit, keep } = words.value.actions.receive;
  const buttons = useRef<HTMLDivElement>(null);
  useFocusAfter(buttons);
  return (
    <div ref={buttons} class="buttons">
      <button type="button" aria-label={`${submit}: #${number}`} onClick={() => onAnswer(true)}>
        {submit}
      </button>
      <button type="button" class="quiet" aria-label={`${keep}: #${number}`} onClick={() => onAnswer(false)}>
        {keep}
      </button>
    </div>
  );
}
