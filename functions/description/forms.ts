import * as z from 'zod/mini';
import { optionsOf } from '#domain/kernel/unions.ts';
import { Discount } from '#domain/order/order.ts';
import { PlanWork } from '#domain/order/requests/plan-work.ts';
import { SetDiscount } from '#domain/order/requests/set-discount.ts';
import { PrintOrder } from '#domain/printing/requests/print-order.ts';
import { replayDeliveries } from '#functions/contract/listening/replay-deliveries.ts';
import { PayLine } from '#functions/contract/work/get-payroll.ts';

/** One form of a union: what people call it and, in the body of a request, an example of it. */
type Form = { title: string; example?: unknown };

const [percentage, fixed] = Discount._zod.def.options;
const [newPercentage, newFixed] = SetDiscount._zod.def.options[0]._zod.def.options;
const [automatic, manual] = PlanWork._zod.def.options;
const [form, label] = PrintOrder._zod.def.options;
const [task, record] = PayLine.shape.source._zod.def.options;
const [allAfter, range, one] = replayDeliveries.takes.shape.body._zod.def.options;

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
  const options = optionsOf(body) ?? [body];
  const values = options.flatMap((option) => optionsOf(option) ?? option).filter((option) => !takesNull(option));
  if (values.length === 1) return { example: recorded };
  const named = values.map((option) => {
    const { title = '', example } = forms.get(option) ?? {};
    return [title, { value: z.safeParse(option, recorded).success ? recorded : example }];
  });
  return { examples: { ...Object.fromEntries(named), ...(options.some(takesNull) && { None: { value: null } }) } };
}

const takesNull = (schema: z.core.$ZodType) => schema instanceof z.ZodMiniNull;
