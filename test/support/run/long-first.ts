import { join } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest, in the sequence in which they begin: no long one is the last, and one that mostly waits
 * runs beside those that compute.
 */
export const longFiles = [
  'infra/bundles/bundles',
  'journeys/laboratory-restart',
  'functions/prints/render',
  'infra/local/parts/queue',
  'functions/http/linear',
  'database/laboratories',
  'functions/prints/pages',
  'journeys/restart',
  'journeys/receiver',
  'functions/prints/nothing-lost',
  'journeys/laboratory',
  'infra/local/start',
  'database/announcing',
  'infra/local/machine/data-dir',
  'infra/stacks/rule-packs',
  'infra/local/demo/story',
  'database/two-releases',
].map((file) => join(import.meta.dirname, `../../${file}.test.ts`));

/** Begins with the files that take longest, whatever project they are of; Vitest knows no times on a fresh machine. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification) =>
      longFiles.includes(moduleId) ? longFiles.indexOf(moduleId) : longFiles.length;
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}
