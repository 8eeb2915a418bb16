import { keptText } from '#desk/kept/kept-menu.tsx';
import { leaveNothing, own } from '#desk/kept/own.ts';
import { Dialog } from '#desk/parts/dialog.tsx';
import { signOut } from '#desk/session/session.ts';
import { words } from '#desk/words/words.ts';

/** Signs out; but first names what is not saved. It can be kept, or it is gone for good. */
export function SignOutDialog({ onClose }: { onClose: () => void }) {
  const { session, shell, parts } = words.value;
  return (
    <Dialog title={session.notAllSaved} onClose={onClose}>
      <ul>
        {own.all.value.map((entry) => (
          <li key={entry.place}>{keptText(entry)}</li>
        ))}
      </ul>
      <p>{own.lasts.value ? session.staysKept : words.value.kept.forgets}</p>
      <div class="buttons">
        <button type="button" class="primary" onClick={signOut}>
          {shell.signOut}
        </button>
        <button
          type="button"
          class="danger"
          onClick={() => {
            leaveNothing();
            signOut();
          }}
        >
          {session.discard}
        </button>
        <button type="button" onClick={onClose}>
          {parts.back}
        </button>
      </div>
    </Dialog>
  );
}
