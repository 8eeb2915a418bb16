/** The API that the pages call, and the address where it takes tokens from. */
export type Backend = {
  /** The address of the API, without a path. */
  api: string;
  /** The address of the token endpoint. */
  token: string;
  /** A client whose id and secret the reference fills in. Only the local product has one. */
  demo?: { clientId: string; clientSecret: string } | undefined;
};
