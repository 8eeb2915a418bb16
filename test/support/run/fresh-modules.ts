import { vi } from 'vitest';

// Runs before each test file. Files share a process, and so what they import from node_modules; of ours each has its own.
vi.resetModules();
vi.unstubAllEnvs();
vi.useRealTimers();
