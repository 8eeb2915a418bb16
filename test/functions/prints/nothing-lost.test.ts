import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { prose, text } from '#domain/kernel/text.ts';
import type { Order } from '#domain/order/order.ts';
import { LabelSize, Paper, Section } from '#domain/printing/printed-document.ts';
import { render } from '#functions/prints/render.ts';
import { asDraft, line, printed, published, revised, task } from '#test/support/printing/orders-to-print.ts';
import { lessOften, shown, textsOf } from '#test/support/printing/paper.ts';
import { linesIn, nearEdge, overlaps, picture, textIn, wordsIn } from '#test/support/printing/pdf.ts';
import { runs } from '#test/support/run/runs.ts';

vi.setConfig({ testTimeout: 600_000 });

/** Generates texts that are very wide, very high, or of unusual characters. */
const extremes = [
  '歯科技工指示書',
  'שלום רופא ',
  'عيادة الأسنان ',
  'სტომატოლოგია ',
  '👨‍👩‍👧‍👦🦷',
  'W',
  'i',
  'ﬃ',
  '→A≥b',
  'A\u0336\u0301\u0489',
  'a\u00A0b ',
  '\u3164x',
  '\u00ADx\u200Dy',
  '     z',
  'Anna-Maria-',
  '[U+65E5]',
  'Кріплення гвинтове ',
  'Nguyễn Thị ',
];
const filled = (longest: number, extreme: string) => extreme.repeat(longest).slice(0, longest).toWellFormed().trim();
const oneOf = (longest: number, more: string[] = []) =>
  fc
    .tuple(fc.constantFrom(...extremes, ...more), fc.constantFrom(1, 0.3, 0.05))
    .map(([extreme, share]) => filled(Math.ceil(longest * share), extreme));
/** Generates texts of up to the length that the schemas allow. */
const anyText = (longest: number) => oneOf(longest).filter((one) => text(longest).safeParse(one).success);
const anyProse = (longest: number) =>
  oneOf(longest, ['L\n', '\n\n\n.', 'one\ntwo ', '\tx\r\n']).filter((one) => prose(longest).safeParse(one).success);
const language = fc.constantFrom('en', 'uk', 'de');

const anyLine = fc.record({
  name: anyText(100),
  note: anyProse(500),
  material: anyText(60),
  shade: anyText(60),
  system: anyText(60),
  teeth: fc.constantFrom(['11'], ['11', '12', '21', '54', '85'], []),
});
const anyOrder = fc
  .record({
    name: anyText(100),
    other: anyText(100),
    reference: anyText(60),
    address: anyText(200),
    note: anyProse(4000),
    cancelReason: anyProse(500),
    enclosures: fc.array(anyText(60), { maxLength: 20 }),
    lines: fc.array(anyLine, { maxLength: 8 }),
    tasks: fc.array(anyText(100), { maxLength: 12 }),
    records: fc.array(anyProse(500), { maxLength: 4 }),
  })
  .map(
    ({ name, other, reference, address, note, cancelReason, enclosures, lines, tasks, records }): Order => ({
      ...published,
      clinic: name,
      customer: { firstName: name, lastName: other, address, registrationNumber: reference },
      patient: { firstName: other, lastName: name, reference },
      laboratory: { name: other, address },
      note,
      cancelReason,
      enclosures,
      services: lines.map(({ name, shade, system, teeth, ...rest }, index) =>
        line(`line-${index}`, name, {
          ...rest,
          teeth: [...teeth],
          ...(teeth.length === 0 && { arch: 'both' }),
          shade: { system: 'other', value: shade },
          implant: { system, platform: system },
        }),
      ),
      workPlan: {
        ...published.workPlan,
        tasks: tasks.map((name, index) => task(`t${index}`, name, { employeeId: 'x'.repeat(60), quantity: 999 })),
        unplannedServices: [{ serviceId: 'x', name: other }],
      },
      payroll: {
        ...published.payroll,
        records: records.map((note, index) => ({
          recordId: `r${index}`,
          employeeId: 'minh',
          amount: { amount: 9_999_999_999, currency: 'EUR' },
          note,
          at: published.createdAt,
          by: published.createdBy,
        })),
      },
    }),
  );

describe('An order form', () => {
  it('contains all texts of its sheet, whatever they are, and none at the edge', async () => {
    const sections = fc.option(fc.subarray(Section.options, { minLength: 1 }), { nil: Section.options });
    const request = fc.record({ sections, paper: fc.constantFrom(...Paper.options), language });
    await fc.assert(
      fc.asyncProperty(anyOrder, request, async (order, how) => {
        const { sheet } = printed(order, how);
        const pdf = await render(sheet);
        expect(lessOften(pdf, textsOf(sheet))).toEqual([]);
        expect(nearEdge(pdf)).toEqual([]);
        expect(overlaps(wordsIn(pdf).words)).toEqual([]);
      }),
      { numRuns: runs(10) },
    );
  });

  it.each(Paper.options)('on %s has a row that is higher than the page', async (paper) => {
    const notes = [
      filled(500, '歯科技工指示書'),
      filled(500, 'שלום רופא '),
      ...[45, 55, 64].map((many) => 'L.\n'.repeat(many)),
    ];
    for (const note of notes) {
      const services = [line('a', 'First', { teeth: ['24'], note: note.trim() }), line('b', 'Last', { teeth: ['25'] })];
      const { sheet } = printed({ ...published, services }, { paper });
      expect(lessOften(await render(sheet), textsOf(sheet))).toEqual([]);
    }
  });
});

describe('A label', () => {
  const cancelled: Order = { ...asDraft(published), status: 'cancelled' };
  const anyLabel = fc.record({
    clinic: anyText(100),
    other: anyText(100),
    name: fc.option(anyText(100)),
    reference: anyText(60),
    laboratoryReference: fc.option(anyText(60)),
    remake: fc.option(
      fc.constantFrom('REMAKE', 'NEUANFERTIGUNG von\u00A0#A0B1C2D3E4', 'ПЕРЕРОБКА замовлення\u00A0#A0B1C2D3E4'),
    ),
    order: fc.constantFrom(published, asDraft(published), revised(published, 20), cancelled),
  });

  it('is one page with its codes in fixed places, whatever the names are', async () => {
    const codesOfPlain = new Map<string, Buffer[]>();
    const request = fc.record({ size: fc.constantFrom(...LabelSize.options), language });
    await fc.assert(
      fc.asyncProperty(anyLabel, request, async ({ clinic, other, name, reference, order, ...more }, how) => {
        const named: Order = {
          ...order,
          clinic,
          customer: { firstName: other, lastName: clinic },
          laboratory: { name: other },
          patient: name === null ? { reference } : { firstName: name, lastName: other },
        };
        const { sheet } = printed(named, { kind: 'label', ...how });
        if (sheet.kind !== 'label') throw new Error('A label is printed.');
        Object.assign(sheet, more);
        const pdf = await render(sheet);
        const { words, pages } = wordsIn(pdf);
        expect(pages).toHaveLength(1);
        expect(nearEdge(pdf)).toEqual([]);
        expect(overlaps(words)).toEqual([]);
        const said = textIn(pdf);
        const whole = [sheet.number, ...sheet.due, sheet.revision, sheet.mark, sheet.remake].filter(
          (one) => one !== null,
        );
        expect(whole.filter((one) => !said.includes(shown(one)))).toEqual([]);
        // A text that is cut ends in an ellipsis.
        const cut = [sheet.patient, sheet.laboratoryReference ?? '', ...sheet.places];
        const begun = cut.filter((one) => !said.includes(shown(one)));
        expect(said.split('…').length - 1).toBeGreaterThanOrEqual(begun.length);
        const plain = printed(order, { kind: 'label', size: how.size }).sheet;
        const which = [how.size, plain.number, plain.revision, plain.mark].join();
        const codes = codesOfPlain.get(which) ?? codesIn(await render(plain), how.size);
        codesOfPlain.set(which, codes);
        expect(codesIn(pdf, how.size)).toEqual(codes);
      }),
      { numRuns: runs(10) },
    );
  });

  it.each(LabelSize.options)('of %s does not cut a reference of 35 characters', async (size) => {
    for (const reference of [
      'MITTE-2026-KRONE-00412',
      'NORTHSIDE-MITTE-PATIENT-2026-000417',
      '1234567890123456789012',
    ]) {
      const { sheet } = printed({ ...published, patient: { reference } }, { kind: 'label', size });
      expect(textIn(await render(sheet))).toContain(reference);
    }
  });

  it.each(LabelSize.options)('of %s breaks no number and no word that fits in a smaller size', async (size) => {
    const remake: Order = {
      ...published,
      remake: { reason: 'Open' },
      source: 'D0D1C2D3E4',
      patient: { reference: 'P-26' },
    };
    for (const language of ['en', 'de', 'uk']) {
      const { sheet } = printed(remake, { kind: 'label', size, language });
      expect(linesIn(await render(sheet)).filter((said) => said.includes('#D0D1C2D3E4'))).toHaveLength(1);
    }
    const named = { ...published, patient: { firstName: 'אדם', lastName: 'כהן' }, clinic: 'Zahnärzte Charlottenburg' };
    const lines = linesIn(await render(printed(named, { kind: 'label', size }).sheet));
    expect(lines.filter((said) => said.includes('[U+05DB].'))).toHaveLength(1);
    expect(lines.filter((said) => said.includes('Charlottenburg'))).toHaveLength(1);
  });

  it.each(LabelSize.options)(
    'of %s breaks a reference of signs of several fonts where its line is full',
    async (size) => {
      for (const signs of ['→A≥b', '≥', '\u00A0→', '\u0901'])
        for (const length of [17, 22, 26]) {
          const patient = { reference: filled(length, signs) };
          const { sheet } = printed({ ...published, patient }, { kind: 'label', size });
          await expect(render(sheet), patient.reference).resolves.toBeInstanceOf(Buffer);
        }
    },
  );

  it.each(LabelSize.options)('of %s keeps its codes clear of what reaches over its place', async (size) => {
    const labelled = async (reference: string) => {
      const { sheet } = printed({ ...published, patient: { reference } }, { kind: 'label', size });
      return codesIn(await render(sheet), size);
    };
    const clear = await labelled('MITTE-1');
    for (const reaching of ['A\u0336\u0301\u0489', 'i\u0489', 'i\uA672'])
      expect(await labelled(filled(60, `${reaching} `)), reaching).toEqual(clear);
  });

  /** The dots of the codes with their quiet zones: the QR code at the top left, the bar code at the bottom. */
  function codesIn(pdf: Buffer, size: LabelSize): Buffer[] {
    const { width, height, dots } = picture(pdf);
    const cut = (left: number, top: number, right: number, bottom: number) =>
      Buffer.concat(
        Array.from({ length: bottom - top }, (_, y) =>
          dots.subarray((top + y) * width + left, (top + y) * width + right),
        ),
      );
    const bars = size === '100x50' ? 13 * 8 : 5 * 8;
    const left = size === '100x50' ? width - 24 - 310 : 0;
    return [cut(0, 0, 24 + 132 + 16, 24 + 132 + 16), cut(left, height - 24 - bars, width, height)];
  }
});
