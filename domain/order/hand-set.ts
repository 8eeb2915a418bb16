import { type Warning, warning } from '#domain/kernel/decision.ts';
import type { Id } from '#domain/kernel/identifiers.ts';
import type { HandSet } from '#domain/kernel/messages/en.ts';
import { same } from '#domain/kernel/same.ts';
import { writeTooth } from '#domain/kernel/teeth.ts';
import type { Line, Order, Task } from '#domain/order/order.ts';
import type { TaskRequest } from '#domain/order/requests/edit-work-plan.ts';

/** What can be set by hand on a line: its price (otherwise the service's) and its quantity (otherwise counted). */
const setByHand = {
  unitPrice: ({ unitPrice }: Line) => unitPrice !== undefined,
  quantity: ({ quantityByHand }: Line) => quantityByHand,
};
const lineFields = ['unitPrice', 'quantity'] as const;
type LineField = (typeof lineFields)[number];

const lineIn = (lines: readonly Line[], { lineId }: Line) => lines.find((line) => line.lineId === lineId);

/** A warning that something set by hand was lost, with the line or task that it was on; without both, by a copy. */
export const handSetDropped = (
  pointer: string,
  what: { line?: string; task?: string },
  fields: HandSet[],
  on: { lineId?: Id; taskId?: string } = {},
): Warning => ({ ...warning(pointer, 'hand_set_dropped', { ...what, fields }), ...on, fields });

/**
 * Warnings for what was set by hand on the `shown` lines and is missing in the `edited` order. `order` is the state
 * before the edit.
 */
export function lostByLines(shown: readonly Line[], order: Order, edited: Order): Warning[] {
  const lost = lineFields.map((field) => ({ field, lines: lostLines(field, shown, order.services, edited.services) }));
  return shown.flatMap((line) => {
    const fields = lost.filter(({ lines }) => lines.includes(line)).map(({ field }) => field);
    if (fields.length === 0) return [];
    const place = edited.services.findIndex(({ lineId }) => lineId === line.lineId);
    const teeth = line.teeth.map((tooth) => writeTooth(tooth, edited.toothNotation ?? 'FDI'));
    const what = { line: [line.service.name, teeth.join(', ')].filter(Boolean).join(' ') };
    return handSetDropped(place < 0 ? '/services' : `/services/${place}`, what, fields, { lineId: line.lineId });
  });
}

/**
 * The shown lines that have lost a hand-set field. On a line that is kept, only copying loses it; clearing it with null
 * is no loss. A line that is gone loses it unless an added line has it.
 */
function lostLines(field: LineField, shown: readonly Line[], before: readonly Line[], after: readonly Line[]): Line[] {
  const isSet = setByHand[field];
  const set = shown.filter(isSet);
  const kept = set.filter((line) => {
    const [was, is] = [lineIn(before, line), lineIn(after, line)];
    return is && !isSet(is) && !(was && isSet(was));
  });
  const gone = set.filter((line) => !lineIn(after, line));
  const added = after.filter((line) => !lineIn(shown, line));
  return [...kept, ...withoutSuccessor(gone, added, (line, one) => isSet(one) || same(line[field], one[field]))];
}

/**
 * The removed lines whose hand-set value no added line takes over. A line with the same teeth matches before another of
 * the same service.
 */
function withoutSuccessor(
  gone: readonly Line[],
  added: Line[],
  keepsValue: (line: Line, one: Line) => boolean,
): Line[] {
  const left = [...added];
  const unless = (fits: (line: Line, one: Line) => boolean) => (line: Line) => {
    const place = left.findIndex((one) => one.serviceId === line.serviceId && keepsValue(line, one) && fits(line, one));
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  };
  const place = ({ teeth, arch }: Line) => ({ teeth, arch });
  return gone.filter(unless((line, one) => same(place(line), place(one)))).filter(unless(() => true));
}

const taskFields = ['price', 'quantity', 'employeeId', 'dueDate'] as const;

/**
 * Warnings for what was set by hand on tasks that were replaced without their taskId: a new task of the same name has
 * other values.
 */
export function lostByTasks(
  planned: readonly Task[],
  requests: readonly TaskRequest[],
  tasks: readonly Task[],
): Warning[] {
  const gone = planned.filter(({ taskId }) => requests.every((request) => request.taskId !== taskId));
  return requests.flatMap((request, index) => {
    const place = gone.findIndex(({ name }) => request.taskId === undefined && name === request.name);
    const [replaced] = place < 0 ? [] : gone.splice(place, 1);
    const fields = taskFields.filter(
      (field) => replaced && request[field] === undefined && !same(replaced[field], tasks[index]?.[field]),
    );
    if (!replaced || fields.length === 0) return [];
    const { name, taskId } = replaced;
    return handSetDropped(`/workPlan/tasks/${index}`, { task: name }, fields, { taskId });
  });
}
