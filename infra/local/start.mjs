import module from 'node:module';
import '#infra/local/needed-node.mjs';

// What has been compiled once is kept: the next start takes half as long.
module.enableCompileCache();

// `start.ts` is a link to this file.
await import('#infra/local/run.ts');
