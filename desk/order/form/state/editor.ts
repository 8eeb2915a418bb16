import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { catalogue } from '#desk/api/catalogue.ts';
import type { Failure, Order } from '#desk/api/client.ts';
import { named } from '#desk/order/form/model/field-name.ts';
import { type Form, formOf, newLine, type TypedLine } from '#desk/order/form/model/form.ts';
import type { Merged } from '#desk/order/form/model/merged.ts';
import { isGroup, missingOf } from '#desk/order/form/model/missing.ts';
import { type Known, type Preview, preview } from '#desk/order/form/model/preview.ts';
import { idOf, pointerOf } from '#desk/parts/field.tsx';
import { type Said, saidAt } from '#desk/parts/said.ts';
import { messages } from '#desk/words/messages.ts';
import { words } from '#desk/words/words.ts';
import type { ClinicCaller } from '#domain/kernel/caller.ts';
import { same } from '#domain/kernel/same.ts';

/** An order while it is typed: its form, and what the rules say of it. */
export type Editor = {
  person: ClinicCaller;
  /** Where what is typed is kept until it is saved. */
  place: string;
  /** The order as it was read; null for a new one. */
  base: Signal<Order | null>;
  form: Signal<Form>;
  judged: ReadonlySignal<Preview>;
  isTyped: ReadonlySignal<boolean>;
  /** The key of the line that is open. */
  open: Signal<string | null>;
  /** The key of a line that a person has just opened, and that takes the focus. */
  toFocus: Signal<string | null>;
  /** Ids of the fields that were left once, and of the one that has the focus: nobody is corrected while typing. */
  left: Signal<ReadonlySet<string>>;
  focused: Signal<string>;
  /** What the last attempt to save was refused for, as a list; and what the API said beyond the rules of the page. */
  refused: Signal<readonly Said[]>;
  answered: Signal<readonly Said[]>;
  failure: Signal<Failure | null>;
  state: Signal<'still' | 'saving' | 'saved'>;
  /** What somebody else has changed, and is decided by the person who types here; null while there is nothing. */
  conflict: Signal<Conflict | null>;
  /** What was taken over from somebody else, in words. */
  note: Signal<string | null>;
  /** What was typed when the request was made that this page has sent, or that waits; null when there is none. */
  sent: { current: Form | null };
  /** The form as it was opened, or as another tab kept it since: as long as it is that, nothing is typed here. */
  began: { current: Form };
  /** What is kept at its place, as this form shows it or has kept it: only that is its own to discard. */
  kept: { current: unknown; isOwn: boolean };
  /** What was asked for while a request was on its way, or waited; null when it was nothing. */
  wanted: Signal<Wanted | null>;
  /** Goes back to what is saved. */
  discard: () => void;
  set: (part: Partial<Form>) => void;
  setLine: (key: string, part: Partial<TypedLine>) => void;
};

/**
 * What was asked for while another request was on its way: to save what is typed, and with `publish` to send `form`, unless
 * `isStale`: more was typed since.
 */
export type Wanted = { form: Form; publish: boolean; isStale: boolean };

/** A newer version of the order, and what it makes of the form. With `isSaving`, it is saved when all is decided. */
export type Conflict = { before: Form; next: Order; merged: Merged; isOpen: boolean; isSaving: boolean };

/** What the page knows of the organisation now. */
export const known = (): Known => ({
  services: catalogue.services().value.value,
  customers: catalogue.customers().value.value,
  laboratories: catalogue.laboratories().value.value,
  settings: catalogue.settings().value.value,
});

type Begin = { person: ClinicCaller; place: string; order: Order | null; blank: Form };

/** Begins to edit an order, or to type a new one. The messages of the rules are loaded by then. */
export function makeEditor({ person, place, order, blank }: Begin): Editor {
  const base = signal(order);
  const form = signal(blank);
  const judged = computed(() => {
    const words = messages.value;
    if (!words) throw new Error('An order is edited when the messages are there.');
    return preview({ base: base.value, form: form.value, known: known(), person, words, now: new Date() });
  });
  const set = (part: Partial<Form>) => {
    form.value = { ...form.value, ...part };
  };
  const [only, ...others] = blank.lines;
  return {
    person,
    place,
    base,
    form,
    judged,
    isTyped: computed(() => (base.value ? Object.keys(judged.value.patch).length > 0 : !same(form.value, blank))),
    open: signal(only && others.length === 0 ? only.key : null),
    toFocus: signal(null),
    left: signal(new Set()),
    focused: signal(''),
    refused: signal([]),
    answered: signal([]),
    failure: signal(null),
    state: signal('still'),
    conflict: signal(null),
    note: signal(null),
    sent: { current: null },
    began: { current: blank },
    kept: { current: undefined, isOwn: false },
    wanted: signal(null),
    discard: () => {
      form.value = base.value ? formOf(base.value, form.value.notation) : blank;
    },
    set,
    setLine: (key, part) =>
      set({ lines: form.value.lines.map((line) => (line.key === key ? { ...line, ...part } : line)) }),
  };
}

/** Whether the order can be sent: as it is typed, if it is new; else as it is saved. */
export const isReady = ({ base, judged }: Editor): boolean =>
  (base.value ?? judged.value).readiness.length === 0 && judged.value.faults.length === 0;

/** Says why the API did not save: at the fields, where it says so. What is typed stays. */
export function showFailure({ refused, answered, failure }: Editor, why: Failure): void {
  const errors = why.kind === 'refused' ? (why.problem.errors ?? []) : [];
  const said = errors.filter((error) => error.in === 'body');
  batch(() => {
    refused.value = said;
    answered.value = said;
    failure.value = said.length > 0 ? null : why;
  });
}

/**
 * What is wrong with the field at a pointer, or with a part of it. Nothing while somebody types there for the first time.
 */
export function errorAt({ judged, left, focused, refused, answered }: Editor, pointer: string): string | undefined {
  const id = idOf(pointer);
  const isOver = refused.value.length > 0 || (left.value.has(id) && focused.value !== id);
  // The lines are fields of their own.
  const isHere = (one: Said) =>
    one.pointer === pointer || (pointer !== '/services' && one.pointer.startsWith(`${pointer}/`));
  return isOver ? [...judged.value.faults, ...answered.value].find(isHere)?.message : undefined;
}

/** What is wrong with a line that is closed, or with a field of it: nobody types there. */
export function errorWithin({ judged, answered }: Editor, pointer: string): string | undefined {
  const [first] = [...judged.value.faults, ...answered.value].filter((one) => saidAt([one], pointer) !== undefined);
  // The line itself says which service it is.
  return first && named([first], () => undefined, words.value.form)[0]?.message;
}

/** What the page lists of what is wrong with the order and what it lacks. */
export const missingIn = ({ judged, focused }: Editor): Said[] => missingOf(judged.value, pointerOf(focused.value));

/** What is wrong, each with the name of its field. */
export const namedIn = (editor: Editor, said: readonly Said[]): Said[] =>
  named(
    said,
    (index) => {
      const line = editor.form.value.lines[index];
      return line && serviceOf(editor, line)?.name;
    },
    words.value.form,
  );

/** What to check at the field at a pointer, and what the laboratory says of it or of a part of it. */
export function cautionsAt({ judged }: Editor, pointer: string): string[] {
  const { warnings, returned } = judged.value;
  const unusual = warnings.filter((one) => one.pointer === pointer).map(({ message }) => message);
  return [...saidByLaboratory(returned, pointer, !isGroup(pointer)), ...unusual];
}

/** What the laboratory that returned the order says of a place, and `within` it. */
export const saidByLaboratory = (returned: Preview['returned'], place: string, within: boolean): string[] =>
  returned
    .filter(({ pointer = '' }) => pointer === place || (within && pointer.startsWith(`${place}/`)))
    .map(({ message }) => words.value.atLaboratory.says(message));

/** Opens a line, and puts the focus into it. */
export function openLine({ open, toFocus }: Editor, key: string): void {
  open.value = key;
  toFocus.value = key;
}

/** Adds a line of a service, and opens it. */
export function addLine(editor: Editor, serviceId: string): void {
  const key = crypto.randomUUID();
  editor.set({ lines: [...editor.form.value.lines, newLine(serviceId, key)] });
  openLine(editor, key);
}

/** The service of a line: as the order keeps it, or as the catalogue has it. */
export function serviceOf({ base }: Editor, { lineId, serviceId }: TypedLine) {
  const stored = base.value?.services.find((line) => line.lineId === lineId && line.serviceId === serviceId);
  return stored?.service ?? known().services?.find((service) => service.serviceId === serviceId);
}
