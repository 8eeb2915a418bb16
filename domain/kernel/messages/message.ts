import * as z from 'zod/mini';

/** A message in a reply: words in the language of whoever asks. */
export const Message = z.string();
