/** Prints of orders that are not published: a lifecycle rule of the bucket deletes this prefix after this many days. */
export const draftDays = 30;
export const draftPrefix = 'draft/';
