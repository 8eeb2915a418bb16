/** A process that prints 120 forms and outputs by how many megabytes the last 100 made it grow, after garbage collection. */
import { render } from '#functions/prints/render.ts';
import { printed, published } from '#test/support/printing/orders-to-print.ts';

const { sheet } = printed(published);
const megabytes = async (prints: number) => {
  for (let print = 0; print < prints; print++) await render(sheet);
  await globalThis.gc?.({ type: 'major', execution: 'async', flavor: 'last-resort' });
  return process.memoryUsage.rss() / 2 ** 20;
};

const warm = await megabytes(20);
console.log((await megabytes(100)) - warm);
