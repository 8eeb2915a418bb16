import '#infra/local/needed-node.mjs';

// `start.ts` is a link to this file.
await import('#infra/local/run.ts');
