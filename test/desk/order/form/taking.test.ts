import { describe, expect, test } from 'vitest';
import { newLine } from '#desk/order/form/model/form.ts';
import { clicked, hung, stretched, toggled, withJaw } from '#desk/order/form/model/taking.ts';
import type { Tooth } from '#domain/kernel/teeth.ts';

const lineWith = (teeth: string, ...pontics: Tooth[]) => ({ ...newLine('zirconia-bridge', 'one'), teeth, pontics });

describe('what is done in the chart', () => {
  test('a tooth is taken, and left again', () => {
    expect(toggled(lineWith('24, 25'), '26', 'FDI')).toEqual({ teeth: '24-26', pontics: [] });
    expect(toggled(lineWith('24-26', '25'), '25', 'FDI')).toEqual({ teeth: '24, 26', pontics: [] });
  });

  test('a click takes a tooth, a second one makes it hang, and a third one leaves it, where the service knows pontics', () => {
    expect(clicked(lineWith(''), '25', 'FDI', true)).toEqual({ teeth: '25', pontics: [] });
    expect(clicked(lineWith('24-26'), '25', 'FDI', true)).toEqual({ teeth: '24-26', pontics: ['25'] });
    expect(clicked(lineWith('24-26', '25'), '25', 'FDI', true)).toEqual({ teeth: '24, 26', pontics: [] });
    expect(clicked(lineWith('24-26'), '25', 'FDI', false)).toEqual({ teeth: '24, 26', pontics: [] });
  });

  test('a pontic is one of the teeth, and may be an abutment again', () => {
    expect(hung(lineWith('24, 26'), '25', 'FDI')).toEqual({ teeth: '24-26', pontics: ['25'] });
    expect(hung(lineWith('24-26', '25'), '25', 'FDI')).toEqual({ teeth: '24-26', pontics: [] });
  });

  test('a range adds to what is there, in the notation of the form, and what cannot be read stays', () => {
    expect(stretched(lineWith('3'), '21', '23', 'Universal').teeth).toBe('3, 9-11');
    expect(stretched(lineWith('16 xx'), '21', '23', 'FDI').teeth).toBe('16, 21-23, xx');
    // From jaw to jaw there is no row.
    expect(stretched(lineWith('16'), '16', '46', 'FDI').teeth).toBe('16, 46');
  });

  test('a jaw is taken beside the other, and left again', () => {
    expect(withJaw('', 'upper')).toBe('upper');
    expect(withJaw('upper', 'lower')).toBe('both');
    expect(withJaw('both', 'lower')).toBe('upper');
    expect(withJaw('lower', 'lower')).toBe('');
  });
});
