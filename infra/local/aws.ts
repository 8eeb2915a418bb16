/** Where the local parts say they are, and the keys that none of them checks. */
export const aws = { region: 'eu-central-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
