import { Duration } from 'aws-cdk-lib';

/** The wait before each further attempt of a webhook delivery. After the last attempt the subscription is turned off. */
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
