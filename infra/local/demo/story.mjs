import '#infra/local/needed-node.mjs';

// `story.ts` is a link to this file.
await import('#infra/local/demo/tell.ts');
