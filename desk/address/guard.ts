/** Asked where somebody wants to go. It returns whether they may; if not, it leads there later. */
type Guard = (to: string) => boolean;

let guard: { here: string; asks: Guard } | null = null;

/** From now on asks before this address is left, until the returned function is called. */
export function guardAddress(asks: Guard): () => void {
  const own = { here: location.hash, asks };
  guard = own;
  return () => {
    if (guard === own) guard = null;
  };
}

/** Keeps the address where it is while its guard does not let one go. */
function hold(event: HashChangeEvent): void {
  const { hash } = location;
  if (!guard || hash === guard.here || guard.asks(hash)) return;
  event.stopImmediatePropagation();
  // A link has put an entry of its own after ours; Back has gone before ours.
  history[event.isTrusted ? 'pushState' : 'replaceState'](null, '', guard.here);
}

/** Listens to the address, from now on: before the router does, which is the first to listen after it. */
export const listenToAddress = (): void => addEventListener('hashchange', hold);
