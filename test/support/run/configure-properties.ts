import fc from 'fast-check';
import { expect } from 'vitest';
import { runs } from '#test/support/run/runs.ts';

// Prints the number of runs and the seed of each property. `SEED=... npm run test:long -- -t name` repeats them.
const seed = process.env['SEED'];
// As it is now: a test may take the log lines of functions away from it.
const print = process.stdout.write.bind(process.stdout);
fc.configureGlobal({
  numRuns: runs(100),
  ...(seed && { seed: Number(seed) }),
  reporter(details) {
    if (details.failed) throw new Error(fc.defaultReportMessage(details), { cause: details.errorInstance });
    print(`${details.numRuns} runs, seed ${details.seed}: ${expect.getState().currentTestName}\n`);
  },
});
