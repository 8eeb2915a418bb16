/** Prints what a thread takes for today in zones, as [zone, instant, date]. */
import { isMainThread, Worker } from 'node:worker_threads';
import { todayIn } from '#functions/clock.ts';

const zones = ['Asia/Tokyo', 'America/New_York', 'Europe/Berlin'];
const instants = ['2026-07-15T02:30:00.000Z', '2026-07-15T20:30:00.000Z', '2026-07-15T23:30:00.000Z'];

if (isMainThread) new Worker(new URL(import.meta.url));
else console.log(JSON.stringify(zones.flatMap((zone) => instants.map((at) => [zone, at, todayIn(zone, at)]))));
