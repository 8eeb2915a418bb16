import { browserStore, note } from '#desk/kept/store.ts';
import { ToothNotation } from '#domain/kernel/teeth.ts';

const key = 'tooth-notation';

/** The notation that was used last in this browser. */
export const usualNotation = (): ToothNotation =>
  ToothNotation.safeParse(browserStore('localStorage')?.getItem(key)).data ?? 'FDI';

/** From now on, orders without teeth are written in this notation. */
export const useFromNow = (notation: ToothNotation): void => note('localStorage', key, notation);
