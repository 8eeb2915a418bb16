/** Makes the messages of a table; a code that it does not list, or other facts than its own, do not compile. */
export const messagesFrom =
  <Table extends Record<string, (facts: never) => string>>(
    table: {
      [Code in keyof Table]: (...facts: Parameters<Table[Code]>) => string;
    },
  ) =>
  <Code extends keyof Table>(code: Code, ...facts: Parameters<Table[Code]>): string =>
    table[code](...facts);
