/** A fault of ours that passes: whoever asks again soon may be served. `$retryable` is how the SDK marks its own, too. */
export class TryAgain extends Error {
  override name = 'TryAgain';
  readonly $retryable = {};
}

/** How long a client of AWS waits for an answer, in milliseconds, before it asks again: a function has ten seconds. */
export const clientTimeouts = {
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
};
