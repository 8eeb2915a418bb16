import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { Paper, Section } from '#domain/printing/printed-document.ts';
import { documentIdOf, render, sha256 } from '#functions/prints/render.ts';
import { asDraft, line, longest, printed, published, task } from '#test/support/printing/orders-to-print.ts';
import { lessOften, missing, shown, textsOf } from '#test/support/printing/paper.ts';
import { compact, infoOf, overlaps, picture, textIn, wordsIn } from '#test/support/printing/pdf.ts';
import { runs } from '#test/support/run/runs.ts';

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
      // The payroll also contains the names of tasks and technicians.
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
        expect(lessOften(pdf, textsOf(sheet))).toEqual([]);
        const { words, pages } = wordsIn(pdf);
        expect(overlaps(words)).toEqual([]);
        const outside = words.filter(({ page, left, top, right, bottom }) => {
          const { width = 0, height = 0 } = pages[page - 1] ?? {};
          return left < 0 || top < 0 || right > width || bottom > height;
        });
        expect(outside).toEqual([]);
      }),
      { numRuns: runs(15, 0.5) },
    );
  }, 300_000);

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

  it('marks what is not sent, at its head and on every page', async () => {
    const cancelled: Order = { ...asDraft(published), status: 'cancelled', cancelReason: 'Chose another treatment' };
    expect(textIn(await rendered(published))).not.toMatch(/DRAFT|CANCELLED/);
    for (const [mark, order] of Object.entries({ DRAFT: asDraft(published), CANCELLED: cancelled })) {
      const pdf = await rendered(order, { sections: everything });
      const [text, { pages }] = [textIn(pdf), wordsIn(pdf)];
      expect(text).toContain(`${mark}Version3`);
      expect(text.split(`Version3${mark}Page`).length - 1).toBe(pages.length);
    }
  });
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
