import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { Paper, Section } from '#domain/printing/printed-document.ts';
import { documentIdOf, render, sha256 } from '#functions/prints/render.ts';
import { printing } from '#infra/stacks/printing.ts';
import { missing, shown, textsOf } from '#test/support/paper.ts';
import { compact, infoOf, linesIn, overlaps, picture, textIn, wordsIn } from '#test/support/pdf.ts';
import { asDraft, line, longest, manager, printed, published, settings, task } from '#test/support/printing.ts';
import { runs } from '#test/support/runs.ts';

vi.setConfig({ testTimeout: 600_000 });

const everything = Section.options;
const rendered = (order: Order, request: object = {}) => render(printed(order, request).sheet);
describe('the order form', () => {
  it.each(Paper.options)('says on %s all that was chosen', async (paper) => {
    const { sheet } = printed(published, { sections: everything, paper });
    const pdf = await render(sheet);
    expect(missing(pdf, textsOf(sheet))).toEqual([]);
    expect(overlaps(wordsIn(pdf).words)).toEqual([]);
  });

  it('says nothing that was not chosen', async () => {
    const marked: Order = {
      ...published,
      services: [line('crown', 'The service', { note: 'The remark' })],
      note: 'The note',
      workPlan: { ...published.workPlan, tasks: [task('t', 'The task', { employeeId: 'minh' })] },
    };
    const says: Record<Section, RegExp> = {
      services: /Theremark/,
      dentalCard: /Dentalchart/,
      note: /Thenote/,
      workPlan: /Thetask.*MinhNguyễn/s,
      prices: /119\.00/,
      payroll: /Thetask.*4\.50/s,
    };
    for (const section of everything) {
      const text = textIn(await rendered(marked, { sections: [section] }));
      const said = everything.filter((other) => says[other].test(text));
      // Payroll names tasks and technicians, too, for they are what is paid.
      expect(said).toEqual(section === 'payroll' ? expect.arrayContaining(['payroll']) : [section]);
      if (section !== 'prices') expect(text).not.toContain('119.00');
      if (section !== 'payroll') expect(text).not.toContain('4.50');
    }
  });

  it('loses, cuts and overlaps no text of any order', async () => {
    const scripts = [
      'Łukaszewska',
      'Nguyễn Thị',
      'Şahin Iğdır ıİ',
      'Шевче́нко Ґонґадзе',
      'Παπαδόπουλος Άΐ',
      'ẹ́kọ́ x̌ Ṭ́ i̇',
      'W'.repeat(60),
      'Donaudampfschifffahrtsgesellschaftskapitän',
      '山田太郎',
      'محمد',
      '😀👩‍👧',
      '≥ 0.8 mm → A2',
      'https://example.com/a-very-long/path?with=query',
      'office ffi fl — “quoted” … $&<>"\'\\{}',
    ];
    const word = fc.oneof(fc.constantFrom(...scripts), fc.string({ minLength: 1, maxLength: 20 }));
    const text = (longest: number) =>
      fc.array(word, { minLength: 1, maxLength: 12 }).map(
        (words) =>
          words
            .join(' ')
            .replace(/\p{Cc}/gu, ' ')
            .trim()
            .slice(0, longest)
            .toWellFormed()
            .trim() || 'x',
      );
    const anyLine = fc.record({ name: text(100), note: text(500), material: text(60), shade: text(60) });
    const anyOrder = fc
      .record({
        clinic: text(100),
        firstName: text(100),
        lastName: text(100),
        reference: text(60),
        laboratory: text(100),
        address: text(200),
        note: text(4000),
        enclosures: fc.array(text(60), { maxLength: 20 }),
        lines: fc.array(anyLine, { maxLength: 6 }),
        tasks: fc.array(text(100), { maxLength: 6 }),
      })
      .map(
        ({ clinic, firstName, lastName, reference, laboratory, address, note, enclosures, lines, tasks }): Order => ({
          ...published,
          clinic,
          customer: { firstName, lastName, address },
          patient: { firstName: lastName, lastName: firstName, reference },
          laboratory: { name: laboratory, address },
          note,
          enclosures,
          services: lines.map(({ name, shade, ...rest }, index) =>
            line(`line-${index}`, name, { ...rest, teeth: ['11'], shade: { system: 'other', value: shade } }),
          ),
          workPlan: { ...published.workPlan, tasks: tasks.map((name, index) => task(`t${index}`, name)) },
        }),
      );
    await fc.assert(
      fc.asyncProperty(anyOrder, fc.constantFrom(...Paper.options), async (order, paper) => {
        const { sheet } = printed(order, { sections: everything, paper });
        const pdf = await render(sheet);
        expect(missing(pdf, textsOf(sheet))).toEqual([]);
        const { words, pages } = wordsIn(pdf);
        expect(overlaps(words)).toEqual([]);
        const outside = words.filter(({ page, left, top, right, bottom }) => {
          const { width = 0, height = 0 } = pages[page - 1] ?? {};
          return left < 0 || top < 0 || right > width || bottom > height;
        });
        expect(outside).toEqual([]);
      }),
      { numRuns: runs(15) },
    );
  }, 300_000);

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
      { numRuns: runs(25) },
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

  it('is drawn and kept once, however many the copies: 20 take no longer, and grow the file by pointers only', async () => {
    const timed = async (copies: number) => {
      const before = process.cpuUsage();
      const pdf = await rendered(longest, { copies });
      const { user, system } = process.cpuUsage(before);
      return { pdf, seconds: (user + system) / 1e6 };
    };
    await timed(1);
    const [one, twenty] = [await timed(1), await timed(20)];
    const pages = Number(infoOf(one.pdf)['Pages']);
    expect(infoOf(twenty.pdf)).toMatchObject({ Pages: String(20 * pages), Title: infoOf(one.pdf)['Title'] });
    expect(twenty.seconds).toBeLessThan(1.5 * one.seconds + 0.2);
    expect((twenty.pdf.length - one.pdf.length) / (19 * pages)).toBeLessThan(250);
    expect(twenty.pdf.includes('/Lang (en)')).toBe(true);
    for (const copy of [2, 20]) expect(picture(twenty.pdf, (copy - 1) * pages + 2)).toEqual(picture(one.pdf, 2));
  });

  it('is the same bytes for the same sheet, whatever was printed before, and dated by the order', async () => {
    const { sheet } = printed(published);
    const one = await render(sheet);
    await rendered({ ...published, note: longest.note }, { language: 'uk', toothNotation: 'Palmer' });
    const other = await render(printed(published).sheet);
    expect(sha256(one)).toBe(sha256(other));
    expect(documentIdOf(printed(published))).toBe(documentIdOf(printed(published)));
    expect(documentIdOf(printed(asDraft(published)))).not.toBe(documentIdOf(printed(published)));
    expect(infoOf(one)).toMatchObject({
      Title: 'Dental order #E33E1B813D',
      CreationDate: expect.stringContaining('2026-12-04'),
    });
    expect(one.includes('/Lang (en)')).toBe(true);
    expect((await rendered(published, { language: 'uk' })).includes('/Lang (uk)')).toBe(true);
  });

  it('marks what is not sent', async () => {
    const cancelled: Order = { ...asDraft(published), status: 'cancelled', cancelReason: 'Chose another treatment' };
    expect(textIn(await rendered(published))).not.toMatch(/DRAFT|CANCELLED/);
    expect(textIn(await rendered(asDraft(published)))).toContain('DRAFT');
    expect(textIn(await rendered(cancelled))).toContain('CANCELLED');
  });

  it('does not grow the instance that prints: under 20 MB in 100 prints after 20 to warm up', () => {
    const script = join(import.meta.dirname, '../../support/print-often.ts');
    const env = { ...process.env, ...printing.environment };
    const grown = Number(execFileSync(process.execPath, ['--expose-gc', script], { encoding: 'utf8', env }));
    expect(grown).toBeLessThan(20);
  }, 300_000);
});

describe('names', () => {
  it.each([
    'Nguyễn Thị Ánh Tuyết',
    'Łukasz Gżegżółka',
    'Iğdır Şahin ıİ',
    'Ґалаґан Їжакевич',
    'Шевче́нко',
    'Ελένη Δημητρίου ΐΰ',
    'Adébáyọ̀ ẹ́kọ́',
    'Dvořa\u0301k u\u0308ber',
  ])('in any script that we print come out as they went in: %s', async (lastName) => {
    const pdf = await rendered({ ...published, patient: { lastName } }, { sections: ['note'] });
    expect(textIn(pdf)).toContain(compact(lastName));
  });

  it.each([
    ['山田', '[U+5C71][U+7530]'],
    ['مح', '[U+0645][U+062D]'],
    ['😀', '[U+1F600]'],
  ])('in any other are printed as their codes: %s', async (lastName, codes) => {
    expect(shown(lastName)).toBe(codes);
    expect(textIn(await rendered({ ...published, patient: { lastName } }, { sections: ['note'] }))).toContain(codes);
  });
});
