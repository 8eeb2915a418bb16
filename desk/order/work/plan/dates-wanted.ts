import { signal } from '@preact/signals';

/** The number of the order whose plan is to get its dates from the due date: its form asks for that, its plan shows it. */
export const datesWanted = signal<string | null>(null);
