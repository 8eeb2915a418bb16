import { sizeOf } from '#infra/stacks/sizes.ts';

/** AWS's prices in us-east-1, in US dollars. Frankfurt costs about a fifth more. */
const prices = {
  'DynamoDB, write units': 0.625 / 1e6,
  'DynamoDB, read units': 0.125 / 1e6,
  'HTTP API, requests': 1 / 1e6,
  'Lambda, calls': 0.2 / 1e6,
  'Lambda, GB-seconds': 0.0000133334,
  'S3, puts': 5 / 1e6,
  'S3, gets': 0.4 / 1e6,
  'EventBridge, events': 1 / 1e6,
  'SQS, requests': 0.4 / 1e6,
  'CloudWatch Logs, GB': 0.5,
};
type Item = keyof typeof prices;

/** What has been used of AWS, and what it costs. */
export class Bill {
  readonly #used = new Map<Item, number>();

  count(item: Item, many = 1): void {
    this.#used.set(item, (this.#used.get(item) ?? 0) + many);
  }

  /** A call of the function of this name that took so many milliseconds. */
  countCall(name: string, ms: number): void {
    this.count('Lambda, calls');
    this.count('Lambda, GB-seconds', (ms / 1000) * (sizeOf(name).memory / 1024));
  }

  clear(): void {
    this.#used.clear();
  }

  /** The bill as a table, of a thousand orders when so many were made. */
  ofThousand(orders: number): string {
    const lines = Object.entries(prices).map(([item, price]) => {
      const many = ((this.#used.get(item as Item) ?? 0) * 1000) / orders;
      return { item, many, costs: many * price };
    });
    const shown = (many: number) => (many < 10 ? many.toFixed(3) : Math.round(many).toLocaleString('en'));
    const rows = lines.map(({ item, many, costs }) => `| ${item} | ${shown(many)} | ${costs.toFixed(4)} |`);
    const sum = lines.reduce((all, { costs }) => all + costs, 0);
    return [
      '| A thousand orders | Used | USD |',
      '|---|---|---|',
      ...rows,
      `| **Together** | | **${sum.toFixed(2)}** |`,
    ].join('\n');
  }
}
