import type { Paged } from '#desk/api/paged.ts';
import { timeText } from '#desk/parts/format.ts';
import { Shown } from '#desk/parts/shown.tsx';
import { WideTable } from '#desk/parts/wide-table.tsx';
import { answerText } from '#desk/webhooks/answer-text.ts';
import type { Attempt } from '#desk/webhooks/subscriptions.ts';
import { words } from '#desk/words/words.ts';
import { isTestEvent } from '#domain/listening/event-id.ts';

type Props = { log: Paged<Attempt>; onAgain: (eventId: string) => void };

/** What was sent, and what the endpoint replied, the newest first. */
export function DeliveryLog({ log, onAgain }: Props) {
  const { webhooks, parts } = words.value;
  return (
    <section aria-labelledby="deliveries">
      <div class="screen-title">
        <h2 id="deliveries">{webhooks.log}</h2>
        <button type="button" onClick={() => void log.reload()}>
          {webhooks.refresh}
        </button>
      </div>
      <Shown of={log}>
        {(attempts) => (attempts.length === 0 ? <p>{webhooks.noLog}</p> : <Attempts {...{ attempts, onAgain }} />)}
      </Shown>
      {log.goesOn.value && (
        <button type="button" onClick={() => void log.more()}>
          {parts.more}
        </button>
      )}
    </section>
  );
}

function Attempts({ attempts, onAgain }: { attempts: readonly Attempt[]; onAgain: Props['onAgain'] }) {
  const { webhooks } = words.value;
  return (
    <WideTable label={webhooks.log} class="log stacked">
      <thead>
        <tr>
          <th scope="col">{webhooks.at}</th>
          <th scope="col">{webhooks.event}</th>
          <th scope="col">{webhooks.attempt}</th>
          <th scope="col">{webhooks.answer}</th>
          <th scope="col">{webhooks.again}</th>
        </tr>
      </thead>
      <tbody>
        {attempts.map((one) => (
          <tr key={`${one.at} ${one.eventId} ${one.attempt}`}>
            <td class="at">{timeText(one.at)}</td>
            <td class="typed event">{one.eventId}</td>
            <td class="attempt">
              {one.attempt} {one.replay && <span class="badge">{webhooks.replay}</span>}
            </td>
            <td class="typed answer">{answerText(one, webhooks)}</td>
            <td class="again">
              {!isTestEvent(one.eventId) && (
                <button
                  type="button"
                  class="link"
                  aria-label={webhooks.sendAgain(one.eventId)}
                  onClick={() => onAgain(one.eventId)}
                >
                  {webhooks.again}
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
