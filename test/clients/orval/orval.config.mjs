export default {
  desk: {
    input: '../../../docs/openapi.json',
    output: {
      target: 'generated/desk.ts',
      client: 'fetch',
      headers: true,
      override: { mutator: { path: 'send.ts', name: 'send' } },
    },
  },
};
