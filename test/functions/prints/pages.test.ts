import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { Paper, Section } from '#domain/printing/printed-document.ts';
import { render } from '#functions/prints/render.ts';
import {
  line,
  longest,
  manager,
  printed,
  published,
  revised,
  settings,
} from '#test/support/printing/orders-to-print.ts';
import { missing, shown, textsOf } from '#test/support/printing/paper.ts';
import { infoOf, linesIn, overlaps, textIn, wordsIn } from '#test/support/printing/pdf.ts';
import { runs } from '#test/support/run/runs.ts';

vi.setConfig({ testTimeout: 600_000 });

const everything = Section.options;
const rendered = (order: Order, request: object = {}) => render(printed(order, request).sheet);

describe('the pages of an order form', () => {
  it('breaks a long order cleanly, with number, page and table heads on every page, in under two seconds', async () => {
    const { sheet } = printed(longest);
    await render(sheet);
    const before = process.cpuUsage();
    const pdf = await render(sheet);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(2000);
    expect(missing(pdf, textsOf(sheet))).toEqual([]);
    const { words, pages } = wordsIn(pdf);
    expect(pages.length).toBeGreaterThan(8);
    const text = textIn(pdf);
    for (const page of pages.keys()) {
      expect(text).toContain(`#E33E1B813DVersion3Page${page + 1}of${pages.length}`);
      expect(words.filter((word) => word.page === page + 1).length).toBeGreaterThan(12);
    }
    const heads = text.split('LineServiceTeeth(FDI)QtyShade').length - 1;
    expect(heads).toBeGreaterThan(2);
    expect(words.map(({ word }) => word)).toContain('100');
  });

  it('breaks no money, date, number or tooth', async () => {
    const big = fc.integer({ min: 100_000, max: 9_999_999_999 });
    const printing = fc.record({
      paper: fc.constantFrom(...Paper.options),
      language: fc.constantFrom('en', 'uk', 'de'),
      toothNotation: fc.constantFrom('FDI', 'Universal', 'Palmer'),
    });
    const currencies = fc.constantFrom('EUR', 'UAH', 'JPY', 'KWD', 'USD', 'HUF');
    await fc.assert(
      fc.asyncProperty(
        printing,
        currencies,
        big,
        fc.constantFrom(1, 12, 999),
        async (how, currency, amount, quantity) => {
          const price = { amount, currency };
          const order: Order = {
            ...published,
            currency,
            services: published.services.map((one) => ({ ...one, quantity, service: { ...one.service, price } })),
            workPlan: {
              ...published.workPlan,
              tasks: published.workPlan.tasks.map((one) => ({ ...one, quantity, price })),
            },
          };
          const { sheet } = printed(order, { ...how, sections: everything }, manager, { ...settings, currency });
          if (sheet.kind !== 'form') throw new Error('A form is printed.');
          const { services, workPlan, prices, payroll } = sheet;
          const tokens = [
            sheet.due[1],
            ...sheet.facts.flatMap(([, value]) => value.match(/\S+\u00A0\d{4}-\d\d-\d\d/gu) ?? []),
            ...(services?.rows ?? []).flatMap(({ cells }) => [...(cells[2] ?? '').split(' '), cells[3] ?? '']),
            ...(workPlan?.rows ?? []).flatMap(({ cells }) => [cells[3] ?? '', cells[5] ?? '']),
            ...[prices, payroll].flatMap((table) => [
              ...(table?.rows ?? []).flatMap(({ cells }) => cells.slice(-3)),
              ...(table?.sums ?? []).map(([, sum]) => sum),
            ]),
          ];
          const pdf = await render(sheet);
          const lines = linesIn(pdf);
          expect(tokens.filter((token) => !lines.some((line) => line.includes(shown(token))))).toEqual([]);
          expect(overlaps(wordsIn(pdf).words)).toEqual([]);
        },
      ),
      { numRuns: runs(10, 0.5) },
    );
  });

  it('sets Palmer’s corners and other signs on the line of their row, and no line apart', async () => {
    const pdf = await rendered(published, { toothNotation: 'Palmer' });
    const { words } = wordsIn(pdf);
    const tops = (wanted: RegExp) => words.filter(({ word }) => wanted.test(word)).map(({ top }) => top);
    const [rowTop = 0] = tops(/^Zirconia$/);
    expect(tops(/^⎿4$/)[0]).toBeCloseTo(rowTop, 0);
    const [signs = 0, next = 0] = [tops(/^grinds:$/)[0], tops(/^Try-in$/)[0]];
    expect(next - signs).toBeLessThan(9 * 1.5);
  });

  it('keeps headings with what they head, totals with a row, and the signature with what is signed', async () => {
    for (const length of [1, 2, 4, 6, 7, 9, 12, 15, 18, 20, 22, 24, 26, 28, 30, 35, 40]) {
      const numbers = Array.from({ length }, (_, index) => index + 1);
      const order: Order = {
        ...published,
        services: [...numbers, 0].map((index) => line(`line-${index}`, index ? `Crown-${index}.` : 'Last crown')),
        note: numbers.map((index) => `row-${index}.`).join('\n'),
      };
      const request = { paper: 'A5', language: 'de', toothNotation: 'Palmer', sections: everything };
      const { words } = wordsIn(await rendered(order, request));
      const pagesOf = (wanted: string) => words.filter(({ word }) => word === wanted).map(({ page }) => page);
      const notes = words.findLastIndex(({ word }, index) => word === 'Hinweis' && words[index + 1]?.word === 'row-1.');
      expect(notes).toBeGreaterThan(0);
      expect(words[notes]?.page).toBe(pagesOf('row-1.')[0]);
      expect(pagesOf('Unterschrift')).toEqual(pagesOf(`row-${length}.`));
      expect(pagesOf('Zwischensumme')[0]).toBe(pagesOf('Last').at(-1));
      expect(pagesOf('Zwischensumme')).toEqual(pagesOf('Summe'));
      expect(pagesOf('Deckungsbeitrag')[0]).toBe(pagesOf('inspection').at(-1));
    }
  });

  it('keeps the signature with the last service or the chart where nothing is noted', async () => {
    for (const length of [3, 6, 9, 12, 15, 18, 21, 24, 27]) {
      const services = Array.from({ length }, (_, index) => line(`line-${index}`, `Crown-${index + 1}.`));
      const pagesOf = (words: { word: string; page: number }[], wanted: string) =>
        words.filter(({ word }) => word === wanted).map(({ page }) => page);
      for (const [sections, end] of [
        [['services'], `Crown-${length}.`],
        [['services', 'dentalCard'], '48'],
      ] as const) {
        const { words } = wordsIn(await rendered({ ...published, services }, { sections, paper: 'A5' }));
        expect(pagesOf(words, 'Signature')).toEqual(pagesOf(words, end));
      }
    }
  });

  it('is signed after what is prescribed, and never under plan, prices or pay', async () => {
    const text = textIn(await rendered(published, { sections: everything }));
    expect(text).toMatch(/Services.*Dentalchart.*Note.*Signatureofthedentist.*Workplan.*Prices.*Payroll.*Margin/s);
    expect(text.match(/Signatureofthedentist/g)).toHaveLength(1);
  });

  it('takes a page where a page is enough', async () => {
    const bare: Order = { ...published, note: null, workPlan: { ...published.workPlan, tasks: [] } };
    for (const paper of Paper.options) expect(infoOf(await rendered(bare, { paper }))['Pages']).toBe('1');
  });

  it('keeps number and due date in one line each, whatever day it is', async () => {
    for (const language of ['en', 'de', 'uk'] as const)
      for (const day of ['02', '03', '04', '05', '06', '07', '08']) {
        const dueDate = `2099-03-${day}`;
        const words = wordsIn(await rendered({ ...published, dueDate }, { language })).words.map(({ word }) => word);
        expect(words).toContain(dueDate);
        expect(words).toContain(`#${published.number}`);
      }
  });

  it('keeps version, revision, mark and remake in one line each', async () => {
    const order: Order = {
      ...revised(published, 12),
      status: 'cancelled',
      remake: { reason: 'Open' },
      source: 'A0B1C2D3E4',
    };
    for (const paper of Paper.options)
      for (const language of ['en', 'uk', 'de']) {
        const { sheet } = printed({ ...order, version: 117 }, { paper, language });
        if (sheet.kind !== 'form') throw new Error('A form is printed.');
        const lines = linesIn(await render(sheet));
        const { version, revision, replaces, mark, remake } = sheet;
        const broken = [version, revision, replaces, mark, remake].filter(
          (one) => one === null || !lines.some((line) => line.includes(shown(one))),
        );
        expect(broken).toEqual([]);
      }
  });

  it('sets how many apart from the shade or the technician that follows', async () => {
    for (const paper of Paper.options)
      for (const language of ['en', 'uk', 'de']) {
        const pdf = await rendered(published, { paper, language, sections: ['services', 'workPlan'] });
        const { words } = wordsIn(pdf);
        const gaps = words.flatMap(({ word, left }, index) => {
          const before = words[index - 1];
          const isPair =
            /^(\d|Qty|Anz\.|К-сть)$/.test(before?.word ?? '') &&
            /^(A3|A3\.5|Farbe|Shade|Колір|Minh|Technician|Techniker|Технік)$/.test(word);
          return before && isPair ? [left - before.right] : [];
        });
        expect(gaps.length).toBeGreaterThan(6);
        expect(Math.min(...gaps)).toBeGreaterThan(paper === 'A5' ? 8 : 10);
      }
  });

  it('keeps every entry of the legend in one line', async () => {
    const services = [
      line('b', 'Bridge', { teeth: ['24', '25', '26'], pontics: ['25'], implant: { system: 'BLX' } }),
      line('d', 'Full denture', { unit: 'arch', arch: 'lower' }),
    ];
    for (const paper of Paper.options)
      for (const language of ['en', 'uk', 'de']) {
        const { sheet } = printed({ ...published, services }, { paper, language });
        const legend = sheet.kind === 'form' ? (sheet.dentalCard?.legend ?? []) : [];
        const lines = linesIn(await render(sheet));
        expect(legend).toHaveLength(4);
        expect(lines).toContain(shown(legend.map(({ text }) => text).join('')));
      }
  });

  it('loses nothing where a hundred jaws are named in the chart', async () => {
    const services = Array.from({ length: 100 }, (_, index) =>
      line(`d-${index}`, `Denture ${index} ${'with a long name '.repeat(4)}`.trim(), { unit: 'arch', arch: 'both' }),
    );
    const { sheet } = printed({ ...published, services, note: null }, { paper: 'A5' });
    expect(missing(await render(sheet), textsOf(sheet))).toEqual([]);
  });

  it('counts the pages of each copy by itself', async () => {
    const once = Number(infoOf(await rendered(published))['Pages']);
    const pdf = await rendered(published, { copies: 3 });
    expect(infoOf(pdf)['Pages']).toBe(String(3 * once));
    expect(textIn(pdf).split(`Page1of${once}`)).toHaveLength(4);
  });
});
