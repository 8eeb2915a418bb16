import { orNone, yesOrNo } from '#desk/catalogue/entries/in-words.ts';
import { dayName, daysText, effectText, weekText } from '#desk/catalogue/settings/in-words.ts';
import type { SettingsTyped } from '#desk/catalogue/settings/settings-typed.ts';
import type { Part } from '#desk/editing/differences.ts';
import { languageNames, words } from '#desk/words/words.ts';

/** The settings in words, part by part. */
export function settingsParts(typed: SettingsTyped): Part<SettingsTyped>[] {
  const { settings } = words.value;
  const { workingWeek, exceptions } = typed;
  const days = exceptions.map((one) => `${daysText(one)} ${one.reason} (${effectText(one)})`);
  return [
    { member: 'currency', label: settings.currency, text: typed.currency },
    { member: 'timeZone', label: settings.timeZone, text: typed.timeZone },
    { member: 'language', label: settings.language, text: languageNames[typed.language] },
    { member: 'productionDays', label: settings.productionDays, text: typed.productionDays },
    { member: 'planOnPublish', label: settings.planOnPublish.label, text: yesOrNo(typed.planOnPublish) },
    {
      member: 'laboratoriesSeePrices',
      label: settings.laboratoriesSeePrices.label,
      text: yesOrNo(typed.laboratoriesSeePrices),
    },
    { member: 'paymentInstructions', label: settings.paymentInstructions, text: orNone(typed.paymentInstructions) },
    { member: 'workingWeek', label: settings.week, text: orNone(weekText(workingWeek)) },
    { member: 'exceptions', label: settings.calendar, text: orNone(days.join('; ')) },
  ];
}

/** What the field at a pointer into the body is called: a day of the week by its name. */
export function settingsLabel(pointer: string, typed: SettingsTyped): string {
  const [, member, index] = pointer.split('/');
  const day = typed.workingWeek.filter(({ works }) => works)[Number(index)];
  if (member === 'workingWeek' && day) return dayName(day.day);
  return settingsParts(typed).find((part) => part.member === member)?.label ?? words.value.shell.settings;
}
