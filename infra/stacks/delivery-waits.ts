import { Duration } from 'aws-cdk-lib';

/** How long an endpoint that fails is left alone before each further try; after the last one it is given up. */
export const deliveryWaits = [
  Duration.seconds(5),
  Duration.minutes(5),
  Duration.minutes(30),
  Duration.hours(2),
  Duration.hours(5),
  Duration.hours(10),
  Duration.hours(14),
  Duration.hours(20),
  Duration.hours(24),
];
