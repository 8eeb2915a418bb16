import type { Form, TypedLine } from '#desk/order/form/model/form.ts';
import type { Place } from '#desk/order/form/model/merged.ts';
import { enclosuresIn, hanging } from '#desk/order/form/model/patch.ts';
import { knownTeeth } from '#desk/order/form/model/teeth-text.ts';
import { known } from '#desk/order/form/state/editor.ts';
import { dateText, dayText, nameText } from '#desk/parts/format.ts';
import { words } from '#desk/words/words.ts';
import { drawTooth, inListingOrder, type Tooth, type ToothNotation } from '#domain/kernel/teeth.ts';

/** Teeth as they are printed. */
const drawn = (teeth: readonly Tooth[], notation: ToothNotation) =>
  inListingOrder(teeth)
    .map((tooth) => drawTooth(tooth, notation))
    .join(' ');

/** A shade as it is read: the value, with its guide where there is one. */
const shadeText = ({ system, value }: TypedLine['stumpShade']) =>
  value && system !== 'other' ? `${value} (${system})` : value;

/** What a line says beside its service: each with its label. */
export function lineFacts(line: TypedLine, notation: ToothNotation): [label: string, value: string][] {
  const text = words.value.form;
  const { implant, arch } = line;
  const teeth = drawn(knownTeeth(line.teeth, notation), notation);
  const retention = implant.retention && text.retentions[implant.retention];
  const facts: [string, string][] = [
    [text.teeth, teeth],
    [text.jaw, !teeth && arch ? text.arch[arch] : ''],
    [text.pontics, drawn(hanging(line, notation), notation)],
    [text.shade, shadeText(line.shade)],
    [text.stumpShade, shadeText(line.stumpShade)],
    [text.material, line.material],
    [text.implant, [implant.system, implant.platform, retention].filter(Boolean).join(', ')],
    [text.quantity, line.quantity],
    [text.unitPrice, line.unitPrice],
    [text.lineNote, line.note],
  ];
  return facts.filter(([, value]) => value !== '');
}

/** The name of the service of a line. */
export const serviceName = ({ serviceId }: TypedLine): string =>
  known().services?.find((service) => service.serviceId === serviceId)?.name ?? serviceId;

/** The name of a part of the form. */
export function placeName(place: Place, forms: readonly Form[]): string {
  const text = words.value.form;
  if (place.field !== 'services') return text.places[place.field];
  const line = forms.flatMap(({ lines }) => lines).find(({ key }) => key === place.key);
  return line ? serviceName(line) : text.services;
}

/** What a form says at a part of it, in words. */
export function placeText(place: Place, form: Form): string {
  const text = words.value.form;
  switch (place.field) {
    case 'services': {
      const line = form.lines.find(({ key, lineId }) => key === place.key || lineId === place.key);
      return line
        ? [serviceName(line), ...lineFacts(line, form.notation).map(([, value]) => value)].join(' · ')
        : text.without;
    }
    case 'patient': {
      const { dateOfBirth, reference } = form.patient;
      return (
        [nameText(form.patient), dateOfBirth && dayText(dateOfBirth), reference].filter(Boolean).join(', ') ||
        text.nothing
      );
    }
    case 'laboratoryId':
      return (
        known().laboratories?.find((one) => one.laboratoryId === form.laboratoryId)?.name ||
        form.laboratoryId ||
        text.nothing
      );
    case 'dueDate':
      return form.dueDate ? dateText(form.dueDate) : text.nothing;
    case 'enclosures':
      return enclosuresIn(form.enclosures).join(', ') || text.nothing;
    default:
      return form[place.field] || text.nothing;
  }
}
