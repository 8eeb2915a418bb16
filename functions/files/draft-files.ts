/** The print of an order that is not published can be opened for 30 days; the bucket then forgets it by this prefix. */
export const draftDays = 30;
export const draftPrefix = 'draft/';
