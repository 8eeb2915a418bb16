import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { ToothDrawing } from '#desk/order/form/tooth.tsx';
import { keyOf } from '#desk/parts/keyboard/keys.ts';
import { words } from '#desk/words/words.ts';
import {
  chartRows,
  isMilk,
  jawOf,
  placeOf,
  sideOf,
  type Tooth,
  type ToothNotation,
  writeTooth,
} from '#domain/kernel/teeth.ts';
import type { Line } from '#domain/order/order.ts';
import { linesOn, markOf } from '#domain/printing/dental-card.ts';

/** What can be done with the teeth of the line that is open; without it the chart only shows. */
export type Taking = {
  /** The teeth of the line that is open. */
  teeth: readonly Tooth[];
  /** Whether its service knows pontics. */
  hasPontics: boolean;
  click: (tooth: Tooth) => void;
  toggle: (tooth: Tooth) => void;
  hang: (tooth: Tooth) => void;
  /** Takes the teeth from one to another. */
  stretch: (from: Tooth, to: Tooth) => void;
};

type Props = { services: readonly Line[]; notation: ToothNotation; taking: Taking | null };

const rows = Object.entries(chartRows);

/** The column of a tooth; the rows of milk teeth begin where the fourth permanent tooth stands. */
const columnOf = (row: readonly Tooth[], tooth: Tooth) => row.indexOf(tooth) + (row.length < 16 ? 3 : 0);

/** The name of a tooth in words: upper left first molar. */
function toothName(tooth: Tooth): string {
  const { names } = words.value.chart;
  const milk = isMilk(tooth);
  const name = (milk ? names.milk : names.permanent)[placeOf(tooth) - 1] ?? '';
  return names.tooth(jawOf(tooth), sideOf(tooth), name, milk);
}

/**
 * The dental chart: all teeth seen from the front, with the work of the order. Arrow keys move from tooth to tooth; what is
 * done with a tooth is up to `taking`.
 */
export function Chart({ services, notation, taking }: Props) {
  const text = words.value.chart;
  const grid = useRef<HTMLTableElement>(null);
  const current = useSignal<Tooth>('11');
  const anchor = useSignal<Tooth | null>(null);
  const wantsMilk = useSignal(false);
  const hasMilk = services.some(({ teeth }) => teeth.some(isMilk));
  const shown = rows.filter(([name]) => wantsMilk.value || hasMilk || !name.endsWith('Milk'));
  const stop = shown.some(([, row]) => row.includes(current.value)) ? current.value : '11';

  const focus = (tooth: Tooth) => {
    current.value = tooth;
    grid.current?.querySelector<HTMLElement>(`[data-tooth="${tooth}"]`)?.focus();
  };
  const press = (event: KeyboardEvent, tooth: Tooth) => {
    const next = moved(
      shown.map(([, row]) => row),
      tooth,
      event.key,
    );
    if (next) {
      if (event.shiftKey) {
        taking?.stretch(anchor.value ?? tooth, next);
        anchor.value ??= tooth;
      }
      focus(next);
    } else if (event.key === ' ' || event.key === 'Enter') {
      if (event.shiftKey && anchor.value) taking?.stretch(anchor.value, tooth);
      else taking?.toggle(tooth);
      anchor.value = tooth;
    } else if (keyOf(event) === 'p' && taking?.hasPontics && !event.ctrlKey && !event.metaKey) taking.hang(tooth);
    else return;
    event.preventDefault();
    // No shortcut of the page runs for a key that the chart has taken.
    event.stopPropagation();
  };
  const click = (event: JSX.TargetedMouseEvent<HTMLElement>, tooth: Tooth) => {
    focus(tooth);
    if (event.shiftKey && anchor.value) taking?.stretch(anchor.value, tooth);
    else taking?.click(tooth);
    anchor.value = tooth;
  };
  return (
    <div class="chart">
      <Spans lines={linesOn('upper', services)} />
      <div class="sides small" aria-hidden="true">
        <span>{text.right}</span>
        <span>{text.left}</span>
      </div>
      <div class="teeth">
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: WAI-ARIA makes a grid of a table */}
        <table ref={grid} role="grid" aria-label={text.title} aria-multiselectable={taking !== null}>
          <tbody>
            {shown.map(([name, row]) => (
              <tr key={name} class={name}>
                {row.length < 16 && <td colSpan={3} />}
                {row.map((tooth) => (
                  <td
                    key={tooth}
                    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid takes the focus
                    role="gridcell"
                    data-tooth={tooth}
                    tabIndex={tooth === stop ? 0 : -1}
                    aria-label={labelOf(tooth, services, notation)}
                    aria-selected={taking?.teeth.includes(tooth) ?? false}
                    onClick={(event) => click(event, tooth)}
                    onKeyDown={(event) => press(event, tooth)}
                  >
                    <Cell tooth={tooth} services={services} notation={notation} />
                  </td>
                ))}
                {row.length < 16 && <td colSpan={3} />}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Spans lines={linesOn('lower', services)} />
      {taking && !hasMilk && (
        <label class="check small">
          <input
            type="checkbox"
            checked={wantsMilk.value}
            onChange={({ currentTarget }) => {
              wantsMilk.value = currentTarget.checked;
            }}
          />
          {text.milk}
        </label>
      )}
    </div>
  );
}

/** A tooth and its code; the roots of both jaws point away from the bite, and the codes stand at the bite. */
function Cell({ tooth, services, notation }: { tooth: Tooth; services: readonly Line[]; notation: ToothNotation }) {
  const { crown, implant, label } = markOf(tooth, services, notation);
  const drawing = <ToothDrawing key="tooth" tooth={tooth} crown={crown} implant={implant} />;
  const code = (
    <span key="code" aria-hidden="true">
      {label}
    </span>
  );
  return <>{jawOf(tooth) === 'upper' ? [drawing, code] : [code, drawing]}</>;
}

/** The work on a whole jaw. */
function Spans({ lines }: { lines: readonly Line[] }) {
  return (
    <>
      {lines.map(({ lineId, service }) => (
        <p key={lineId} class="span small typed">
          {service.name}
        </p>
      ))}
    </>
  );
}

/** What a screen reader says of a tooth: its code, its name, and its work. */
function labelOf(tooth: Tooth, services: readonly Line[], notation: ToothNotation): string {
  const text = words.value.chart;
  const work = services
    .filter(({ teeth }) => teeth.includes(tooth))
    .flatMap(({ service, pontics }) => [service.name, ...(pontics?.includes(tooth) ? [text.pontic] : [])]);
  return [writeTooth(tooth, notation), toothName(tooth), ...work].join(', ');
}

/** Where an arrow key leads from a tooth; undefined for other keys, and at the edge. */
function moved(rows: readonly (readonly Tooth[])[], tooth: Tooth, key: string): Tooth | undefined {
  const place = rows.findIndex((row) => row.includes(tooth));
  const row = rows[place] ?? [];
  const beside = (step: number) => {
    const next = rows[place + step];
    const column = columnOf(row, tooth);
    return next?.toSorted(
      (one, other) => Math.abs(columnOf(next, one) - column) - Math.abs(columnOf(next, other) - column),
    )[0];
  };
  const at = row.indexOf(tooth);
  const moves: Record<string, () => Tooth | undefined> = {
    ArrowLeft: () => row[Math.max(at - 1, 0)],
    ArrowRight: () => row[Math.min(at + 1, row.length - 1)],
    ArrowUp: () => beside(-1) ?? tooth,
    ArrowDown: () => beside(1) ?? tooth,
    Home: () => row[0],
    End: () => row.at(-1),
  };
  return moves[key]?.();
}
