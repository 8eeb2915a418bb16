import type { LabOrder } from '#desk/api/client.ts';
import type { LabChange, OpenLabOrder } from '#desk/laboratory/order/open-lab-order.ts';
import { sayDone } from '#desk/order/actions/done.tsx';
import { type Sending, useSending } from '#desk/order/actions/sending.tsx';

/** What a dialog of the laboratory's actions gets. It is open while it is rendered. */
export type ActionProps = { order: OpenLabOrder; onClose: () => void };

type Action = {
  sending: Sending<LabOrder, OpenLabOrder['path']>;
  /** Takes the action with this body; then the dialog closes, and the page says what was done. */
  take: <Body>(body: Body, send: (body: Body) => LabChange, done: string) => Promise<void>;
};

/** An action that a dialog takes. */
export function useAction({ order, onClose }: ActionProps): Action {
  const sending = useSending(order);
  return {
    sending,
    take: async (body, send, done) => {
      const taken = await sending.send(body, send(body));
      if (!taken) return;
      onClose();
      sayDone(taken, done);
    },
  };
}
