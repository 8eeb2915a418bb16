/** What the deployment tells a function. Absent means misdeployed: the function fails at its start. */
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
    | 'KNOWN_PATHS',
): string {
  const value = process.env[name];
  if (!value) throw new Error(`The environment lacks ${name}.`);
  return value;
}

/** Whether webhooks may go to this machine itself, over plain HTTP. Only the local product says so; nothing deployed does. */
export function webhooksToThisMachine(): boolean {
  return process.env['WEBHOOKS_TO_THIS_MACHINE'] === 'yes';
}
