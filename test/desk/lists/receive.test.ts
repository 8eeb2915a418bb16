import { expect, it } from 'vitest';
import { whyNot } from '#desk/lists/receiving/receive.ts';

const shipped = { status: 'shipped', actions: ['receiveOrder'], revision: 2 } as const;

it('receives by its number alone only work that the laboratory has shipped', () => {
  expect(whyNot(shipped, null, false)).toBeNull();
  expect(whyNot(shipped, 2, false)).toBeNull();
  for (const status of ['published', 'production', 'produced'] as const) {
    const order = { ...shipped, status };
    expect(whyNot(order, null, false)).toBe('notShipped');
    expect(whyNot(order, 2, false)).toBe('notShipped');
    expect(whyNot(order, null, true)).toBeNull();
  }
});

it('receives nothing that is here, that cannot be, or whose paper is of another revision, however sure one is', () => {
  for (const isSure of [false, true]) {
    expect(whyNot({ status: 'delivered', actions: ['reopenOrder'], revision: 2 }, null, isSure)).toBe('alreadyHere');
    expect(whyNot({ status: 'draft', actions: ['editOrder'], revision: 0 }, null, isSure)).toBe('notSent');
    expect(whyNot(shipped, 1, isSure)).toBe('oldPaper');
  }
});
