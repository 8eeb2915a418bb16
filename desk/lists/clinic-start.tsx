import { useMemo } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { catalogue } from '#desk/api/catalogue.ts';
import type { OrderRow, Settings } from '#desk/api/client.ts';
import { mostOnAPage } from '#desk/api/paged.ts';
import { ClinicChoice, rememberedClinic } from '#desk/lists/clinic-choice.tsx';
import { useFresh, useKeptPlace } from '#desk/lists/fresh.ts';
import { StartList } from '#desk/lists/start-list.tsx';
import { clinicsOf, type Days, daysFrom, lately, needing, sentLately } from '#desk/lists/start-lists.ts';
import { allDrafts, type DueDrafts, dueDrafts, type Overview, overview } from '#desk/lists/start-reads.ts';
import { addressOf } from '#desk/lists/view.ts';
import { dateText } from '#desk/parts/format.ts';
import { useOnFocus } from '#desk/parts/on-focus.ts';
import { Screen } from '#desk/parts/screen.tsx';
import { Shown } from '#desk/parts/shown.tsx';
import { today } from '#desk/parts/today.ts';
import { words } from '#desk/words/words.ts';

/** The start screen of those who order. It takes three pages of orders, and two more where there are more drafts than one has. */
export function ClinicStart() {
  const settings = catalogue.settings();
  const pages = overview();
  useFresh(pages);
  const rows = Object.values(pages.value.value ?? {}).flatMap((page) => page.rows);
  const clinics = clinicsOf(rows, rememberedClinic());
  return (
    <Screen title={words.value.shell.start} beside={<ClinicChoice clinics={clinics} />}>
      <Shown of={settings}>
        {(known) => <Shown of={pages}>{(read) => <WithDue settings={known} read={read} />}</Shown>}
      </Shown>
    </Screen>
  );
}

type Props = { settings: Settings; read: Overview };

/** Reads the drafts by due date where the newest are not all. */
function WithDue({ settings, read }: Props) {
  const now = today();
  const { goesOn } = read.drafts;
  const due = useMemo(() => (goesOn ? dueDrafts(daysFrom(now, settings)) : null), [goesOn, now]);
  useOnFocus(() => due?.reload());
  if (!due) return <Lists settings={settings} read={read} due={null} />;
  return <Shown of={due}>{(found) => <Lists settings={settings} read={read} due={found} />}</Shown>;
}

function Lists({ settings, read, due }: Props & { due: DueDrafts | null }) {
  const { start, shell } = words.value;
  const opened = useKeptPlace(true);
  const days = daysFrom(today(), settings);
  const clinic = rememberedClinic();
  const isShown = (row: OrderRow) => clinic === null || row.clinic === clinic;
  const drafts = needing(allDrafts(read.drafts, due).filter(isShown), days);
  const sent = sentLately(read.sent, Date.now());
  if (read.drafts.rows.length + read.sent.rows.length === 0)
    return (
      <div class="nothing">
        <p>{start.nothing}</p>
        <Link href="/orders/new">{shell.newOrder}</Link>
      </div>
    );
  const hasPassed = drafts.due.filter(({ dueDate }) => dueDate && dueDate < days.today).length;
  const shared = { today: days.today, opened };
  const byDue = addressOf({ status: 'draft', dentist: null, byDue: true });
  return (
    <>
      {clinic !== null && <p class="small">{said(clinic, read)}</p>}
      <StartList
        {...shared}
        name="1"
        title={start.due(dateText(days.next))}
        about={hasPassed > 0 ? `${start.aboutDue} ${start.passed(hasPassed)}` : start.aboutDue}
        none={start.noneDue}
        rows={drafts.due}
        goesOn={due !== null && (due.passed.goesOn || dueGoesOn(due, days))}
        all={byDue}
      />
      <StartList
        {...shared}
        name="2"
        title={start.near}
        about={start.aboutNear(dateText(days.back), settings.productionDays)}
        none={start.noneNear(dateText(days.back))}
        rows={drafts.near}
        goesOn={due?.soon.goesOn ?? false}
        all={byDue}
      />
      <StartList
        {...shared}
        name="3"
        title={start.unready}
        about={read.drafts.goesOn ? start.aboutUnreadyOf(mostOnAPage) : start.aboutUnready}
        none={start.noneUnready}
        rows={drafts.unready}
        goesOn={read.drafts.goesOn}
        all={addressOf({ status: 'draft', dentist: null, byDue: false })}
      />
      <StartList
        {...shared}
        name="4"
        title={start.ready}
        about={read.drafts.goesOn ? start.aboutReadyOf(mostOnAPage) : start.aboutReady}
        none={start.noneReady}
        rows={drafts.ready}
        goesOn={read.drafts.goesOn}
        all={addressOf({ status: 'draft', dentist: null, byDue: false })}
      />
      <StartList
        {...shared}
        name="5"
        title={start.answered}
        about={start.aboutAnswered}
        none={start.noneAnswered}
        rows={read.answered.rows.filter(isShown)}
        goesOn={read.answered.goesOn}
        all={null}
      />
      <StartList
        {...shared}
        name="6"
        title={start.sent}
        about={start.aboutSent(lately)}
        none={start.noneSent(lately)}
        rows={sent.rows.filter(isShown)}
        goesOn={sent.goesOn}
        all={addressOf({ status: 'published', dentist: null, byDue: false })}
      />
    </>
  );
}

/** Whether there are more drafts that are due now than were read. */
const dueGoesOn = ({ soon }: DueDrafts, { next }: Days) =>
  soon.goesOn && soon.rows.every(({ dueDate }) => dueDate !== null && dueDate <= next);

/** Says that only one clinic's orders are shown, and out of which. */
function said(clinic: string, { drafts, sent }: Overview): string {
  const { start } = words.value;
  return drafts.goesOn || sent.goesOn ? start.oneClinicOf(clinic, mostOnAPage) : start.oneClinic(clinic);
}
