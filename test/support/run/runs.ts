const times = Number(process.env['TIMES'] ?? 1);

/** Whether tests may take long, as in `npm run test:long`. */
export const atLength = times > 1;

/**
 * How many runs a property gets: `usual`, times TIMES in `npm run test:long`. There one gets `more` times as many again,
 * a slow one less.
 */
export const runs = (usual: number, more = 1): number => usual * times * (atLength ? more : 1);
