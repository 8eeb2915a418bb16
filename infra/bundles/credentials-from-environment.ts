/** All that a Lambda ever signs with: the keys in its environment. Bundled in place of the SDK's search through every other source. */
export const defaultProvider = () => async () => ({
  accessKeyId: process.env['AWS_ACCESS_KEY_ID'],
  secretAccessKey: process.env['AWS_SECRET_ACCESS_KEY'],
  sessionToken: process.env['AWS_SESSION_TOKEN'],
});
