import { describe, expect, it } from 'vitest';
import type { LabOrder } from '#desk/api/client.ts';
import { returnPlaces } from '#desk/laboratory/order/return-places.ts';
import { en } from '#desk/words/en.ts';
import { placesInsteadOf } from '#domain/order/laboratory/places.ts';
import { complete, draft, shade } from '#test/support/orders.ts';

const order = draft({
  ...complete,
  services: [
    { serviceId: 'zirconia-crown', teeth: ['11'], shade },
    { serviceId: 'zirconia-bridge', teeth: ['24', '25', '26'], pontics: ['25'], shade },
    { serviceId: 'implant-crown', teeth: ['36'], shade, implant: { system: 'BLX', retention: 'screw' } },
    { serviceId: 'full-denture', arch: 'upper', shade },
  ],
});
const asSent = { date: (date: string) => date, day: (date: string) => date };
const places = returnPlaces(Object(order) satisfies LabOrder, en, asSent);

describe('what a laboratory can return an order for', () => {
  it('is every field and every line, also what is empty, and the order as a whole', () => {
    expect(places.map(({ title }) => title)).toEqual([
      'The order',
      'Line 1: The zirconia-crown',
      'Line 2: The zirconia-bridge',
      'Line 3: The implant-crown',
      'Line 4: The full-denture',
    ]);
    const [whole, crown, bridge, implant, denture] = places.map((group) => group.places);
    expect(whole).toContainEqual({ pointer: '', name: 'Something else', text: '' });
    expect(crown).toContainEqual({ pointer: '/services/0/stumpShade', name: 'Stump shade', text: '' });
    expect(bridge).toContainEqual({ pointer: '/services/1/pontics', name: 'Pontics', text: '25' });
    expect(implant).toContainEqual({ pointer: '/services/2/implant', name: 'Implant', text: 'BLX, Screw' });
    expect(denture).toContainEqual({ pointer: '/services/3/arch', name: 'Jaw', text: 'Upper' });
  });

  it('are places that the API takes', () => {
    for (const { pointer } of places.flatMap((group) => group.places))
      expect([pointer, placesInsteadOf(pointer, order, { prices: false })]).toEqual([pointer, null]);
  });

  it('are all that the API takes, but for what is kept of the order without being shown to be chosen', () => {
    const remade = { ...order, source: 'ABCDEF0123', remake: { reason: 'Open margin' } };
    const offered = returnPlaces(Object(remade) satisfies LabOrder, en, asSent).flatMap((group) => group.places);
    expect(offered).toContainEqual({ pointer: '/remake', name: 'Remake of #ABCDEF0123', text: 'Open margin' });
    expect(offered).toContainEqual({ pointer: '/laboratory', name: 'Laboratory', text: 'Apex' });
    const left = (pointer: string) =>
      placesInsteadOf(`${pointer}/x`, order, { prices: true })?.filter((place) =>
        offered.every((one) => one.pointer !== place),
      );
    expect(left('')).toEqual(['/source', '/laboratoryId', '/toothNotation']);
    expect(left('/services/2')).toEqual(
      ['serviceId', 'service', 'arch', 'pontics', 'unitPrice'].map((member) => `/services/2/${member}`),
    );
  });
});
