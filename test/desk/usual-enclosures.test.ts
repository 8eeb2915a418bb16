import { describe, expect, test } from 'vitest';
import { usualLeft } from '#desk/words/usual-enclosures.ts';

describe('the enclosures that are offered', () => {
  test('are those that usually travel with an order, in the language of the page', () => {
    expect(usualLeft([], 'en')).toEqual(['Impression', 'Bite record', 'Models', 'Photographs', 'Scan']);
    expect(usualLeft([], 'de')).toContain('Abformung');
    expect(usualLeft(['A key'], 'uk')).toHaveLength(5);
  });

  test('are not offered again when somebody has named them in another language, or in capitals', () => {
    expect(usualLeft(['Impression', 'modelle', 'ФОТО'], 'de')).toEqual(['Bissregistrat', 'Scan']);
    expect(usualLeft(['Scan'], 'uk')).not.toContain('Скан');
  });
});
