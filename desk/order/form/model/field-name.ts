import type { Said } from '#desk/parts/said.ts';
import type { Words } from '#desk/words/en.ts';

type Texts = Words['form'];

const lineFields = (text: Texts): Record<string, string> => ({
  teeth: text.teeth,
  pontics: text.pontics,
  arch: text.jaw,
  shade: text.shade,
  stumpShade: text.stumpShade,
  material: text.material,
  implant: text.implant,
  quantity: text.quantity,
  unitPrice: text.unitPrice,
  note: text.lineNote,
});

/** The labels of the fields that stand by themselves. */
function ownFields(text: Texts): Record<string, string> {
  const { clinic, dueDate, note, enclosures, notation, dentist, laboratory } = text;
  return { clinic, dueDate, note, enclosures, toothNotation: notation, customerId: dentist, laboratoryId: laboratory };
}

/** The label of the field at a pointer; undefined where there is no one field. */
function labelAt(pointer: string, text: Texts): string | undefined {
  const [, member = '', part = '', field = ''] = pointer.split('/');
  const { lastName, firstName, dateOfBirth, reference } = text;
  const patientFields: Record<string, string> = { lastName, firstName, dateOfBirth, reference };
  if (member === 'services') return lineFields(text)[field];
  return member === 'patient' ? patientFields[part] : ownFields(text)[member];
}

/**
 * What is wrong, each with the service and the field that it is about in front, for a list that is not beside the fields;
 * what it names by itself is not said twice. `serviceAt` is the name of the service of a line.
 */
export function named(said: readonly Said[], serviceAt: (index: number) => string | undefined, text: Texts): Said[] {
  return said.map(({ pointer, message }) => {
    const service = pointer.startsWith('/services/') ? serviceAt(Number(pointer.split('/')[2])) : undefined;
    // Of the same fields, some messages name the service in front, and others none.
    const begins = service !== undefined && message.startsWith(`${service}: `);
    const cure = begins ? message.slice(`${service}: `.length) : message;
    const isNamed = (name: string) => cure.toLowerCase().includes(name.toLowerCase());
    const names = [service, labelAt(pointer, text)].filter((name) => name !== undefined && !isNamed(name));
    return { pointer, message: names.length > 0 ? `${names.join(', ')}: ${cure}` : cure };
  });
}
