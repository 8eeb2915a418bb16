import { describe, expect, it } from 'vitest';
import { named } from '#desk/order/form/model/field-name.ts';
import { en } from '#desk/words/en.ts';

const inWords = (pointer: string, message: string) =>
  named([{ pointer, message }], (index) => ['Crown'][index], en.form).map((one) => one.message);

describe('what is wrong with an order, in a list', () => {
  it('has the name of its field in front, and that of its service', () => {
    const long = 'At most 100 characters.';
    expect(inWords('/patient/lastName', long)).toEqual([`Last name: ${long}`]);
    expect(inWords('/note', long)).toEqual([`Note: ${long}`]);
    expect(inWords('/enclosures/3', long)).toEqual([`Enclosures: ${long}`]);
    expect(inWords('/services/0/note', long)).toEqual([`Crown, Note for this service: ${long}`]);
    expect(inWords('/services/0/implant/system', long)).toEqual([`Crown, Implant: ${long}`]);
    expect(inWords('/services/0/teeth/1', '9 is no tooth.')).toEqual(['Crown, Teeth: 9 is no tooth.']);
    expect(inWords('/services/0/arch', 'Crown: choose upper, lower or both.')).toEqual([
      'Crown, Jaw: choose upper, lower or both.',
    ]);
    expect(inWords('/services/0/shade/value', 'Choose a shade.')).toEqual(['Crown: Choose a shade.']);
  });

  it('is as it is where it names the field by itself, or is about no one field', () => {
    for (const [pointer, message] of [
      ['/laboratoryId', 'Choose the laboratory.'],
      ['/services/0/shade', 'Crown: give the shade.'],
      ['/services', 'At most 100 services.'],
      ['/patient', 'Name the patient.'],
      ['', 'The order is too large.'],
    ] as const)
      expect(inWords(pointer, message)).toEqual([message]);
  });
});
