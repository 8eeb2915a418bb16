/** What ends a press: a list that opens, and something that is dragged, take its `mouseup`. */
const ends = ['mouseup', 'dragend', 'change', 'keydown'];

/**
 * Runs something once what is being clicked has been clicked: a message that appeared while the button of the mouse is down
 * would push what is under it away, and the click would be lost.
 */
export function afterClick(run: () => void): void {
  // A finger's `mousedown` and `mouseup` come one after the other; a key presses nothing.
  if (document.querySelector(':active') === null) {
    setTimeout(run);
    return;
  }
  const press = new AbortController();
  const end = () => {
    press.abort();
    setTimeout(run);
  };
  for (const one of ends) addEventListener(one, end, { capture: true, signal: press.signal });
}
