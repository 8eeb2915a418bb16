/** The path that says where things are. It is no route: anybody may ask, and its reply never changes. */
export const startPath = '/v1';

/** What the pages of a stage have for people and for programmers: each path, below the address of the pages. */
export const pagePaths = {
  desk: '/',
  documentation: '/docs',
  errors: '/docs/errors',
  openapi: '/openapi.json',
  asyncapi: '/asyncapi.json',
} as const;
