import type { SerializedError } from 'vitest';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

/**
 * Closes a run with the line `N passed, N failed`. A file that does not load, a hook that fails and an error that nobody
 * caught count as failures; so does a test that is skipped, for nothing here is.
 */
export class ClosingLine implements Reporter {
  #passed = 0;
  #failed = 0;

  onInit(): void {
    // Whatever else is printed when the run ends, this comes after it.
    process.once('exit', () => process.stdout.write(`${this.#passed} passed, ${this.#failed} failed\n`));
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[], reason: string): void {
    const tests = modules.flatMap(({ children }) => [...children.allTests()]);
    const unrun = tests.filter((test) => !['passed', 'failed'].includes(test.result().state));
    for (const test of unrun) process.stdout.write(`Not run: ${nameOf(test)}\n`);

    const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    const broken = suites.flatMap((suite) => suite.errors()).length + unhandled.length;
    this.#passed = tests.filter((test) => test.result().state === 'passed').length;
    this.#failed = tests.length - this.#passed + broken;
    if (this.#failed === 0 && reason !== 'passed') this.#failed = 1;
    if (this.#failed > 0) process.exitCode = 1;
  }
}

const nameOf = (test: TestCase) => `${test.module.relativeModuleId} > ${test.fullName}`;
