import { join } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The slowest test files, in the sequence in which they start. Started first, they do not prolong the run at its end; and
 * files that mostly wait alternate with files that mostly compute.
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

/** Starts the slowest files of all projects first. Vitest by itself knows no durations on a fresh machine. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification) =>
      longFiles.includes(moduleId) ? longFiles.indexOf(moduleId) : longFiles.length;
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}
