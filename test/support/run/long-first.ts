import { join } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The slowest test files, in the sequence in which they start. Started first, they do not prolong the run at its end; and
 * files that mostly wait start beside files that mostly compute. Files of one project stand together, those with CDK, too:
 * a process goes on with the next file only if that is of the same project, and then has loaded these modules.
 */
export const longFiles = [
  'database/life',
  'functions/prints/nothing-lost',
  'functions/prints/pages',
  'functions/prints/render',
  'infra/bundles/bundles',
  'database/races',
  'database/catching-up',
  'database/dead-endpoint',
  'journeys/laboratory-restart',
  'journeys/restart',
  'functions/http/linear',
  'database/lists',
  'infra/local/parts/queue',
  'database/laboratories',
  'journeys/laboratory',
  'infra/local/start',
  'database/announcing',
  'infra/local/demo/story',
  'database/two-releases',
  'database/restore',
  'infra/rights/permissions',
  'infra/stacks/main',
  'infra/stacks/watch',
  'infra/stacks/pages',
  'infra/stacks/deliveries',
  'infra/stacks/limits',
  'infra/stacks/sign-in',
  'infra/configuration',
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
