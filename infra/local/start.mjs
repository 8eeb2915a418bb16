import module from 'node:module';
import '#infra/local/needed-node.mjs';

// Caches compiled code on disk: the next start takes half as long.
module.enableCompileCache();

// `start.ts` is a symbolic link to this file, so that an old Node, which cannot read TypeScript, gets to the check above.
await import('#infra/local/run.ts');
