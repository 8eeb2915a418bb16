/** A transient fault: the same request may succeed soon. The SDK marks its own with `$retryable`, too. */
export class TryAgain extends Error {
  override name = 'TryAgain';
  readonly $retryable = {};
}

/**
 * Timeouts of AWS clients in milliseconds, after which they retry. They are short because a function has ten seconds.
 */
export const clientTimeouts = {
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
};
