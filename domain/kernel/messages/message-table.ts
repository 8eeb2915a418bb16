/** A function that makes a table's messages by code. An unknown code, or facts that do not fit it, do not compile. */
export const messagesFrom =
  <Table extends Record<string, (facts: never) => string>>(
    table: {
      [Code in keyof Table]: (...facts: Parameters<Table[Code]>) => string;
    },
  ) =>
  <Code extends keyof Table>(code: Code, ...facts: Parameters<Table[Code]>): string =>
    table[code](...facts);
