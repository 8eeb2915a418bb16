/** The part of the S3 server that we use; it brings no types. */
declare module '@20minutes/s3rver' {
  import type { IncomingMessage, RequestListener } from 'node:http';
  import type FilesystemStore from '@20minutes/s3rver/lib/stores/filesystem.js';

  export default class S3rver {
    constructor(options: {
      directory: string;
      silent: boolean;
      configureBuckets: { name: string; configs?: string[] }[];
    });
    configureBuckets(): Promise<unknown>;
    callback(): RequestListener;
    context: { store: FilesystemStore };
    on(event: 'error', listener: (error: Error & { status?: number }, context: { req: IncomingMessage }) => void): this;
  }
}

declare module '@20minutes/s3rver/lib/stores/filesystem.js' {
  import type { Readable } from 'node:stream';

  export type S3Object = { bucket: string; key: string; content: Readable; metadata: Record<string, string> };

  export default class FilesystemStore {
    constructor(rootDirectory: string);
    getResourcePath(bucket: string, key: string, part: string): string;
    getObject(bucket: string, key: string, range?: { start?: number; end?: number }): Promise<S3Object | null>;
    putObject(object: S3Object): Promise<{ size: number; md5: string }>;
  }
}
