/** Region and credentials of the local parts. The local S3 server accepts only these keys. */
export const aws = { region: 'eu-central-1', credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' } };
