import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { LabOrderRow } from '#desk/api/client.ts';
import { ChosenRows } from '#desk/laboratory/lists/chosen-rows.tsx';
import type { PaperKind } from '#desk/laboratory/papers/papers.ts';
import { SubmitButton } from '#desk/order/actions/sending.tsx';
import { Dialog } from '#desk/parts/dialog.tsx';
import { words } from '#desk/words/words.ts';

/** A button: its text, and what it prints of every order. */
export type Way = readonly [text: string, kinds: readonly PaperKind[]];

type Props = {
  title: string;
  rows: readonly LabOrderRow[];
  /** The usual one first. */
  ways: readonly Way[];
  busy: Signal<boolean>;
  /** How many orders are done. */
  done: Signal<number>;
  onSubmit: (kinds: readonly PaperKind[]) => Promise<void>;
  onClose: () => void;
  children?: ComponentChildren;
};

/** Asks before something is done with the orders that were chosen, and says how far it is. */
export function ManyDialog({ title, rows, ways, busy, done, onSubmit, onClose, children }: Props) {
  const [[usual] = [''], ...others] = ways;
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const { submitter } = event;
          // The usual button has no value.
          const [, kinds = []] = ways[submitter instanceof HTMLButtonElement ? Number(submitter.value) : 0] ?? [];
          if (!busy.value) void onSubmit(kinds);
        }}
      >
        <ChosenRows rows={rows} />
        {children}
        <div class="buttons at-bottom">
          <SubmitButton sending={{ busy }} text={usual} autofocus />
          {others.map(([text], index) => (
            <button key={text} type="submit" value={index + 1}>
              {text}
            </button>
          ))}
          <button type="button" onClick={onClose}>
            {words.value.parts.back}
          </button>
          <span role="status" class="small">
            {busy.value && words.value.laboratory.many.progress(done.value, rows.length)}
          </span>
        </div>
      </form>
    </Dialog>
  );
}
