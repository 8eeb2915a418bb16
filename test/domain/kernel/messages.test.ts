import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { fault, warning } from '#domain/kernel/decision.ts';
import { grouped } from '#domain/kernel/messages/en.ts';
import { customIssue, rule, ruleOf } from '#domain/kernel/messages/messages.ts';

describe('a message', () => {
  it('is made of a code and its facts', () => {
    expect(fault('/services/0/teeth/1', 'unknown_tooth', { tooth: '99', notation: 'FDI' })).toEqual({
      pointer: '/services/0/teeth/1',
      code: 'unknown_tooth',
      message: '99 is not a tooth in FDI.',
    });
    expect(warning(null, 'negative_margin')).toEqual({
      code: 'negative_margin',
      message: 'Technicians would earn more than the order brings in.',
    });
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
    ];
    expect(wrong).toHaveLength(7);
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
  /** The faults, each as one of our codes, or as zod's own message. */
  const faults = (schema: z.ZodType, value: unknown) =>
    schema
      .safeParse(value, { error: () => 'in general' })
      .error?.issues.map((issue) => ['params' in issue ? Object(issue.params).code : null, issue.message]);

  it('gives its code for every kind of check', () => {
    const dated = rule('not_later');
    for (const schema of [z.string().regex(/x/, dated), z.string().min(9, dated), z.email(dated), z.enum(['x'], dated)])
      expect(faults(schema, 'a')).toEqual([['not_later', 'Must be later than from.']]);
    expect(
      faults(
        z.string().refine(() => false, dated),
        'a',
      ),
    ).toEqual([['not_later', 'Must be later than from.']]);
  });

  it('does not replace the messages of other bounds of its schema', () => {
    const schema = z
      .int(rule('invalid_type', { type: 'minorUnits', least: 0, most: 9 }))
      .min(0)
      .max(9);
    expect(faults(schema, 0.5)).toEqual([['invalid_type', 'Send whole minor units (cents) from 0 to 9.']]);
    for (const value of [-1, 10]) expect(faults(schema, value)).toEqual([[null, 'in general']]);
  });

  it('may give a message for some inputs only', () => {
    const schema = z.enum(
      ['A1'],
      ruleOf((sent) => sent === 'ND1', 'stump_shade_only'),
    );
    expect(faults(schema, 'ND1')).toEqual([['stump_shade_only', 'Use Natural Die for the stump shade only.']]);
    expect(faults(schema, 'A9')).toEqual([[null, 'in general']]);
  });
});
