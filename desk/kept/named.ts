import * as z from 'zod/mini';
import { isOrder, messageAbout, pathOf } from '#desk/kept/place.ts';
import { nameText } from '#desk/parts/format.ts';
import { words } from '#desk/words/words.ts';

/** What is typed of an order, as far as it names the patient. */
const OfPatient = z.object({
  form: z.object({ patient: z.object({ lastName: z.string(), firstName: z.string(), reference: z.string() }) }),
});

/** What is typed at a place, in words: what its screen is called, and for whom an order is. */
export function nameOf({ place, typed }: { place: string; typed: unknown }): string {
  const patient = OfPatient.safeParse(typed).data?.form.patient;
  const name = patient && nameText(patient);
  return name === undefined ? screenOf(place) : words.value.kept.of(screenOf(place), name);
}

/** What the screen of a place is called. */
function screenOf(place: string): string {
  const { kept, shell } = words.value;
  if (isOrder(place)) return `#${place}`;
  const about = messageAbout(place);
  if (about !== undefined) return kept.message(`#${about}`);
  const [, first = ''] = pathOf(place).split('/');
  const { settings, catalogue, profile, webhooks } = shell;
  return (
    Object.entries({ settings, catalogue, profile, webhooks }).find(([name]) => name === first)?.[1] ?? shell.newOrder
  );
}
