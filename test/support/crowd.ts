import { availableParallelism, loadavg } from 'node:os';

/** How much longer everything takes while other processes want the processor, too. */
export const crowd = (): number => Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());
