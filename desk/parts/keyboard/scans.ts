import { keyOf } from '#desk/parts/keyboard/keys.ts';
import { goesOn, scannedText, type Typed } from '#desk/parts/keyboard/scanned-keys.ts';

/** Takes what was scanned while no text field had the focus. */
export type TakeScan = (text: string) => void;

const takers: TakeScan[] = [];
let otherwise: TakeScan = () => undefined;

/** From now on takes scans, until the returned function is called. */
export function takeScans(take: TakeScan): () => void {
  takers.push(take);
  return () => {
    takers.splice(takers.indexOf(take), 1);
  };
}

/** More keys than a code has. */
const most = 80;

let keys: Typed[] = [];
/** What stood in the fields to which the keys went. */
let before = new Map<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement, string>();
/** The dialogs that were open before the first of the keys. */
let wasOpen: readonly Element[] = [];

const openDialogs = () => [...document.querySelectorAll<HTMLDialogElement>('dialog[open]')];

function forget(): void {
  keys = [];
  before = new Map();
  wasOpen = openDialogs();
}

function remember(event: KeyboardEvent): void {
  const { target, timeStamp: at } = event;
  if (keys.length === 0 || !goesOn(keys, at)) forget();
  const isText =
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio'].includes(target.type));
  if ((isText || target instanceof HTMLSelectElement) && !before.has(target)) before.set(target, target.value);
  keys = [...keys, { text: keyOf(event), at, isInField: isText }].slice(-most);
}

/**
 * Takes back what the keys of a scan have typed and opened, and has it taken; while a dialog was open
 * before, that comes first.
 */
function take(text: string): void {
  for (const [field, value] of before) {
    if (!field.isConnected || field.value === value) continue;
    field.value = value;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  const open = openDialogs();
  for (const dialog of open) if (!wasOpen.includes(dialog)) dialog.close();
  if (open.some((dialog) => wasOpen.includes(dialog))) return;
  const taker = takers.at(-1) ?? otherwise;
  taker(text);
}

function press(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, altKey, repeat, timeStamp } = event;
  if (key === 'Enter') {
    const text = scannedText(keys, timeStamp);
    if (text !== null) {
      event.preventDefault();
      event.stopImmediatePropagation();
      take(text);
    }
    forget();
  } else if (ctrlKey || metaKey || altKey || repeat) forget();
  else if (key.length === 1) remember(event);
  else if (key !== 'Shift' && key !== 'CapsLock') forget();
}

/**
 * Listens to the keyboard for scanners, from now on, before everybody else: ten characters of a number, or the code of a
 * paper, typed at once outside of a text field, and Enter. The Enter then confirms nothing; `take` gets the text where no
 * screen takes scans. Each key still does at once what it does.
 */
export function listenToScans(take: TakeScan): void {
  otherwise = take;
  document.addEventListener('keydown', press, { capture: true });
}
