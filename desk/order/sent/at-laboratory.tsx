import type { ComponentChildren } from 'preact';
import type { Order } from '#desk/api/client.ts';
import { Cautions } from '#desk/parts/cautions.tsx';
import { dateText, timeText } from '#desk/parts/format.ts';
import { person } from '#desk/session/session.ts';
import { words } from '#desk/words/words.ts';
import { isAccepted } from '#domain/order/laboratory/work.ts';
import { statuses } from '#domain/order/statuses.ts';

/** What clinic and laboratory both read of an order that was sent. */
export type SentOrder = Pick<
  Order,
  'status' | 'revision' | 'dueDate' | 'laboratory' | 'publication' | 'laboratoryWork' | 'warnings'
>;

const isLaboratory = () => person.value?.role === 'laboratory';

/** The words of this panel, for whoever reads it: to its laboratory, the work is its own. */
function texts() {
  const { atLaboratory } = words.value;
  return isLaboratory() ? { ...atLaboratory, ...atLaboratory.own } : atLaboratory;
}

type Props = {
  order: SentOrder;
  /** What can be done while the laboratory waits. */
  whileHeld?: ComponentChildren;
  children?: ComponentChildren;
};

/** How an order fares at its laboratory: what that has promised, waits for, finished and shipped. */
export function AtLaboratory({ order, whileHeld, children }: Props) {
  const atLaboratory = texts();
  const { publication } = order;
  if (!publication?.inHands) return null;
  return (
    <section class="part stack at-laboratory" aria-labelledby="at-laboratory">
      <h2 id="at-laboratory">{atLaboratory.title}</h2>
      <Hold order={order}>{whileHeld}</Hold>
      <TriedIn order={order} />
      <dl class="facts">
        <Fact label={atLaboratory.sent}>
          {timeText(publication.at)}
          {order.laboratory && !isLaboratory() && <div class="typed">{order.laboratory.name}</div>}
        </Fact>
        {/* Until it accepts the order, its laboratory reads that in a notice above. */}
        {(!isLaboratory() || isAccepted(order.laboratoryWork)) && <Revision of={publication} />}
        <Progress order={order} />
      </dl>
      <Journeys work={order.laboratoryWork} />
      {children}
    </section>
  );
}

type FactProps = { label: string; children: ComponentChildren };

const Fact = ({ label, children }: FactProps) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

/** A fact that is a text somebody typed; nothing when there is none. */
const Typed = ({ label, text }: { label: string; text: string | undefined }) =>
  text ? (
    <Fact label={label}>
      <span class="typed">{text}</span>
    </Fact>
  ) : null;

/** When something was done; nothing while it is not. */
const When = ({ label, at }: { label: string; at: string | undefined }) =>
  at ? <Fact label={label}>{timeText(at)}</Fact> : null;

/** Which revision it is, and what is different from the one before. */
function Revision({ of: { revision, changed } }: { of: NonNullable<Order['publication']> }) {
  const atLaboratory = texts();
  if (revision < 2) return null;
  const fields = new Map(Object.entries(atLaboratory.prescribed));
  const names = changed?.map((field) => fields.get(field) ?? field).join(', ');
  return (
    <Fact label={atLaboratory.revision}>
      {revision}
      {names && <div class="small">{atLaboratory.changed(names)}</div>}
    </Fact>
  );
}

/** What the laboratory waits for. */
function Hold({ order: { laboratoryWork }, children }: { order: SentOrder; children: ComponentChildren }) {
  const atLaboratory = texts();
  const { hold } = laboratoryWork ?? {};
  if (!hold) return null;
  return (
    <div class="notice warning">
      <p>
        {atLaboratory.waits(timeText(hold.at))} <span class="typed as-typed">{hold.reason}</span>
      </p>
      {children}
    </div>
  );
}

/** That the work has come to be tried in, and what the clinic does then. */
function TriedIn({ order: { status, laboratoryWork } }: { order: SentOrder }) {
  const { actions, atLaboratory } = words.value;
  if (isLaboratory() || status !== 'delivered' || laboratoryWork?.purpose !== 'try-in') return null;
  return (
    <div class="notice">
      <p>{atLaboratory.triedIn(actions.names.reopenOrder)}</p>
    </div>
  );
}

function Progress({ order: { status, dueDate, laboratoryWork, warnings } }: { order: SentOrder }) {
  const { history } = words.value;
  const atLaboratory = texts();
  const { acceptedAt, laboratoryReference, promisedDate, producedAt, shippedAt, deliveredAt } = laboratoryWork ?? {};
  const { purpose, carrier, trackingNumber, rescheduled } = laboratoryWork ?? {};
  const cautionsAt = (pointer: string) =>
    warnings.flatMap((warning) => (warning.pointer === pointer ? [warning.message] : []));
  return (
    <>
      {statuses[status].awaited && !isAccepted(laboratoryWork) && (
        <Fact label={atLaboratory.accepted}>{atLaboratory.notYet}</Fact>
      )}
      <When label={atLaboratory.accepted} at={acceptedAt} />
      <Typed label={atLaboratory.reference} text={laboratoryReference} />
      {dueDate && (
        <Fact label={atLaboratory.due}>
          {dateText(dueDate)}
          {rescheduled && <Rescheduled of={rescheduled} />}
          <Cautions of={cautionsAt('/dueDate')} />
        </Fact>
      )}
      {promisedDate && (
        <Fact label={atLaboratory.promised}>
          {dateText(promisedDate)}
          <Cautions of={cautionsAt('/laboratoryWork/promisedDate')} />
        </Fact>
      )}
      <When label={atLaboratory.produced} at={producedAt} />
      {shippedAt && (
        <Fact label={atLaboratory.shipped}>
          {timeText(shippedAt)}
          {purpose && `, ${history.purposes[purpose]}`}
        </Fact>
      )}
      <Typed label={atLaboratory.carrier} text={[carrier, trackingNumber].filter(Boolean).join(', ')} />
      <When label={atLaboratory.delivered} at={deliveredAt} />
    </>
  );
}

/** When the clinic moved the due date, and why. */
function Rescheduled({ of: { at, reason } }: { of: { at: string; reason?: string } }) {
  return (
    <div class="small">
      {words.value.atLaboratory.moved(timeText(at))} {reason && <span class="typed as-typed">{reason}</span>}
    </div>
  );
}

/** The ways that the work has come and gone before, the last one first. */
function Journeys({ work }: { work: Order['laboratoryWork'] }) {
  const atLaboratory = texts();
  const journeys = work?.journeys.toReversed() ?? [];
  if (journeys.length === 0) return null;
  return (
    <details>
      <summary>{atLaboratory.journeys(journeys.length)}</summary>
      <ul class="journeys">
        {journeys.map((journey) => (
          <li key={journey.reopenedAt}>
            <p>
              {atLaboratory.sentBack(timeText(journey.reopenedAt))} <span class="typed as-typed">{journey.reason}</span>
            </p>
            <p class="small typed">{before(journey).join(' · ')}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}

type Journey = NonNullable<Order['laboratoryWork']>['journeys'][number];

/** How far the work had come on a way, in a few words. */
function before({ promisedDate, producedAt, shippedAt, purpose, carrier, trackingNumber, deliveredAt }: Journey) {
  const { history } = words.value;
  const atLaboratory = texts();
  const said = (label: string, ...of: (string | false | undefined)[]) => {
    const text = of.filter(Boolean).join(', ');
    return text ? [`${label}: ${text}`] : [];
  };
  return [
    ...said(atLaboratory.promised, promisedDate && dateText(promisedDate)),
    ...said(atLaboratory.produced, producedAt && timeText(producedAt)),
    ...said(
      atLaboratory.shipped,
      ...(shippedAt ? [timeText(shippedAt), purpose && history.purposes[purpose], carrier, trackingNumber] : []),
    ),
    ...said(atLaboratory.delivered, deliveredAt && timeText(deliveredAt)),
  ];
}
