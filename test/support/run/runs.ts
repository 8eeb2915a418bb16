/** How many runs a property gets: `usual`, times TIMES in `npm run test:long`. */
export const runs = (usual: number): number => usual * Number(process.env['TIMES'] ?? 1);
