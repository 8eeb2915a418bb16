import type { LabOrder } from '#desk/api/client.ts';
import { dateText, timeText } from '#desk/parts/format.ts';
import type { Words } from '#desk/words/en.ts';
import { words } from '#desk/words/words.ts';

type Journey = NonNullable<LabOrder['laboratoryWork']>['journeys'][number];

type Fact = [caption: string, value: string];

/** What was promised, made and shipped on one way of the work to the clinic. */
function journeyFacts(journey: Partial<Journey>, { work, actions }: Words['laboratory']): Fact[] {
  const { promisedDate, producedAt, shippedAt, purpose, carrier, trackingNumber, deliveredAt } = journey;
  const how = [purpose && actions.ship.purposes[purpose], carrier, trackingNumber].filter(Boolean).join(' · ');
  const facts: [caption: string, value: string | undefined][] = [
    [work.promised, promisedDate && dateText(promisedDate)],
    [work.produced, producedAt && timeText(producedAt)],
    [work.shipped, shippedAt && timeText(shippedAt)],
    [work.how, how],
    [work.delivered, deliveredAt && timeText(deliveredAt)],
  ];
  return facts.flatMap(([caption, value]): Fact[] => (value ? [[caption, value]] : []));
}

/** What this laboratory has said of the order until now. Nothing before it has. */
export function WorkFacts({ order: { laboratoryWork } }: { order: LabOrder }) {
  const { laboratory } = words.value;
  const { work } = laboratory;
  if (!laboratoryWork) return null;
  const { acceptedAt, laboratoryReference, journeys, ...now } = laboratoryWork;
  const facts: Fact[] = [
    ...(laboratoryReference === undefined ? [] : [[work.reference, laboratoryReference] satisfies Fact]),
    ...(acceptedAt === undefined ? [] : [[work.accepted, timeText(acceptedAt)] satisfies Fact]),
    ...journeyFacts(now, laboratory),
  ];
  return (
    <>
      {facts.length > 0 && <Facts of={facts} label={work.title} />}
      {journeys.map((journey) => (
        <details key={journey.reopenedAt}>
          <summary>
            {work.earlier(timeText(journey.reopenedAt))} <span class="typed">{journey.reason}</span>
          </summary>
          <Facts of={journeyFacts(journey, laboratory)} label={work.earlier(timeText(journey.reopenedAt))} />
        </details>
      ))}
    </>
  );
}

const Facts = ({ of, label }: { of: readonly Fact[]; label: string }) => (
  <section class="work-facts" aria-label={label}>
    <dl class="sheet-facts">
      {of.map(([caption, value]) => (
        <div key={caption}>
          <dt class="small">{caption}</dt>
          <dd class="typed">{value}</dd>
        </div>
      ))}
    </dl>
  </section>
);
