import type { SerializedError } from 'vitest';
import type { Reporter, TestModule, TestSpecification, Vitest } from 'vitest/node';

/** The projects of `npm test`: all their tests together see whatever the OpenAPI document lists. */
const needed = ['rules', 'product'];

/**
 * A Vitest reporter that prints, when all of `npm test` has passed, what the OpenAPI document lists and no reply had. The
 * run then fails if that is more than `excused`, or if that excuses what is not listed.
 */
export class NeverSeen implements Reporter {
  readonly #listed: readonly string[];
  readonly #excused: readonly string[];
  #vitest: Vitest | undefined;
  #asked: readonly TestSpecification[] = [];

  constructor(listed: readonly string[], excused: readonly string[]) {
    this.#listed = listed;
    this.#excused = excused;
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunStart(asked: readonly TestSpecification[]): void {
    this.#asked = asked;
  }

  async onTestRunEnd(
    modules: readonly TestModule[],
    _: readonly SerializedError[],
    reason: 'passed' | 'failed' | 'interrupted',
  ): Promise<void> {
    if (reason !== 'passed' || !(await this.#isWhole())) return;
    const seen = new Set(modules.flatMap((module) => module.meta().seen ?? []));
    const never = this.#listed.filter((one) => !seen.has(one));
    process.stdout.write(`Documented and never seen: ${never.join(', ') || 'nothing'}.\n`);
    const untested = never.filter((one) => !this.#excused.includes(one));
    const unlisted = this.#excused.filter((one) => !this.#listed.includes(one));
    if (untested.length > 0) fail(`Have a test see these, or take them out of the document: ${untested.join(', ')}.`);
    if (unlisted.length > 0) fail(`Do not excuse these, for they are not documented: ${unlisted.join(', ')}.`);
  }

  /** Whether all tests of all needed projects have run. */
  async #isWhole(): Promise<boolean> {
    const all = (await this.#vitest?.globTestSpecifications()) ?? [];
    const names = new Set(this.#asked.map(({ project }) => project.name));
    const isChosen = this.#asked.some(({ project, testLines }) => project.config.testNamePattern ?? testLines?.length);
    return needed.every((name) => names.has(name)) && this.#asked.length === all.length && !isChosen;
  }
}

function fail(why: string): void {
  process.stdout.write(`${why}\n`);
  process.exitCode = 1;
}
