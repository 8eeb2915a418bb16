/** Where the local parts say they are, and the keys of this product: the only ones that its S3 server knows. */
export const aws = { region: 'eu-central-1', credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' } };
