import { useSignal } from '@preact/signals';
import * as z from 'zod/mini';
import { faultsIn, numberTyped } from '#desk/editing/check-body.ts';
import { FieldErrors } from '#desk/parts/error-summary.tsx';
import { TextField } from '#desk/parts/field.tsx';
import type { Said } from '#desk/parts/said.ts';
import type { Replay } from '#desk/webhooks/subscriptions.ts';
import { ruleMessages } from '#desk/words/messages.ts';
import { words } from '#desk/words/words.ts';

type Props = { send: (what: Replay) => Promise<readonly Said[]> };

const number = z.int().check(z.minimum(1));
const Numbers = z.object({ from: number, to: z.optional(number) });

/** Sends events again by their numbers in the feed, such as all that came while the endpoint was away. */
export function ReplayForm({ send }: Props) {
  const { webhooks } = words.value;
  const from = useSignal('');
  const to = useSignal('');
  const faults = useSignal<readonly Said[]>([]);
  const errorAt = (pointer: string) => faults.value.find((one) => one.pointer === pointer)?.message;
  const submit = async () => {
    const typed = { from: numberTyped(from.value), to: to.value.trim() === '' ? undefined : numberTyped(to.value) };
    const { data } = Numbers.safeParse(typed);
    if (!data) faults.value = faultsIn(Numbers, typed, null, await ruleMessages());
    else faults.value = await send(data.to === undefined ? { after: data.from - 1 } : { from: data.from, to: data.to });
  };
  return (
    <section aria-labelledby="replay">
      <h2 id="replay">{webhooks.replayTitle}</h2>
      <p class="small">{webhooks.replayHint}</p>
      <form
        class="stack replay"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {faults.value.length > 0 && <FieldErrors errors={faults.value} />}
        <div class="fields">
          <TextField
            label={webhooks.from}
            inputMode="numeric"
            pointer="/from"
            error={errorAt('/from')}
            value={from.value}
            onInput={(text) => (from.value = text)}
          />
          <TextField
            label={webhooks.to}
            optional
            inputMode="numeric"
            pointer="/to"
            error={errorAt('/to')}
            value={to.value}
            onInput={(text) => (to.value = text)}
          />
        </div>
        <div class="buttons">
          <button type="submit">{webhooks.again}</button>
        </div>
      </form>
    </section>
  );
}
