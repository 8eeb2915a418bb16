import { describe, expect, it } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { LabelSize, Paper } from '#domain/printing/printed-document.ts';
import { render } from '#functions/prints/render.ts';
import { asDraft, printed, published, revised } from '#test/support/printing/orders-to-print.ts';
import { picture } from '#test/support/printing/pdf.ts';
import { scanned } from '#test/support/printing/scan.ts';

const orders: [says: string, order: Order][] = [
  ['northside/E33E1B813D', asDraft(published)],
  ['northside/E33E1B813D-1', published],
  ['northside/E33E1B813D-2', revised(published, 2)],
  [`${'a-9'.repeat(13)}z/E33E1B813D-999`, { ...revised(published, 999), tenantId: `${'a-9'.repeat(13)}z` }],
];

describe('the codes', () => {
  it.each(LabelSize.options)('of a label of %s are read by a scanner', async (size) => {
    for (const [says, order] of orders) {
      const pdf = await render(printed(order, { kind: 'label', size }).sheet);
      expect(await scanned(pdf)).toEqual({ qr: [says], bars: ['E33E1B813D'] });
    }
  });

  it.each(Paper.options)('of a form on %s are read by a scanner', async (paper) => {
    for (const [says, order] of orders.slice(-1))
      expect(await scanned(await render(printed(order, { paper }).sheet))).toEqual({ qr: [says], bars: [] });
  });

  it.each(LabelSize.options)('of a label of %s leave three millimetres free at each edge', async (size) => {
    const { width, height, dots } = picture(await render(printed(published, { kind: 'label', size }).sheet), 1, 203.2);
    const free = 24;
    const inside = (at: number, length: number) => at >= free && at < length - free;
    const black = [...dots.entries()].filter(([index, grey]) => {
      const [x, y] = [index % width, Math.floor(index / width)];
      return grey < 128 && !(inside(x, width) && inside(y, height));
    });
    expect(black).toEqual([]);
  });

  it.each(LabelSize.options)('of a label of %s are in whole dots of its printer', async (size) => {
    const { width, dots } = picture(await render(printed(published, { kind: 'label', size }).sheet), 1, 203.2);
    const [corner, modules, each] = [24, 33, 4];
    const isBlack = (x: number, y: number) => (dots[(corner + y) * width + corner + x] ?? 0) < 128;
    const torn = Array.from({ length: modules ** 2 }, (_, index) => {
      const [left, top] = [(index % modules) * each, Math.floor(index / modules) * each];
      return new Set(
        Array.from({ length: each ** 2 }, (_, dot) => isBlack(left + (dot % each), top + Math.floor(dot / each))),
      );
    }).filter(({ size }) => size > 1);
    expect(torn).toEqual([]);
  });
});
