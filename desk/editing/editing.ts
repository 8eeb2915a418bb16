import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Answer, Failure } from '#desk/api/client.ts';
import { type Difference, differences, type Part, withMembers } from '#desk/editing/differences.ts';
import { inTurn } from '#desk/editing/in-turn.ts';
import { type KeptForm, keptForm } from '#desk/editing/kept-form.ts';
import { own } from '#desk/kept/own.ts';
import { type Said, saidAt } from '#desk/parts/said.ts';
import { same } from '#domain/kernel/same.ts';

/** The condition of a PUT: the version that was read, or that there is nothing yet. */
export type Condition = { 'If-Match': string } | { 'If-None-Match': '*' };

/** Where something comes from that is changed in a form, and where it goes. `Form` is what is typed. */
export type Source<Form extends object, Entry extends object> = {
  /** Under which name the browser keeps what could not be saved. */
  place: string;
  formOf: (entry: Entry) => Form;
  /** The parts of a form in words, in the sequence in which they stand there. */
  partsOf: (form: Form) => readonly Part<Form>[];
  /** What the field at a pointer into the body is called. */
  labelOf: (pointer: string) => string;
  versionOf: (entry: Entry) => number;
  read: () => Promise<Answer<Entry>>;
  /** What is wrong with what is typed, as far as the page knows it. */
  check: (form: Form) => Promise<readonly Said[]>;
  write: (form: Form, condition: Condition) => Promise<Answer<Entry>>;
  /** What to say of a new one when there is one with its id already. */
  isThere: () => Said;
  onSaved: (entry: Entry) => void;
};

/** A form that is open, its faults, and whatever else came back from the last try to save it. */
export type Editing<Form extends object, Entry extends object> = {
  form: ReadonlySignal<Form>;
  isChanged: ReadonlySignal<boolean>;
  isSaving: ReadonlySignal<boolean>;
  faults: Signal<readonly Said[]>;
  failure: ReadonlySignal<Failure | null>;
  /** What somebody else has made of it meanwhile; null while nobody has. */
  conflict: ReadonlySignal<{ entry: Entry; differences: readonly Difference<Form>[] } | null>;
  set: <Member extends keyof Form>(member: Member, value: Form[Member]) => void;
  /** What an input of this member needs. Its pointer is its place in the body, unless another is said. */
  bind: <Member extends keyof Form & string>(
    member: Member,
    pointer?: string,
  ) => { value: Form[Member]; onInput: (value: Form[Member]) => void; pointer: string; error: string | undefined };
  errorAt: (pointer: string) => string | undefined;
  labelOf: (pointer: string) => string;
  /** Saves what is typed; while it is being saved already, what was typed since is saved after that. */
  save: () => Promise<void>;
  /** Goes on from what somebody else has made: these members as they have them, all others as they are typed. */
  goOn: (taken: readonly (keyof Form)[]) => Promise<void>;
  /** Whether what is typed was kept from an earlier visit, which could not save it. */
  isRestored: ReadonlySignal<boolean>;
  /** Whether what is typed is kept by the browser: the desk did not answer. */
  isKept: () => boolean;
  /** Forgets what is kept. */
  forget: () => void;
  /** Forgets what is typed, too. */
  discard: () => void;
  /** Closes the conflict, with the form as it is typed. */
  backToForm: () => void;
  /** Shows an entry that was read again, if nothing is typed. */
  show: (entry: Entry) => void;
};

/** Opens a form: of an entry that was read, or of a new one that begins as `empty`. */
export function edit<Form extends object, Entry extends object>(
  source: Source<Form, Entry>,
  first: { entry: Entry } | { empty: Form },
  keeper = own,
): Editing<Form, Entry> {
  const { place } = source;
  let latest = 'entry' in first ? first.entry : null;
  const start = latest ? source.formOf(latest) : 'empty' in first ? first.empty : null;
  if (!start) throw new Error('A form begins with an entry, or empty.');
  const kept = keptForm(keeper, place, start);
  /** What this form began with of what is kept, or has kept last. What another tab has kept since is not its to discard. */
  let ownKept = keeper.kept(place)?.typed;
  const isRestored = signal(kept !== null);
  /** The version that is changed; null while it is new. */
  const version = signal(kept ? kept.version : latest && source.versionOf(latest));
  const unchanged = signal(kept?.unchanged ?? start);
  const form = signal(kept?.form ?? start);
  const faults = signal<readonly Said[]>([]);
  const failure = signal<Failure | null>(null);
  const theirs = signal<Entry | null>(null);
  const isSaving = signal(false);
  /** What was typed when it was sent last. */
  let sending: Form | null = null;

  const set = <Member extends keyof Form>(member: Member, value: Form[Member]) => {
    form.value = { ...form.peek(), [member]: value };
    if (failure.peek()?.kind === 'unanswered') keep();
  };
  const keep = () => {
    ownKept = {
      form: form.peek(),
      unchanged: unchanged.peek(),
      version: version.peek(),
    } satisfies KeptForm<Form>;
    keeper.keep(place, ownKept);
  };
  const forget = () => {
    isRestored.value = false;
    if (same(keeper.kept(place)?.typed, ownKept)) keeper.discard(place);
  };
  const errorAt = (pointer: string) => saidAt(faults.value, pointer);

  /** The entry is now this one, and what was sent is typed no more. */
  function settle(entry: Entry, sent: Form): void {
    rebase(entry);
    forget();
    if (same(form.peek(), sent)) form.value = unchanged.peek();
    source.onSaved(entry);
  }

  /** What is typed is now compared with this entry. */
  function rebase(entry: Entry): void {
    latest = entry;
    version.value = source.versionOf(entry);
    unchanged.value = source.formOf(entry);
  }

  const differencesTo = (entry: Entry) =>
    differences(source.partsOf, { before: unchanged.value, mine: form.value, theirs: source.formOf(entry) });

  async function readTheirs(sent: Form): Promise<void> {
    const answer = await source.read();
    if (answer.kind !== 'answered') failure.value = answer;
    // What we sent stands there: the answer to our own request was lost.
    else if (same(sent, source.formOf(answer.value))) settle(answer.value, sent);
    else if (version.peek() === null) faults.value = [source.isThere()];
    else if (differencesTo(answer.value).length > 0) theirs.value = answer.value;
    else {
      rebase(answer.value);
      await send();
    }
  }

  async function send(): Promise<void> {
    const sent = form.peek();
    sending = sent;
    faults.value = await source.check(sent);
    if (faults.peek().length > 0) return;
    const known = version.peek();
    const answer = await source.write(sent, known ? { 'If-Match': `"${known}"` } : { 'If-None-Match': '*' });
    if (answer.kind === 'answered') settle(answer.value, sent);
    else if (answer.kind === 'refused' && answer.problem.code === 'version_conflict') await readTheirs(sent);
    else if (answer.kind === 'refused' && answer.problem.errors) faults.value = answer.problem.errors;
    else failure.value = answer;
  }

  const saveInTurn = inTurn(async () => {
    isSaving.value = true;
    failure.value = null;
    theirs.value = null;
    await send();
    if (failure.peek()?.kind === 'unanswered') keep();
    isSaving.value = false;
  });
  // What is typed is being saved already when it is the same.
  const save = async () => {
    if (!isSaving.peek() || !same(form.peek(), sending)) await saveInTurn();
  };

  return {
    form,
    isChanged: computed(() => !same(form.value, unchanged.value)),
    isSaving,
    faults,
    failure,
    conflict: computed(() => theirs.value && { entry: theirs.value, differences: differencesTo(theirs.value) }),
    set,
    bind: (member, pointer = `/${member}`) => ({
      value: form.value[member],
      onInput: (value) => set(member, value),
      pointer,
      error: errorAt(pointer),
    }),
    errorAt,
    labelOf: source.labelOf,
    save,
    goOn: async (taken) => {
      const entry = theirs.peek();
      if (!entry) return;
      rebase(entry);
      form.value = withMembers(form.peek(), unchanged.peek(), taken);
      await save();
    },
    backToForm: () => {
      theirs.value = null;
    },
    isRestored,
    isKept: () => failure.peek()?.kind === 'unanswered' && keeper.lasts.peek(),
    forget,
    discard: () => {
      forget();
      if (latest) rebase(latest);
      else unchanged.value = start;
      form.value = unchanged.peek();
    },
    show: (entry) => {
      latest = entry;
      if (!same(form.peek(), unchanged.peek())) return;
      rebase(entry);
      form.value = unchanged.peek();
    },
  };
}
