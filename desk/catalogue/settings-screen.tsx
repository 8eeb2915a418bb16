import { useSignal } from '@preact/signals';
import { useEffect, useId, useMemo } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { catalogue } from '#desk/api/catalogue.ts';
import { type Answer, api, ask } from '#desk/api/client.ts';
import { Exceptions, type Open, OpenException } from '#desk/catalogue/settings/exceptions.tsx';
import { settingsLabel, settingsParts } from '#desk/catalogue/settings/settings-parts.ts';
import {
  calendarTyped,
  type SettingsTyped,
  settingsBody,
  settingsTyped,
} from '#desk/catalogue/settings/settings-typed.ts';
import { WorkingWeek } from '#desk/catalogue/settings/working-week.tsx';
import { faultsIn } from '#desk/editing/check-body.ts';
import { CheckField } from '#desk/editing/check-field.tsx';
import { type Editing, edit, type Source } from '#desk/editing/editing.ts';
import { SaidAloud, say } from '#desk/editing/said.tsx';
import { SavedForm } from '#desk/editing/saved-form.tsx';
import { Field, SelectField, TextField } from '#desk/parts/field.tsx';
import { Screen } from '#desk/parts/screen.tsx';
import { Shown } from '#desk/parts/shown.tsx';
import { ruleMessages } from '#desk/words/messages.ts';
import { language, languageNames, words } from '#desk/words/words.ts';
import { PutSettings } from '#domain/catalog/requests/put-settings.ts';
import { Language, Settings } from '#domain/catalog/settings.ts';
import { isZone } from '#domain/kernel/calendar.ts';
import { languages } from '#domain/kernel/language.ts';
import { memoized } from '#domain/kernel/memoized.ts';

/** The settings in an answer, all of which a manager gets. */
const parsed = (answer: Answer<object | undefined>): Answer<Settings> =>
  answer.kind === 'answered' ? { ...answer, value: Settings.parse(answer.value) } : answer;

/** What holds for the whole organisation: its money, its time, its working days, and how it sends orders. */
export function SettingsScreen() {
  const { shell } = words.value;
  return (
    <>
      <SaidAloud />
      <Screen title={shell.settings} beside={<Link href="/webhooks">{shell.webhooks}</Link>}>
        <Shown of={catalogue.settings()}>{(settings) => <OpenSettings settings={Settings.parse(settings)} />}</Shown>
      </Screen>
    </>
  );
}

function OpenSettings({ settings }: { settings: Settings }) {
  const { settings: text } = words.value;
  const open = useSignal<Open>(null);
  const editing = useMemo(() => {
    const source: Source<SettingsTyped, Settings> = {
      place: '/settings',
      formOf: settingsTyped,
      partsOf: settingsParts,
      labelOf: (pointer) => settingsLabel(pointer, editing.form.peek()),
      versionOf: ({ version }) => version,
      read: async () => parsed(await ask(api.GET('/v1/settings'))),
      check: async (typed) => faultsIn(PutSettings, settingsBody(typed), null, await ruleMessages()),
      write: async (typed, header) =>
        parsed(await ask(api.PUT('/v1/settings', { params: { header }, body: Object(settingsBody(typed)) }))),
      isThere: () => ({ pointer: '', message: words.value.conflict.title }),
      onSaved: () => {
        say(words.value.catalogue.saved, '/settings');
        void catalogue.settings().reload();
      },
    };
    return edit(source, { entry: settings });
  }, []);
  useEffect(() => void catalogue.settings().reload(), []);
  useEffect(() => editing.show(settings), [settings.version]);
  const form = editing.form.value;
  const calendar = useMemo(() => calendarTyped(form), [form.workingWeek, form.exceptions]);
  return (
    <>
      <SavedForm editing={editing}>
        <section class="settings-part">
          <h2>{text.money}</h2>
          <MoneyAndTime editing={editing} />
        </section>
        <section class="settings-part">
          <h2>{text.orders}</h2>
          <AboutOrders editing={editing} />
        </section>
        <section class="settings-part">
          <h2>{text.week}</h2>
          <p class="hint">{text.weekHint}</p>
          <WorkingWeek
            week={form.workingWeek}
            errorAt={editing.errorAt}
            onChange={(week) => editing.set('workingWeek', week)}
          />
        </section>
        <Exceptions calendar={calendar} open={open} errorAt={editing.errorAt} />
      </SavedForm>
      <OpenException
        exceptions={form.exceptions}
        open={open}
        onChange={(exceptions) => editing.set('exceptions', exceptions)}
      />
    </>
  );
}

type PartProps = { editing: Editing<SettingsTyped, Settings> };

function MoneyAndTime({ editing }: PartProps) {
  const { settings: text } = words.value;
  const [currencies, zones] = [useId(), useId()];
  const isFixed = (catalogue.services().value.value ?? []).length > 0;
  const { timeZone } = editing.form.value;
  const { value, onInput: _, ...languageField } = editing.bind('language');
  return (
    <div class="fields">
      <TextField
        label={text.currency}
        hint={isFixed ? text.currencyFixed : text.currencyHint}
        readOnly={isFixed}
        list={currencies}
        autocomplete="off"
        {...editing.bind('currency')}
      />
      {useMemo(
        () => (
          <datalist id={currencies}>
            {Intl.supportedValuesOf('currency').map((one) => (
              <option key={one} value={one}>
                {currencyName(one)}
              </option>
            ))}
          </datalist>
        ),
        [language.value],
      )}
      <TextField
        label={text.timeZone}
        hint={`${text.timeZoneHint} ${isZone(timeZone) ? text.timeThere(clockIn(timeZone)) : ''}`}
        list={zones}
        autocomplete="off"
        {...editing.bind('timeZone')}
      />
      {useMemo(
        () => (
          <datalist id={zones}>
            {Intl.supportedValuesOf('timeZone').map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
        ),
        [],
      )}
      <SelectField
        label={text.language}
        hint={text.languageHint}
        {...languageField}
        value={value}
        onInput={(chosen) => editing.set('language', Language.parse(chosen))}
        options={languages.map((one) => [one, languageNames[one]] as const)}
      />
    </div>
  );
}

const currencyNames = memoized((tag: string) => new Intl.DisplayNames(tag, { type: 'currency' }));
const currencyName = (code: string) => currencyNames(language.value).of(code);

const clockIn = (timeZone: string) =>
  new Intl.DateTimeFormat(language.value, { timeStyle: 'short', timeZone }).format(new Date());

function AboutOrders({ editing }: PartProps) {
  const { settings: text } = words.value;
  const { value, onInput, ...payment } = editing.bind('paymentInstructions');
  return (
    <>
      <div class="narrow">
        <TextField
          label={text.productionDays}
          hint={text.productionDaysHint}
          inputMode="numeric"
          {...editing.bind('productionDays')}
        />
      </div>
      <CheckField {...text.planOnPublish} {...editing.bind('planOnPublish')} />
      <CheckField {...text.laboratoriesSeePrices} {...editing.bind('laboratoriesSeePrices')} />
      <Field label={text.paymentInstructions} hint={text.paymentInstructionsHint} optional {...payment}>
        {(control) => (
          <textarea {...control} value={value} onInput={({ currentTarget }) => onInput(currentTarget.value)} />
        )}
      </Field>
    </>
  );
}
