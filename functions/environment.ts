/**
 * An environment variable that the deployment sets. Throws when it is missing, so that a wrong deployment fails at
 * once.
 */
export function environment(
  name:
    | 'AWS_REGION'
    | 'TABLE_NAME'
    | 'BUCKET_NAME'
    | 'FILES_URL'
    | 'BUS_NAME'
    | 'RETRY_QUEUE_URL'
    | 'DELIVERY_QUEUE_URL'
    | 'DELIVERY_WAITS'
    | 'KNOWN_PATHS'
    | 'PAGES_URL'
    | 'TOKENS_URL',
): string {
  const value = process.env[name];
  if (!value) throw new Error(`The environment lacks ${name}.`);
  return value;
}

/** Whether webhooks may go to this machine over plain HTTP. Only the local product sets this. */
export function webhooksToThisMachine(): boolean {
  return process.env['WEBHOOKS_TO_THIS_MACHINE'] === 'yes';
}
