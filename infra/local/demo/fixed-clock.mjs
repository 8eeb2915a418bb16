/**
 * Preloaded by the recorder in all its processes: their clock stood at a fixed instant when the recorder started, so that
 * recorded dates stay the same.
 */
const offset = Date.parse('2026-11-26T09:00:00Z') - Number(process.env['RECORDER_STARTED']);
const now = Date.now;

globalThis.Date = class extends Date {
  constructor(...values) {
    super(...(values.length > 0 ? values : [now() + offset]));
  }

  static now() {
    return now() + offset;
  }
};
