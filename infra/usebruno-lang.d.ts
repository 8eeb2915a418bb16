declare module '@usebruno/lang' {
  export function jsonToBruV2(file: object): string;
  export function jsonToCollectionBru(file: object): string;
  export function envJsonToBruV2(file: object): string;
}
