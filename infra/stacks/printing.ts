import { families } from '#functions/prints/families.ts';

const fontFiles = families.flatMap(({ files }) => files).map((file) => `node_modules/${file}`);

/** What a function that prints has beside the others: room to draw, and the fonts where it looks for them. */
export const printing = {
  // A print leaves much garbage that dies young. More room or more arenas for it, and the process would grow by tens of MB.
  environment: { NODE_OPTIONS: '--max-semi-space-size=16', MALLOC_ARENA_MAX: '1' },
  extras: {
    // pdfmake is CommonJS, and asks for what a module does not have.
    banner:
      "import { createRequire as requireFrom } from 'node:module'; " +
      'const require = requireFrom(import.meta.url), __dirname = import.meta.dirname;',
    files: fontFiles,
  },
};
