import { vi } from 'vitest';

// Runs before each test file. Files share a process and the modules of node_modules, but each loads our own modules anew.
vi.resetModules();
vi.unstubAllEnvs();
vi.useRealTimers();
