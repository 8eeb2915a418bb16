import type { LabOrder, Line } from '#desk/api/client.ts';
import { nameText } from '#desk/parts/format.ts';
import type { Words } from '#desk/words/en.ts';

/** A place of an order that a reason may be about: the pointer to it, its name, and what stands there, if anything. */
export type Place = { pointer: string; name: string; text: string };

/** How a date that people plan by is written, and one of birth. */
type Writing = Record<'date' | 'day', (date: string) => string>;

/** The places of the order itself, or of one of its lines. */
export type Places = { title: string; places: Place[] };

/**
 * All that a laboratory can return an order for. What is empty is there, too, because mostly something is missing; the last
 * place, whose pointer is empty, is the order as a whole.
 */
export function returnPlaces(
  order: LabOrder,
  { form, laboratory }: Pick<Words, 'form' | 'laboratory'>,
  write: Writing,
): Places[] {
  const {
    patient,
    customer,
    clinic,
    laboratory: receiver,
    dueDate,
    enclosures,
    note,
    services,
    remake,
    source,
  } = order;
  const text = laboratory.actions.return;
  const { dateOfBirth, reference } = patient;
  const who = [nameText({ ...patient, reference: undefined }), dateOfBirth && write.day(dateOfBirth), reference]
    .filter(Boolean)
    .join(', ');
  return [
    {
      title: text.theOrder,
      places: [
        ...(remake ? [{ pointer: '/remake', name: laboratory.remake(source), text: remake.reason }] : []),
        { pointer: '/patient', name: form.patient, text: who },
        { pointer: '/customer', name: form.dentist, text: nameText(customer) ?? '' },
        { pointer: '/clinic', name: form.clinic, text: clinic },
        { pointer: '/laboratory', name: form.laboratory, text: receiver?.name ?? '' },
        { pointer: '/dueDate', name: form.dueDate, text: dueDate ? write.date(dueDate) : '' },
        { pointer: '/services', name: form.services, text: text.allServices(services.length) },
        { pointer: '/enclosures', name: form.enclosures, text: enclosures.join(', ') },
        { pointer: '/note', name: form.note, text: note ?? '' },
        { pointer: '', name: text.whole, text: '' },
      ],
    },
    ...services.map((line, index) => ({
      title: text.line(index + 1, line.service.name),
      places: linePlaces(line, form, text.service).map((place) => ({
        ...place,
        pointer: `/services/${index}${place.pointer}`,
      })),
    })),
  ];
}

function linePlaces(line: Line, form: Words['form'], name: string): Place[] {
  const { service, teeth, arch, pontics, shade, stumpShade, material, implant, quantity, note } = line;
  const shadeText = (one: typeof shade) => (one ? `${one.value} (${one.system})` : '');
  const screwed = implant?.retention && form.retentions[implant.retention];
  const implantText = [implant?.system, implant?.platform, screwed].filter(Boolean).join(', ');
  return [
    { pointer: '', name, text: service.name },
    { pointer: '/teeth', name: form.teeth, text: teeth.join(' ') },
    ...(teeth.length === 0 ? [{ pointer: '/arch', name: form.jaw, text: arch ? form.arch[arch] : '' }] : []),
    ...(service.needs.pontics ? [{ pointer: '/pontics', name: form.pontics, text: (pontics ?? []).join(' ') }] : []),
    { pointer: '/shade', name: form.shade, text: shadeText(shade) },
    { pointer: '/stumpShade', name: form.stumpShade, text: shadeText(stumpShade) },
    { pointer: '/material', name: form.material, text: material ?? '' },
    ...(service.needs.implant ? [{ pointer: '/implant', name: form.implant, text: implantText }] : []),
    { pointer: '/quantity', name: form.quantity, text: String(quantity) },
    { pointer: '/note', name: form.lineNote, text: note ?? '' },
  ];
}
