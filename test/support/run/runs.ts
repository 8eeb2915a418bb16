/** How often a property is tried: as often as here, and in `npm run test:long` as many times more often. */
export const runs = (usual: number): number => usual * Number(process.env['TIMES'] ?? 1);
