import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { addressNow, go } from '#desk/address/address.ts';
import { catalogue } from '#desk/api/catalogue.ts';
import type { OrderRow, Settings } from '#desk/api/client.ts';
import { mostOnAPage } from '#desk/api/paged.ts';
import { ClinicChoice, rememberedClinic } from '#desk/lists/clinic-choice.tsx';
import { useFresh, useKeptPlace } from '#desk/lists/fresh.ts';
import { LabelScan } from '#desk/lists/receiving/label-scan.tsx';
import { OnTheWay } from '#desk/lists/receiving/on-the-way.tsx';
import { type Received, receive } from '#desk/lists/receiving/receive.ts';
import { ReceivedNotes } from '#desk/lists/receiving/received-notes.tsx';
import { atLaboratories, lately } from '#desk/lists/sent-lists.ts';
import { StartList } from '#desk/lists/start-list.tsx';
import { clinicsOf, type Days, daysFrom, needing } from '#desk/lists/start-lists.ts';
import { allDrafts, type DueDrafts, dueDrafts, type Overview, overview } from '#desk/lists/start-reads.ts';
import { addressOf } from '#desk/lists/view.ts';
import { sayWaiting } from '#desk/order/actions/done.tsx';
import { dateText } from '#desk/parts/format.ts';
import { Screen } from '#desk/parts/screen.tsx';
import { Shown } from '#desk/parts/shown.tsx';
import { today } from '#desk/parts/today.ts';
import { useUpToDate } from '#desk/parts/up-to-date.ts';
import { words } from '#desk/words/words.ts';

/** How many of the works that were received last are told. */
const told = 5;

/**
 * The start screen of those who order. It takes four pages of orders, and two more where there are
 * more drafts than one has.
 */
export function ClinicStart() {
  const settings = catalogue.settings();
  const pages = overview();
  useFresh(pages);
  const received = useSignal<readonly Received[]>([]);
  const rows = Object.values(pages.value.value ?? {}).flatMap((page) => page.rows);
  const clinics = clinicsOf(rows, rememberedClinic());
  const take = async (code: Parameters<typeof receive>[0], isSure = false) => {
    const from = addressNow();
    const next = await receive(code, { isSure });
    if (next.kind === 'notSent' && from === addressNow()) {
      const { order } = next;
      sayWaiting(order, words.peek().receiving.notSent(words.peek().statuses[order.status]));
      return go(`/orders/${order.number}`);
    }
    received.value = [next, ...withoutQuestion(received.peek(), code.number)].slice(0, told);
    await pages.reload();
  };
  const answer = (number: string, isHere: boolean) => {
    if (isHere) return void take({ number, revision: null }, true);
    received.value = withoutQuestion(received.value, number);
  };
  return (
    <Screen title={words.value.shell.start} beside={<ClinicChoice clinics={clinics} />}>
      <LabelScan onScan={(code) => void take(code)} />
      <ReceivedNotes of={received.value} onAnswer={answer} />
      <Shown of={settings}>
        {(known) => (
          <Shown of={pages}>
            {(read) => (
              <WithDue settings={known} read={read} onReceive={(number) => take({ number, revision: null })} />
            )}
          </Shown>
        )}
      </Shown>
    </Screen>
  );
}

/** What was told, without the question whether the work of an order is here, which has been answered, or is asked again. */
const withoutQuestion = (received: readonly Received[], number: string) =>
  received.filter((one) => one.kind !== 'notShipped' || one.order.number !== number);

type Props = { settings: Settings; read: Overview; onReceive: (number: string) => Promise<void> };

/** Reads the drafts by due date where the newest are not all. */
function WithDue(props: Props) {
  const now = today();
  const { goesOn } = props.read.drafts;
  const due = useMemo(() => (goesOn ? dueDrafts(daysFrom(now, props.settings)) : null), [goesOn, now]);
  useUpToDate(async () => due?.reload());
  if (!due) return <Lists {...props} due={null} />;
  return <Shown of={due}>{(found) => <Lists {...props} due={found} />}</Shown>;
}

function Lists({ settings, read, due, onReceive }: Props & { due: DueDrafts | null }) {
  const { start, shell } = words.value;
  const opened = useKeptPlace(true);
  const days = daysFrom(today(), settings);
  const clinic = rememberedClinic();
  const isShown = (row: OrderRow) => clinic === null || row.clinic === clinic;
  const drafts = needing(allDrafts(read.drafts, due).filter(isShown), days);
  const sent = atLaboratories(read.atLaboratories.rows.filter(isShown), {
    now: Date.now(),
    today: days.today,
    settings,
  });
  if (Object.values(read).every(({ rows }) => rows.length === 0))
    return (
      <div class="nothing">
        <p>{start.nothing}</p>
        <Link href="/orders/new">{shell.newOrder}</Link>
      </div>
    );
  const hasPassed = drafts.due.filter(({ dueDate }) => dueDate && dueDate < days.today).length;
  const shared = { today: days.today, opened };
  const byDue = addressOf({ group: 'drafts', dentist: null, byDue: true });
  const newest = addressOf({ group: 'drafts', dentist: null, byDue: false });
  const ofLaboratories = {
    ...shared,
    goesOn: read.atLaboratories.goesOn,
    all: addressOf({ group: 'atLaboratory', dentist: null, byDue: true }),
  };
  const answered = read.answered.rows.filter(isShown);
  const onTheWay = read.onTheWay.rows.filter(isShown);
  const { waiting, late, unaccepted } = sent;
  const needed = [drafts.returned, waiting, answered, onTheWay, late, unaccepted];
  return (
    <>
      {clinic !== null && <p class="small">{said(clinic, read)}</p>}
      {needed.every((rows) => rows.length === 0) && <p class="quiet-laboratories">{start.quiet}</p>}
      {drafts.returned.length > 0 && (
        <StartList
          {...shared}
          name="1"
          title={start.returned}
          about={start.aboutReturned}
          rows={drafts.returned}
          goesOn={read.drafts.goesOn && read.drafts.rows.every(({ returned }) => returned !== null)}
          all={newest}
        />
      )}
      {waiting.length > 0 && (
        <StartList {...ofLaboratories} name="2" title={start.waiting} about={start.aboutWaiting} rows={waiting} />
      )}
      {answered.length > 0 && (
        <StartList
          {...shared}
          name="3"
          title={start.answered}
          about={start.aboutAnswered}
          rows={answered}
          toMessages
          goesOn={read.answered.goesOn}
          all={addressOf({ group: 'toAnswer', dentist: null, byDue: false })}
        />
      )}
      {onTheWay.length > 0 && (
        <OnTheWay {...shared} name="4" rows={onTheWay} goesOn={read.onTheWay.goesOn} onReceive={onReceive} />
      )}
      {late.length > 0 && (
        <StartList {...ofLaboratories} name="5" title={start.late} about={start.aboutLate} rows={late} />
      )}
      {unaccepted.length > 0 && (
        <StartList
          {...ofLaboratories}
          name="6"
          title={start.unaccepted}
          about={start.aboutUnaccepted}
          rows={unaccepted}
        />
      )}
      <StartList
        {...shared}
        name="7"
        title={start.due(dateText(days.next))}
        about={hasPassed > 0 ? `${start.aboutDue} ${start.passed(hasPassed)}` : start.aboutDue}
        none={start.noneDue}
        rows={drafts.due}
        goesOn={due !== null && (due.passed.goesOn || dueGoesOn(due, days))}
        all={byDue}
      />
      <StartList
        {...shared}
        name="8"
        title={start.near}
        about={start.aboutNear(dateText(days.back), settings.productionDays)}
        none={start.noneNear(dateText(days.back))}
        rows={drafts.near}
        goesOn={due?.soon.goesOn ?? false}
        all={byDue}
      />
      <StartList
        {...shared}
        name="9"
        title={start.unready}
        about={read.drafts.goesOn ? start.aboutUnreadyOf(mostOnAPage) : start.aboutUnready}
        none={start.noneUnready}
        rows={drafts.unready}
        goesOn={read.drafts.goesOn}
        all={newest}
      />
      <StartList
        {...shared}
        name="0"
        title={start.ready}
        about={read.drafts.goesOn ? start.aboutReadyOf(mostOnAPage) : start.aboutReady}
        none={start.noneReady}
        rows={drafts.ready}
        goesOn={read.drafts.goesOn}
        all={newest}
      />
      <StartList
        {...ofLaboratories}
        name="l"
        title={start.sent}
        about={start.aboutSent(lately)}
        none={start.noneSent(lately)}
        rows={sent.lately}
      />
    </>
  );
}

/** Whether there are more drafts that are due now than were read. */
const dueGoesOn = ({ soon }: DueDrafts, { next }: Days) =>
  soon.goesOn && soon.rows.every(({ dueDate }) => dueDate !== null && dueDate <= next);

/** Says that only one clinic's orders are shown, and out of which. */
function said(clinic: string, read: Overview): string {
  const { start } = words.value;
  const isPart = Object.values(read).some(({ goesOn }) => goesOn);
  return isPart ? start.oneClinicOf(clinic, mostOnAPage) : start.oneClinic(clinic);
}
