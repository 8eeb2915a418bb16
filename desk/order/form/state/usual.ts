import { ToothNotation } from '#domain/kernel/teeth.ts';

const key = 'tooth-notation';

/** The notation that was used last in this browser. */
export const usualNotation = (): ToothNotation => ToothNotation.safeParse(localStorage.getItem(key)).data ?? 'FDI';

/** From now on, orders without teeth are written in this notation. */
export const useFromNow = (notation: ToothNotation): void => localStorage.setItem(key, notation);
