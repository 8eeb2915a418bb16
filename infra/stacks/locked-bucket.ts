import { RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, type BucketProps, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/** A bucket as all of ours are: private, versioned, TLS only, and kept if the stack is deleted. */
export class LockedBucket extends Bucket {
  constructor(scope: Construct, id: string, props: BucketProps) {
    super(scope, id, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      // Published forms are prescriptions: with versions, overwriting or deleting one can be undone.
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      ...props,
    });
  }

  /** Makes `Bucket` fit `IBucket`, which has no undefined `isWebsite` (exactOptionalPropertyTypes). */
  override get isWebsite(): boolean {
    return super.isWebsite ?? false;
  }
}
