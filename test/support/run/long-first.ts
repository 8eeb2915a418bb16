import { join } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The slowest test files, in the sequence in which they start among those of their project. Started first, they do not
 * prolong the run at its end. Files with CDK stand together: a process that has loaded it goes on with the next.
 */
export const longFiles = [
  'database/life',
  'database/races',
  'journeys/laboratory-restart',
  'journeys/restart',
  'infra/local/demo/story',
  'database/catching-up',
  'database/dead-endpoint',
  'journeys/laboratory',
  'infra/local/parts/queue',
  'database/two-releases',
  'infra/local/start',
  'database/laboratories',
  'database/lists',
  'database/announcing',
  'database/restore',
  'functions/prints/nothing-lost',
  'infra/bundles/bundles',
  'functions/prints/pages',
  'functions/prints/render',
  'functions/http/linear',
  'infra/rights/permissions',
  'infra/stacks/main',
  'infra/stacks/watch',
  'infra/stacks/pages',
  'infra/stacks/deliveries',
  'infra/stacks/limits',
  'infra/stacks/sign-in',
  'infra/configuration',
].map((file) => join(import.meta.dirname, `../../${file}.test.ts`));

/**
 * Starts the files of one project after those of the other, because a process goes on with the next file only if that is of
 * the same project: first what runs on the product, and of each the slowest. Vitest by itself knows no durations on a fresh
 * machine.
 */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId, project }: TestSpecification) => {
      const place = longFiles.includes(moduleId) ? longFiles.indexOf(moduleId) : longFiles.length;
      return project.name.includes('product') ? place - longFiles.length - 1 : place;
    };
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}
