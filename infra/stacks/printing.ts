import type { RouteName } from '#functions/contract/routes.ts';
import { families } from '#functions/prints/families.ts';

const fontFiles = families.flatMap(({ files }) => files).map((file) => `node_modules/${file}`);

/** The routes that print. */
export const printRoutes: readonly RouteName[] = ['printOrder', 'printLabOrder'];

/** The extra settings of functions that print: garbage collection, and the fonts in their bundle. */
export const printing = {
  // A print makes much short-lived garbage: a larger young generation collects it cheaply. More than one malloc arena
  // would make the process grow by tens of MB.
  environment: { NODE_OPTIONS: '--max-semi-space-size=16', MALLOC_ARENA_MAX: '1' },
  extras: {
    // pdfmake is CommonJS and uses `require` and `__dirname`, which ES modules do not have.
    banner:
      "import { createRequire as requireFrom } from 'node:module'; " +
      'const require = requireFrom(import.meta.url), __dirname = import.meta.dirname;',
    files: fontFiles,
  },
};
