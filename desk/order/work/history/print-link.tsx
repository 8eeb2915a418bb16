import { useSignal } from '@preact/signals';
import { api, ask, type Failure } from '#desk/api/client.ts';
import { wordsOf } from '#desk/parts/failure.tsx';
import { openPdf } from '#desk/parts/open-pdf.ts';
import { words } from '#desk/words/words.ts';

/** Opens what was printed, in a new tab. A link lives for minutes, so it is asked for when it is wanted. */
export function PrintLink({ number, documentId }: { number: string; documentId: string }) {
  const { history } = words.value;
  const failure = useSignal<Failure | undefined>(undefined);
  const open = async () => {
    const answer = await openPdf(
      ask(api.GET('/v1/orders/{number}/documents/{documentId}', { params: { path: { number, documentId } } })),
    );
    failure.value = answer.kind === 'answered' ? undefined : answer;
  };
  const said = failure.value;
  const isGone = said?.kind === 'refused' && said.problem.code === 'not_found';
  return (
    <>
      <button type="button" class="link" onClick={() => void open()}>
        {history.print}
      </button>
      {said && (
        <p class="fault" role="alert">
          {isGone ? history.noPrint : wordsOf(said)}
        </p>
      )}
    </>
  );
}
