import { describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import { issueInEnglish } from '#domain/kernel/messages/in-english.ts';
import { CancelOrder } from '#domain/order/requests/cancel-order.ts';
import { ChangeCustomer } from '#domain/order/requests/change-customer.ts';
import { CopyOrder } from '#domain/order/requests/copy-order.ts';
import { CreateOrder } from '#domain/order/requests/create-order.ts';
import { OrderPatch } from '#domain/order/requests/edit-order.ts';
import { PublishOrder } from '#domain/order/requests/publish-order.ts';

/** The pointers of the faults in a body. */
function refused(schema: z.ZodMiniType, body: unknown): string[] {
  const issues = schema.safeParse(body).error?.issues ?? [];
  return issues.flatMap(({ path, ...issue }) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key].join('/')) : path.join('/'),
  );
}

const line = (members: object) => ({ services: [{ serviceId: 'zirconia-crown', ...members }] });
const times = <Thing>(count: number, thing: Thing) => Array.from({ length: count }, () => thing);

describe('the body of an edit', () => {
  it('may be empty, and may clear every field', () => {
    const fields = ['clinic', 'laboratoryId', 'patient', 'toothNotation', 'services', 'enclosures', 'dueDate', 'note'];
    const cleared = Object.fromEntries(fields.map((field) => [field, null]));
    expect(OrderPatch.parse({})).toEqual({});
    expect(OrderPatch.parse(cleared)).toEqual(cleared);
    expect(Object.keys(OrderPatch.shape)).toEqual(fields);
  });

  it.each([
    'number',
    'status',
    'source',
    'root',
    'customerId',
    'customer',
    'payroll',
    'discount',
    'price',
    'version',
    'x',
  ])('has no field %s', (field) => {
    expect(refused(OrderPatch, { [field]: null })).toEqual([field]);
  });

  it('has no unknown field in its parts either', () => {
    expect(refused(OrderPatch, { patient: { surname: 'x' } })).toEqual(['patient/surname']);
    expect(refused(OrderPatch, line({ tooth: '11' }))).toEqual(['services/0/tooth']);
    expect(refused(OrderPatch, line({ implant: { brand: 'x' } }))).toEqual(['services/0/implant/brand']);
    expect(refused(OrderPatch, line({ shade: { system: 'Ivoclar', value: 'A1', code: 1 } }))).toEqual([
      'services/0/shade/code',
    ]);
  });

  it('names every fault at once', () => {
    const body = { dueDate: '2026-02-30', note: 7, extra: 1, services: [{ serviceId: 'A B', quantity: 0 }] };
    expect(refused(OrderPatch, body).toSorted()).toEqual(
      ['dueDate', 'extra', 'note', 'services/0/quantity', 'services/0/serviceId'].toSorted(),
    );
  });

  it.each(['2026-02-30', '2026-13-01', '26-01-01', '2026-1-1', '2026-12-18T00:00:00Z', 'tomorrow', ''])(
    'refuses %j as a due date and as a date of birth',
    (date) => {
      expect(refused(OrderPatch, { dueDate: date, patient: { dateOfBirth: date } })).toEqual([
        'patient/dateOfBirth',
        'dueDate',
      ]);
    },
  );

  it('takes 100 lines, 20 enclosures of 60 characters and a note of 4,000, and not one more', () => {
    const services = times(100, { serviceId: 'zirconia-crown' });
    const most = { services, enclosures: times(20, 'e'.repeat(60)), note: 'n'.repeat(4000) };
    expect(refused(OrderPatch, most)).toEqual([]);
    expect(refused(OrderPatch, { services: [...services, ...services.slice(0, 1)] })).toEqual(['services']);
    expect(refused(OrderPatch, { enclosures: times(21, 'e') })).toEqual(['enclosures']);
    expect(refused(OrderPatch, { enclosures: ['e'.repeat(61), ''] })).toEqual(['enclosures/0', 'enclosures/1']);
    expect(refused(OrderPatch, { note: 'n'.repeat(4001) })).toEqual(['note']);
    expect(refused(OrderPatch, { note: 'n'.repeat(400 * 1024) })).toEqual(['note']);
  });

  it('names the bound that was passed', () => {
    const bounds = (body: object) =>
      OrderPatch.safeParse(body).error?.issues.map((issue) => issue.code === 'too_big' && issue.maximum);
    expect(bounds({ services: times(101, { serviceId: 'x' }) })).toEqual([100]);
    expect(bounds({ enclosures: times(21, 'e') })).toEqual([20]);
    expect(bounds({ note: 'n'.repeat(4001) })).toEqual([4000]);
    expect(bounds(line({ note: 'n'.repeat(501) }))).toEqual([500]);
    expect(bounds(line({ quantity: 1000 }))).toEqual([999]);
    expect(bounds({ patient: { lastName: 'n'.repeat(101) } })).toEqual([100]);
  });

  it.each([
    ['firstName', 100],
    ['lastName', 100],
    ['reference', 60],
  ])('takes a patient with %s of up to %i characters', (member, longest) => {
    expect(refused(OrderPatch, { patient: { [member]: 'x'.repeat(longest) } })).toEqual([]);
    expect(refused(OrderPatch, { patient: { [member]: 'x'.repeat(longest + 1) } })).toEqual([`patient/${member}`]);
    expect(refused(OrderPatch, { patient: { [member]: 'a\nb' } })).toEqual([`patient/${member}`]);
  });
});

describe('a line in a body', () => {
  it('needs a service and nothing else', () => {
    expect(refused(OrderPatch, { services: [{}] })).toEqual(['services/0/serviceId']);
    expect(refused(OrderPatch, line({}))).toEqual([]);
  });

  it.each([0, -1, 1.5, 1000, '2', Number.NaN, true])('refuses a quantity of %j', (quantity) => {
    expect(refused(OrderPatch, line({ quantity }))).toEqual(['services/0/quantity']);
  });

  it('takes a quantity from 1 to 999', () => {
    for (const quantity of [1, 999, null]) expect(refused(OrderPatch, line({ quantity }))).toEqual([]);
  });

  it('takes a price by hand of 0 or more, and none below or in fractions', () => {
    for (const amount of [0, 1, 9_999_999_999])
      expect(refused(OrderPatch, line({ unitPrice: { amount, currency: 'EUR' } }))).toEqual([]);
    for (const amount of [-1, 0.5, 10_000_000_000])
      expect(refused(OrderPatch, line({ unitPrice: { amount, currency: 'EUR' } }))).toEqual([
        'services/0/unitPrice/amount',
      ]);
  });

  it('refuses the shade D1 with the list of values', () => {
    const shaded = (value: string) => OrderPatch.safeParse(line({ shade: { system: 'VITA Classical', value } }));
    const [issue, ...others] = shaded('D1').error?.issues ?? [];
    expect([issue?.path, others]).toEqual([['services', 0, 'shade', 'value'], []]);
    expect(issue && issueInEnglish(issue)).toContain('D2, D3, D4');
    expect(refused(OrderPatch, line({ shade: { system: 'Natural Die', value: 'ND1' } }))).toHaveLength(1);
    expect(refused(OrderPatch, line({ stumpShade: { system: 'Natural Die', value: 'ND1' } }))).toEqual([]);
  });

  it.each([
    ['material', 60],
    ['note', 500],
  ])('takes a %s of up to %i characters', (member, longest) => {
    expect(refused(OrderPatch, line({ [member]: 'x'.repeat(longest) }))).toEqual([]);
    expect(refused(OrderPatch, line({ [member]: 'x'.repeat(longest + 1) }))).toEqual([`services/0/${member}`]);
  });

  it('takes teeth and jaws as words, not as numbers', () => {
    expect(refused(OrderPatch, line({ teeth: [11] }))).toEqual(['services/0/teeth/0']);
    expect(refused(OrderPatch, line({ teeth: '11' }))).toEqual(['services/0/teeth']);
    expect(refused(OrderPatch, line({ arch: 'left' }))).toEqual(['services/0/arch']);
    expect(refused(OrderPatch, line({ teeth: times(53, '11') }))).toEqual(['services/0/teeth']);
    expect(refused(OrderPatch, { toothNotation: 'fdi' })).toEqual(['toothNotation']);
  });

  it('takes what people write for an implant, and screw or cement', () => {
    const implant = { system: 'Straumann BLX', platform: 'RB', retention: 'screw' };
    expect(refused(OrderPatch, line({ implant }))).toEqual([]);
    expect(refused(OrderPatch, line({ implant: { retention: 'glue' } }))).toEqual(['services/0/implant/retention']);
    expect(refused(OrderPatch, line({ implant: { system: 'x'.repeat(61) } }))).toEqual(['services/0/implant/system']);
  });
});

describe('ids in a body', () => {
  it.each(['', 'A', 'a#b', 'a b', '-a', 'a/b', 'ä', 'a'.repeat(41), 'a\n'])('are never %j', (id) => {
    expect(refused(ChangeCustomer, { customerId: id })).toEqual(['customerId']);
    expect(refused(OrderPatch, { laboratoryId: id })).toEqual(['laboratoryId']);
    expect(refused(OrderPatch, { services: [{ serviceId: id, lineId: id }] })).toHaveLength(2);
  });
});

describe('the other bodies', () => {
  it('create takes an edit, a customer and whether to send', () => {
    expect(refused(CreateOrder, { customerId: 'weber', publish: true, note: 'x' })).toEqual([]);
    expect(refused(CreateOrder, {})).toEqual([]);
    expect(refused(CreateOrder, { publish: 'yes', status: 'published' })).toEqual(['publish', 'status']);
  });

  it('change of customer takes a customer', () => {
    expect(refused(ChangeCustomer, {})).toEqual(['customerId']);
    expect(refused(ChangeCustomer, { customerId: null })).toEqual(['customerId']);
  });

  it('copy and publish take an edit as changes, or nothing', () => {
    for (const schema of [CopyOrder, PublishOrder]) {
      expect(refused(schema, {})).toEqual([]);
      expect(refused(schema, { changes: { note: null } })).toEqual([]);
      expect(refused(schema, { changes: { dueDate: '2026-02-30' }, note: 'x' })).toEqual(['changes/dueDate', 'note']);
    }
  });

  it('cancel takes a reason of up to 500 characters, or none', () => {
    expect(refused(CancelOrder, {})).toEqual([]);
    expect(refused(CancelOrder, { reason: 'x'.repeat(500) })).toEqual([]);
    expect(refused(CancelOrder, { reason: 'x'.repeat(501) })).toEqual(['reason']);
  });

  it('are objects', () => {
    for (const schema of [CreateOrder, OrderPatch, ChangeCustomer, CopyOrder, CancelOrder, PublishOrder])
      for (const body of [null, [], 'x', 1]) expect(refused(schema, body)).toEqual(['']);
  });
});
