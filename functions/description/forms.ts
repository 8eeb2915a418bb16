import * as z from 'zod';
import { Discount } from '#domain/order/order.ts';
import { PlanWork } from '#domain/order/requests/plan-work.ts';
import { SetDiscount } from '#domain/order/requests/set-discount.ts';
import { PrintOrder } from '#domain/printing/requests/print-order.ts';
import { replayDeliveries } from '#functions/contract/listening/replay-deliveries.ts';
import { PayLine } from '#functions/contract/work/get-payroll.ts';

/** One form of a union: what people call it and, in the body of a request, an example of it. */
type Form = { title: string; example?: unknown };

const [percentage, fixed] = Discount.options;
const [newPercentage, newFixed] = SetDiscount.unwrap().options;
const [automatic, manual] = PlanWork.options;
const [form, label] = PrintOrder.options;
const [task, record] = PayLine.shape.source.options;
const [allAfter, range, one] = replayDeliveries.takes.shape.body.options;

const percent: Form = { title: 'Percentage', example: { type: 'percentage', percent: 5 } };
const amount: Form = { title: 'Fixed amount', example: { type: 'fixed', amount: { amount: 1000, currency: 'EUR' } } };
const newTask = { name: 'Adjust the bite', quantity: 2, price: { amount: 600, currency: 'EUR' } };

/** The forms of every union that has no names of its own. */
export const forms = new Map<z.core.$ZodType, Form>([
  [percentage, percent],
  [fixed, amount],
  [newPercentage, percent],
  [newFixed, amount],
  [automatic, { title: 'Automatic', example: { mode: 'automatic' } }],
  [manual, { title: 'Manual', example: { mode: 'manual', tasks: [newTask] } }],
  [form, { title: 'Order form', example: { sections: ['services', 'dentalCard', 'note'], paper: 'A5' } }],
  [label, { title: 'Label', example: { kind: 'label', size: '58x40' } }],
  [task, { title: 'Task of the plan' }],
  [record, { title: 'Payroll record' }],
  [allAfter, { title: 'All after a number', example: { after: 120 } }],
  [range, { title: 'A range of numbers', example: { from: 100, to: 120 } }],
  [one, { title: 'One event', example: { eventId: 'northside_5FECEB66FF_8' } }],
]);

/** The example of a body that was recorded; of a body with several forms, an example of each, the recorded one among them. */
export function examplesOf(body: z.core.$ZodType, recorded: unknown) {
  const value = body instanceof z.ZodNullable ? body.unwrap() : body;
  if (!(value instanceof z.ZodUnion)) return { example: recorded };
  const named = value.options.map((option: z.core.$ZodType) => {
    const { title = '', example } = forms.get(option) ?? {};
    return [title, { value: z.safeParse(option, recorded).success ? recorded : example }];
  });
  const none = body instanceof z.ZodNullable && { None: { value: null } };
  return { examples: { ...Object.fromEntries(named), ...none } };
}
