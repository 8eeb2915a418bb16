import type { SerializedError } from 'vitest';
import type { Reporter, TestCase, TestModule, TestSpecification } from 'vitest/node';

/**
 * A Vitest reporter that ends a run with the line `N passed, N failed`. These count as failures, too: files that do
 * not load, failed hooks, crashed workers, uncaught errors, skipped tests (unless others were chosen by name or
 * line), and a run without tests.
 */
export class ClosingLine implements Reporter {
  #passed = 0;
  #failed = 0;
  #specifications: readonly TestSpecification[] = [];

  onTestRunStart(specifications: readonly TestSpecification[]): void {
    this.#specifications = specifications;
  }

  onInit(): void {
    // On exit, so that this line comes after everything that other reporters print.
    process.once('exit', (code) => {
      if (this.#failed === 0 && (code !== 0 || this.#passed === 0)) this.#failed = 1;
      if (this.#failed > 0) process.exitCode = code || 1;
      process.stdout.write(`${this.#passed} passed, ${this.#failed} failed\n`);
    });
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[], reason: string): void {
    const byLine = new Set(this.#specifications.flatMap((one) => (one.testLines?.length ? [one.moduleId] : [])));
    const isChosen = ({ module, project, fullName }: TestCase) =>
      !byLine.has(module.moduleId) && (project.config.testNamePattern?.test(fullName) ?? true);

    const tests = modules.flatMap(({ children }) => [...children.allTests()]);
    const inState = (...states: string[]) => tests.filter((test) => states.includes(test.result().state));
    const unrun = inState('pending', 'skipped').filter(isChosen);
    for (const test of unrun) process.stdout.write(`Not run: ${test.module.relativeModuleId} > ${test.fullName}\n`);

    const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    const broken = suites.flatMap((suite) => suite.errors()).length + unhandled.length;
    this.#passed = inState('passed').length;
    this.#failed = inState('failed').length + unrun.length + broken;
    if (this.#failed === 0 && reason !== 'passed') this.#failed = 1;
  }
}
