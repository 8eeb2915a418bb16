import type { LabOrderRow } from '#desk/api/client.ts';
import { addressOf, keyOf } from '#desk/laboratory/lists/groups.ts';
import { LabOrderTable } from '#desk/laboratory/lists/lab-order-table.tsx';
import { changedNames } from '#desk/laboratory/order/revision.ts';
import { type News, stillSaid } from '#desk/laboratory/start/news.ts';
import { NewsTable } from '#desk/laboratory/start/news-table.tsx';
import { OrderScan } from '#desk/laboratory/start/order-scan.tsx';
import { leaving, nextDay, onHold } from '#desk/laboratory/start/start-lists.ts';
import { type LabRows, labNews, labOverview, labRows } from '#desk/laboratory/start/start-reads.ts';
import { WhyStopped } from '#desk/laboratory/start/why-stopped.tsx';
import { useFresh, useKeptPlace } from '#desk/lists/fresh.ts';
import { keepPlace } from '#desk/lists/place.ts';
import { useRowKeys } from '#desk/lists/row-keys.ts';
import { StartSection } from '#desk/lists/start-section.tsx';
import { dateText } from '#desk/parts/format.ts';
import { Screen } from '#desk/parts/screen.tsx';
import { Shown } from '#desk/parts/shown.tsx';
import { today } from '#desk/parts/today.ts';
import { words } from '#desk/words/words.ts';

const onOpen = (opened: string) => keepPlace({ opened, scroll: scrollY, rows: 0 });

/** The start screen of a laboratory: what to stop, what is new, what leaves today, what waits, what clinics have said. */
export function LabStart() {
  const overview = labOverview();
  useFresh(labRows());
  useFresh(labNews());
  useRowKeys();
  const { fresh, work } = labRows().value.value ?? {};
  return (
    <Screen title={words.value.shell.start}>
      <OrderScan rows={[...(fresh?.rows ?? []), ...(work?.rows ?? [])]} />
      <Shown of={overview}>{([rows, news]) => <Lists rows={rows} news={news} />}</Shown>
    </Screen>
  );
}

function Lists({ rows: { fresh, work }, news }: { rows: LabRows; news: News }) {
  const { start } = words.value.laboratory;
  const opened = useKeptPlace(true);
  const all = [...fresh.rows, ...work.rows];
  const now = today();
  const shared = { keyOf, opened };
  const changedIn = (row: LabOrderRow) => {
    const changed = row.revision > 1 && news.changed.get(keyOf(row));
    return (
      changed && <div class="near">{words.value.laboratory.revision.changed(changedNames(changed, words.value))}</div>
    );
  };
  return (
    <>
      <StartSection {...shared} {...start.stopped} name="1" rows={news.stopped} goesOn={false} all={null}>
        {(told) => (
          <NewsTable told={told} label={start.stopped.title} rows={null} why={(one) => <WhyStopped told={one} />} />
        )}
      </StartSection>
      <StartSection {...shared} {...start.fresh} name="2" {...fresh} all={addressOf('new')}>
        {(rows) => <LabOrderTable rows={rows} label={start.fresh.title} onOpen={onOpen} remark={changedIn} />}
      </StartSection>
      <StartSection
        {...shared}
        title={start.leaving.title}
        about={start.leaving.about(dateText(nextDay(now)))}
        none={start.leaving.none(dateText(nextDay(now)))}
        name="3"
        rows={leaving(work.rows, now)}
        goesOn={work.goesOn && work.rows.every(({ dueDate }) => dueDate <= nextDay(now))}
        all={addressOf('work')}
      >
        {(rows) => <LabOrderTable rows={rows} label={start.leaving.title} onOpen={onOpen} />}
      </StartSection>
      <StartSection {...shared} {...start.held} name="4" rows={onHold(all)} goesOn={false} all={null}>
        {(rows) => <LabOrderTable rows={rows} label={start.held.title} onOpen={onOpen} />}
      </StartSection>
      <StartSection
        {...shared}
        {...start.said}
        name="5"
        rows={stillSaid(news.said, all, !fresh.goesOn && !work.goesOn)}
        goesOn={false}
        all={null}
      >
        {(told) => <NewsTable told={told} label={start.said.title} rows={all} />}
      </StartSection>
    </>
  );
}
