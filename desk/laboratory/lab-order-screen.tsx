import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { api, ask, type Failure } from '#desk/api/client.ts';
import { loaded } from '#desk/api/loaded.ts';
import { LabOrder } from '#desk/laboratory/lab-order.tsx';
import { FailureNotice } from '#desk/parts/failure.tsx';
import { Menu } from '#desk/parts/menu.tsx';
import { openPdf } from '#desk/parts/open-pdf.ts';
import { Screen } from '#desk/parts/screen.tsx';
import { useShortcuts } from '#desk/parts/shortcuts.tsx';
import { Shown } from '#desk/parts/shown.tsx';
import { language, words } from '#desk/words/words.ts';
import { LabelSize, Paper } from '#domain/printing/printed-document.ts';

/** What the keys print. */
const paper: Paper = 'A4';
const size: LabelSize = '100x50';

type Kind = { kind: 'form'; paper: Paper } | { kind: 'label'; size: LabelSize };

/** An order that was sent to this laboratory: what it says, its form and its label. */
export function LabOrderScreen({ tenantId, number }: { tenantId: string; number: string }) {
  const path = { tenantId, number };
  const order = useMemo(
    () => loaded(() => ask(api.GET('/v1/lab/orders/{tenantId}/{number}', { params: { path } }))),
    [tenantId, number],
  );
  const failure = useSignal<Failure | undefined>(undefined);
  const { laboratory } = words.value;
  const status = order.value.value?.status;
  const print = async (kind: Kind) => {
    const body = { ...kind, language: language.value };
    const answer = await openPdf(ask(api.POST('/v1/lab/orders/{tenantId}/{number}/print', { params: { path }, body })));
    failure.value = answer.kind === 'answered' ? undefined : answer;
  };
  useShortcuts([
    { keys: 'p', does: laboratory.form(paper), run: () => void print({ kind: 'form', paper }) },
    { keys: 'l', does: laboratory.label(size), run: () => void print({ kind: 'label', size }) },
  ]);
  const items = [
    ...Paper.options.map((one) => ({
      text: laboratory.form(one),
      run: () => void print({ kind: 'form', paper: one }),
      ...(one === paper && { key: 'p' }),
    })),
    ...LabelSize.options.map((one) => ({
      text: laboratory.label(one),
      run: () => void print({ kind: 'label', size: one }),
      ...(one === size && { key: 'l' }),
    })),
  ];
  return (
    <Screen
      title={`#${number}`}
      beside={
        <div class="buttons">
          {status && <span class={`badge ${status}`}>{words.value.statuses[status]}</span>}
          <Menu label={laboratory.print} items={items} />
        </div>
      }
    >
      {failure.value && <FailureNotice failure={failure.value} />}
      <Shown of={order}>{(shown) => <LabOrder order={shown} />}</Shown>
    </Screen>
  );
}
