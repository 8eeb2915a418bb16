import '#infra/local/needed-node.mjs';

// `story.ts` is a symbolic link to this file, so that an old Node, which cannot read TypeScript, gets to the check above.
await import('#infra/local/demo/tell.ts');
