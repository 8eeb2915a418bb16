import type { ToothNotation } from '#domain/kernel/teeth.ts';

/** An example: the same teeth as each notation writes them. Written out, so that words load no teeth. */
export const teethLike: Record<ToothNotation, string> = {
  FDI: '11, 24, 25',
  Universal: '8, 12, 13',
  Palmer: 'UR1, UL4, UL5',
};
