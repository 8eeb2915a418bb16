import { catalogue } from '#desk/api/catalogue.ts';
import type { OrderRow, Settings } from '#desk/api/client.ts';
import { ClinicStart } from '#desk/lists/clinic-start.tsx';
import { useFresh, useKeptPlace } from '#desk/lists/fresh.ts';
import { useRowKeys } from '#desk/lists/row-keys.ts';
import { StartList } from '#desk/lists/start-list.tsx';
import { daysFrom, type Rows } from '#desk/lists/start-lists.ts';
import { seesDrafts, sentByDue } from '#desk/lists/start-reads.ts';
import { addressOf } from '#desk/lists/view.ts';
import { dateText } from '#desk/parts/format.ts';
import { Screen } from '#desk/parts/screen.tsx';
import { Shown } from '#desk/parts/shown.tsx';
import { today } from '#desk/parts/today.ts';
import { person } from '#desk/session/session.ts';
import { words } from '#desk/words/words.ts';

/** What needs a person now: a clinic's drafts, or what has been sent for those who see no drafts. */
export function Start() {
  useRowKeys();
  return person.value && seesDrafts(person.value.role) ? <ClinicStart /> : <TechnicianStart />;
}

function TechnicianStart() {
  const sent = sentByDue();
  useFresh(sent);
  return (
    <Screen title={words.value.shell.start}>
      <Shown of={catalogue.settings()}>
        {(settings) => <Shown of={sent}>{(read) => <SentDue settings={settings} sent={read} />}</Shown>}
      </Shown>
    </Screen>
  );
}

function SentDue({ settings, sent: { rows, goesOn } }: { settings: Settings; sent: Rows }) {
  const { today: now, next } = daysFrom(today(), settings);
  const opened = useKeptPlace(true);
  const { start } = words.value;
  const isSoon = ({ dueDate }: OrderRow) => dueDate !== null && dueDate <= next;
  const soon = rows.filter(isSoon);
  const later = rows.filter((row) => !isSoon(row));
  const shared = { today: now, opened, all: addressOf({ group: 'atLaboratory', dentist: null, byDue: true }) };
  return (
    <>
      <StartList
        {...shared}
        name="1"
        title={start.due(dateText(next))}
        about={start.sentSoon}
        none={start.noneSoon}
        rows={soon}
        goesOn={goesOn && later.length === 0}
      />
      <StartList
        {...shared}
        name="2"
        title={start.later}
        about={start.aboutLater}
        none={start.noneLater}
        rows={later}
        goesOn={goesOn}
      />
    </>
  );
}
