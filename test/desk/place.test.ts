import { expect, test } from 'vitest';
import { idOfNew, messageAbout, pathOf, placeOfMessage, placeOfNew } from '#desk/kept/place.ts';

test('what was typed leads to its screen: that of its order, of the order that has no number yet, or of the one that a message is about', () => {
  expect(pathOf('a1b2c3d4e5')).toBe('/orders/a1b2c3d4e5');
  expect(pathOf(placeOfNew('0c1d'))).toBe('/orders/new/0c1d');
  expect(pathOf(placeOfNew('../x'))).toBe('/orders/new/..%2Fx');
  for (const path of ['/settings', '/profile', '/catalogue/services/crown', '/webhooks/of/one'])
    expect(pathOf(path)).toBe(path);
  expect(pathOf(placeOfMessage('A1B2C3D4E5'))).toBe('/orders/A1B2C3D4E5');
  expect(pathOf(placeOfMessage('northside/A1B2C3D4E5'))).toBe('/orders/northside/A1B2C3D4E5');
  expect(messageAbout(placeOfMessage('northside/A1B2C3D4E5'))).toBe('A1B2C3D4E5');
  expect(messageAbout('A1B2C3D4E5')).toBeUndefined();
});

test('a new order has the same id in whatever tab it is typed', () => {
  expect(idOfNew(placeOfNew('0c1d'))).toBe('0c1d');
});
