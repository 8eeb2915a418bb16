import type { Plugin } from 'esbuild';

/** Leaves zod's JSON Schema generator out of a bundle: nothing of ours uses it, and it adds 18 KB. */
export const withoutJsonSchema: Plugin = {
  name: 'without-json-schema',
  setup({ onLoad }) {
    onLoad({ filter: /zod\/v4\/core\/to-json-schema\.js$/ }, () => ({
      contents: `
        const unreached = () => { throw new Error('JSON Schema is left out of bundles: see infra/bundles/without-json-schema.ts.'); };
        exports.createToJSONSchemaMethod = exports.createStandardJSONSchemaMethod = () => unreached;
      `,
    }));
    onLoad({ filter: /zod\/v4\/core\/json-schema-processors\.js$/ }, () => ({ contents: 'module.exports = {};' }));
  },
};
