import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { effect, fault, type Warning, warning } from '#domain/kernel/decision.ts';
import { grouped, type Messages } from '#domain/kernel/messages/en.ts';
import { issueInEnglish } from '#domain/kernel/messages/in-english.ts';
import { customIssue, inWords, rule, ruleOf, type Said, saidBy } from '#domain/kernel/messages/messages.ts';
import { ToothNotation, writeTooth } from '#domain/kernel/teeth.ts';
import { de, en, uk } from '#test/support/all-messages.ts';

describe('a message', () => {
  it('is said as a code and its facts, and made into words for whoever reads it', () => {
    const unknown = fault('/services/0/teeth/1', 'unknown_tooth', { tooth: '99', notation: 'FDI' });
    expect(unknown).toEqual({
      pointer: '/services/0/teeth/1',
      code: 'unknown_tooth',
      facts: { tooth: '99', notation: 'FDI' },
    });
    expect(inWords(en.faults, unknown)).toEqual({
      pointer: '/services/0/teeth/1',
      code: 'unknown_tooth',
      message: '99 is not a tooth in FDI; name teeth as in 11, 24, 25.',
    });
    expect(inWords(en.warnings, warning(null, 'negative_margin'))).toEqual({
      code: 'negative_margin',
      message: 'Technicians would earn more than the order brings in.',
    });
  });

  it('says what to write for what is no tooth, with an example in the notation of the order', () => {
    for (const notation of ToothNotation.options) {
      const example = (['11', '24', '25'] as const).map((tooth) => writeTooth(tooth, notation)).join(', ');
      for (const { faults } of [en, de, uk])
        expect(faults.unknown_tooth({ tooth: '24-99', notation })).toContain(` ${example}.`);
    }
  });

  it('asks people to write or to choose what is typed and chosen; to send is for programs', () => {
    for (const { faults } of [en, de, uk]) {
      const said = [
        ...(['text', 'number', 'wholeNumber', 'date'] as const).map((type) => faults.invalid_type({ type })),
        faults.required({ type: 'text' }),
        faults.invalid_value({ values: ['form', 'label'] }),
        ...(['number', 'text', 'list'] as const).flatMap((of) => [
          faults.too_small({ of, least: 1 }),
          faults.too_big({ of, most: 20 }),
        ]),
        faults.not_multiple_of({ step: 0.01 }),
        faults.unknown_shade({ system: 'VITA Classical', values: ['A1'] }),
        faults.unknown_shade({ system: 'other', values: null }),
      ];
      expect(said.filter((text) => /\bsend|надішліть|надсил/iu.test(text))).toEqual([]);
    }
  });

  it('counts what a list must have as things, one or several', () => {
    const said = ({ faults }: Messages) =>
      [1, 2].flatMap((count) => [
        faults.too_small({ of: 'list', least: count }),
        faults.too_big({ of: 'list', most: count }),
      ]);
    expect(said(en)).toEqual([
      'Give at least 1 item.',
      'Give at most 1 item.',
      'Give at least 2 items.',
      'Give at most 2 items.',
    ]);
    expect(said(de)).toEqual([
      'Geben Sie mindestens 1 Eintrag an.',
      'Geben Sie höchstens 1 Eintrag an.',
      'Geben Sie mindestens 2 Einträge an.',
      'Geben Sie höchstens 2 Einträge an.',
    ]);
  });

  it('has no member of a request where a person sets hours and days off', () => {
    for (const { faults } of [en, de, uk])
      for (const code of ['not_later', 'until_before_date', 'until_too_late', 'hours_incomplete'] as const)
        expect(faults[code]()).not.toMatch(/\b(from|to|date|until)\b/);
  });

  it('says of what is unknown what to do: choose another, or have it added', () => {
    for (const code of ['unknown_customer', 'unknown_laboratory', 'unknown_service', 'unknown_employee'] as const) {
      expect(en.faults[code]()).toMatch(/; choose another, or (add|have) .+\.$/);
      expect(de.faults[code]()).toMatch(/; wählen Sie .+ zuerst (an|anlegen)\.$/);
      expect(uk.faults[code]()).toMatch(/; виберіть .+ спершу дода.+\.$/);
    }
  });

  it('does not compile for a code that is not listed, or with other facts than its own', () => {
    const wrong = [
      // @ts-expect-error -- no such code
      () => fault('', 'unknown_toth'),
      // @ts-expect-error -- a warning is no fault
      () => fault('', 'gap_in_bridge'),
      // @ts-expect-error -- the notation is missing
      () => fault('', 'unknown_tooth', { tooth: '99' }),
      // @ts-expect-error -- it has facts
      () => fault('', 'unknown_tooth'),
      // @ts-expect-error -- it has no facts
      () => warning(null, 'negative_margin', { count: 1 }),
      // @ts-expect-error -- of another type
      () => customIssue('too_small', { of: 'list', least: 'one' }),
      // @ts-expect-error -- no such reason
      () => rule('forbidden_url', { why: 'ugly' }),
      // @ts-expect-error -- a fault is not in this table
      () => inWords(en.warnings, fault('', 'unknown_customer')),
    ];
    expect(wrong).toHaveLength(8);
  });

  it('has amounts with a comma in German and Ukrainian, as the desk fills them in', () => {
    const facts = { currency: 'EUR', example: '120.00', most: '99999999.99' };
    const meant = { cell: '1.200', meanings: ['1200.00', '1.20'] };
    const said = [de, uk].flatMap(({ tables }) => [
      tables.invalid_amount(facts),
      tables.amount_in_other_currency(facts),
      tables.ambiguous_amount(meant).replace('1.200', ''),
    ]);
    expect(said.filter((text) => /\d\.\d/.test(text))).toEqual([]);
    expect(said[0]).toContain('etwa 120,00, bis 99999999,99.');
    expect(en.tables.invalid_amount(facts)).toContain('120.00');
  });

  it('has numbers with digits in groups', () => {
    expect([0, 7, 100, 1000, 9_999_999_999, 0.01, 1234567].map(grouped)).toEqual([
      '0',
      '7',
      '100',
      '1,000',
      '9,999,999,999',
      '0.01',
      '1,234,567',
    ]);
  });
});

describe('a rule of a schema', () => {
  /** The issues of a value, each as what a rule of ours says of it, or as zod's own message. */
  const said = (schema: z.ZodMiniType, value: unknown) =>
    schema.safeParse(value, { error: () => 'in general' }).error?.issues.map((issue) => saidBy(issue) ?? issue.message);

  it('gives its code and its facts for every kind of check', () => {
    const dated = rule('not_later');
    for (const schema of [
      z.string().check(z.regex(/x/, dated)),
      z.string().check(z.minLength(9, dated)),
      z.email(dated),
      z.enum(['x'], dated),
    ])
      expect(said(schema, 'a')).toEqual([{ code: 'not_later' }]);
    expect(said(z.string().check(z.refine(() => false, dated)), 'a')).toEqual([{ code: 'not_later' }]);
    const format = rule('invalid_format', { format: 'date' });
    expect(said(z.string().check(z.regex(/x/, format)), 'a')).toEqual([
      { code: 'invalid_format', facts: { format: 'date' } },
    ]);
  });

  it('does not replace the messages of other bounds of its schema', () => {
    const units = { type: 'minorUnits', least: 0, most: 9 } as const;
    const schema = z.int(rule('invalid_type', units)).check(z.minimum(0), z.maximum(9));
    expect(said(schema, 0.5)).toEqual([{ code: 'invalid_type', facts: units }]);
    for (const value of [-1, 10]) expect(said(schema, value)).toEqual(['in general']);
  });

  it('may speak of some inputs only', () => {
    const schema = z.enum(
      ['A1'],
      ruleOf((sent) => sent === 'ND1', 'stump_shade_only'),
    );
    expect(said(schema, 'ND1')).toEqual([{ code: 'stump_shade_only' }]);
    expect(said(schema, 'A9')).toEqual(['in general']);
  });

  it('is said in English to those who run the product', () => {
    const inEnglish = (schema: z.ZodMiniType, value: unknown) =>
      schema.safeParse(value).error?.issues.map(issueInEnglish);
    expect(inEnglish(z.string().check(z.regex(/x/, rule('invalid_format', { format: 'time' }))), 'a')).toEqual([
      'Use a time from 00:00 to 23:59.',
    ]);
    expect(inEnglish(z.string(), 1)).toEqual(['Invalid input: expected string, received number']);
  });
});

describe('A message in another language', () => {
  const dated: [string, Said<Messages['faults']> | Said<Messages['warnings']> | Said<Messages['effects']>][] = [
    ['born_in_future', fault('', 'born_in_future', { today: '2026-11-16' })],
    ['due_date_past', fault('', 'due_date_past', { date: '2026-11-14', today: '2026-11-16' })],
    ['too_many_secrets', fault('', 'too_many_secrets', { most: 5, ends: '2026-11-16T09:30:00.000Z' })],
    ['due_date_far', warning('', 'due_date_far', { date: '2026-11-16' })],
    ['due_on_day_off', warning('', 'due_on_day_off', { date: '2026-11-16' })],
    ['task_after_due_date', warning('', 'task_after_due_date', { task: 'Mill', date: '2026-11-16' })],
    ['task_added', effect({ field: 'workPlan' }, 'task_added', { task: 'Mill', date: '2026-11-16' })],
    ...[undefined, 'Mill'].flatMap((task) =>
      ['2026-11-16', null].flatMap((done) =>
        ([undefined, 'date', 'plan', 'task'] as const).map((cure): [string, Warning] => {
          const facts = { task, done, dueDate: '2026-11-16', earliest: '2026-11-16', cure };
          return ['due_date_too_early', warning('', 'due_date_too_early', facts)];
        }),
      ),
    ),
  ];
  const tables = { de, uk };

  it.each(dated)('writes the dates of %s as people of that language do, and the desk with it', (_, said) => {
    const { message } = inWords({ ...en.faults, ...en.warnings, ...en.effects }, said);
    expect(message).toContain('Nov 16, 2026');
    expect(message).not.toMatch(/\d{4}-\d\d|undefined|null/);
    for (const { faults, warnings, effects } of Object.values(tables)) {
      const { message } = inWords({ ...faults, ...warnings, ...effects }, said);
      expect(message).toContain('16.11.2026');
      expect(message).not.toMatch(/\d{4}-\d\d|undefined|null/);
    }
  });

  it('says of a due date which task it is too early for, or that it is the whole work', () => {
    const said = (task: string | undefined, done: string | null) => {
      const facts = { task, done, dueDate: '2026-11-16', earliest: '2026-11-20' };
      return Object.values(tables).map(({ warnings }) => warnings.due_date_too_early(facts));
    };
    expect(said('Fräsen', '2026-11-02')).toEqual([
      'Bis zum 02.11.2026 muss „Fräsen“ erledigt sein, und dieser Tag ist vorbei. Der früheste mögliche Liefertermin ist der 20.11.2026.',
      '«Fräsen» має бути готово до 02.11.2026, а цей день уже минув. Найраніший можливий термін здачі – 20.11.2026.',
    ]);
    expect(said(undefined, '2026-11-02')).toEqual([
      'Bis zum 02.11.2026 muss die Arbeit begonnen sein, und dieser Tag ist vorbei. Der früheste mögliche Liefertermin ist der 20.11.2026.',
      'Роботу треба почати до 02.11.2026, а цей день уже минув. Найраніший можливий термін здачі – 20.11.2026.',
    ]);
    expect(said(undefined, null)).toEqual([
      'Vor dem 16.11.2026 lässt der Kalender keinen Arbeitstag für die Arbeit. Der früheste mögliche Liefertermin ist der 20.11.2026.',
      'До 16.11.2026 у календарі немає робочого дня для роботи. Найраніший можливий термін здачі – 20.11.2026.',
    ]);
  });
});
