import { Link } from 'wouter-preact';
import type { Received } from '#desk/lists/receiving/receive.ts';
import { wordsOf } from '#desk/parts/failure.tsx';
import { nameText } from '#desk/parts/format.ts';
import { words } from '#desk/words/words.ts';

/** What has been received here just now, and what could not be, the last one first. Screen readers say it. */
export function ReceivedNotes({ of }: { of: readonly Received[] }) {
  return (
    <div role="status" class="received">
      {of.map((one, index) => (
        <p key={of.length - index} class={one.kind === 'received' ? 'notice good' : 'notice warning'}>
          <Note of={one} />
        </p>
      ))}
    </div>
  );
}

function Note({ of: one }: { of: Received }) {
  const { receiving, statuses } = words.value;
  if (one.kind === 'failed')
    return (
      <span class="typed">
        #{one.number}: {wordsOf(one.failure)}
      </span>
    );
  const { number, patient, status, revision } = one.order;
  const said = {
    received: () => receiving.received,
    alreadyHere: () => receiving.alreadyHere,
    notSent: () => receiving.notSent(statuses[status]),
    oldPaper: () => receiving.oldPaper(one.kind === 'oldPaper' ? one.revision : revision, revision),
  };
  return (
    <span class="typed">
      <Link href={`/orders/${number}`}>#{number}</Link> {nameText(patient)}: {said[one.kind]()}
    </span>
  );
}
