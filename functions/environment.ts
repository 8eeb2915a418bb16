/** What the deployment tells a function. Absent means misdeployed: the function fails at its start. */
export function environment(name: 'TABLE_NAME' | 'BUCKET_NAME' | 'BUS_NAME' | 'RETRY_QUEUE_URL'): string {
  const value = process.env[name];
  if (!value) throw new Error(`The environment lacks ${name}.`);
  return value;
}
