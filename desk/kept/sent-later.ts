import { signal } from '@preact/signals';
import type { Order } from '#desk/api/client.ts';
import { nameOf } from '#desk/kept/named.ts';
import { messageAbout, pathOf } from '#desk/kept/place.ts';
import { words } from '#desk/words/words.ts';

/** What became of something that was sent when its screen had been left, and where it is to be seen. */
type SentLater = { path: string; text: string; isSent: boolean };

/** All of it that is still to be told. */
export const sentLater = signal<readonly SentLater[]>([]);

/** Says so on whatever screen is open, until it is closed. */
function say(path: string, text: string, isSent = true): void {
  sentLater.value = [...sentLater.value, { path, text, isSent }];
}

export const sayOrderSent = ({ number, laboratory }: Order): void =>
  say(`/orders/${number}`, words.peek().kept.orderSent(`#${number}`, laboratory?.name ?? ''));

/** Says that the message of a place was sent. */
export const sayMessageSent = (place: string): void =>
  say(pathOf(place), words.peek().kept.messageSent(`#${messageAbout(place)}`));

/** Says that what was typed at a place could not be sent. Its screen says why. */
export const sayNotSent = (place: string, typed: unknown): void =>
  say(pathOf(place), words.peek().kept.notSent(nameOf({ place, typed })), false);
