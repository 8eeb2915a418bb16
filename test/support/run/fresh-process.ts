import { afterAll, vi } from 'vitest';

// Runs before each test file. Files share a process and the modules of node_modules. Each file loads our own modules anew,
// and finds environment, clock, fetch and mocked functions as if it were alone.
vi.resetModules();
const { fetch } = globalThis;
const environment = { ...process.env };

// After the hooks of the file itself, which were registered later.
afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  globalThis.fetch = fetch;
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
});
