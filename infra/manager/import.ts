import { setTimeout as pause } from 'node:timers/promises';
import { importCatalog } from '#infra/manager/import-catalog.ts';

/** `npm run import`: writes the catalogue of an organisation from CSV files. */
process.exitCode = await importCatalog(process.argv.slice(2), process.env, {
  say: (line) => console.log(line),
  warn: (line) => console.error(line),
  pause: (seconds) => pause(seconds * 1000),
});
