import { keyOf } from '#desk/lists/order-list.ts';
import { OrderTable } from '#desk/lists/order-table.tsx';
import { keepPlace } from '#desk/lists/place.ts';
import type { Rows } from '#desk/lists/start-lists.ts';
import { StartSection, type StartSectionProps } from '#desk/lists/start-section.tsx';
import type { CalendarDate } from '#domain/kernel/calendar.ts';

export type StartListProps = Rows &
  Omit<StartSectionProps<Rows['rows'][number]>, 'keyOf' | 'children'> & {
    today: CalendarDate;
  } & Pick<Parameters<typeof OrderTable>[0], 'act' | 'toMessages'>;

/** One list of a clinic's start screen. */
export const StartList = ({ today, act, toMessages, ...list }: StartListProps) => (
  <StartSection keyOf={keyOf} {...list}>
    {(shown) => (
      <OrderTable
        rows={shown}
        today={today}
        label={list.title}
        act={act}
        toMessages={toMessages}
        onOpen={(order) => keepPlace({ opened: order, scroll: scrollY, rows: 0 })}
      />
    )}
  </StartSection>
);
