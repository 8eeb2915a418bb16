import { goTo } from '#desk/parts/error-summary.tsx';

type Props = { pointer: string | undefined; message: string; onClose: () => void; first?: boolean };

/** A line that closes the dialog and puts the focus on the field that it is about. */
export function Leading({ pointer, message, onClose, first = false }: Props) {
  if (pointer === undefined) return <span class="typed">{message}</span>;
  return (
    <button type="button" class="link typed" onClick={() => leadFrom(onClose, pointer)} autofocus={first}>
      {message}
    </button>
  );
}

/** Closes a dialog and puts the focus on a field of the page. */
export function leadFrom(onClose: () => void, pointer: string): void {
  onClose();
  // The dialog gives the focus back as it closes; only then is it ours.
  setTimeout(() => goTo(pointer));
}
