import { Chart, type Taking } from '#desk/order/form/chart.tsx';
import type { TypedLine } from '#desk/order/form/model/form.ts';
import { clicked, hung, stretched, toggled, withJaw } from '#desk/order/form/model/taking.ts';
import { knownTeeth } from '#desk/order/form/model/teeth-text.ts';
import { type Editor, openLine, serviceOf } from '#desk/order/form/state/editor.ts';
import { words } from '#desk/words/words.ts';
import { Arch, jawOf, type Tooth } from '#domain/kernel/teeth.ts';

/** The chart of the order, in which the line that is open takes its teeth or its jaw. */
export function LineChart({ editor }: { editor: Editor }) {
  const text = words.value.chart;
  const { form, judged, open } = editor;
  const { lines, notation } = form.value;
  const line = lines.find(({ key }) => key === open.value);
  const needs = line && serviceOf(editor, line)?.needs;
  const ofJaw = line && needs?.arch && !needs.teeth && line.teeth === '';
  return (
    <section class="side-part" aria-label={text.title}>
      <Chart services={judged.value.order.services} notation={notation} taking={takingOf(editor, line)} />
      {ofJaw && (
        <div class="buttons">
          {Arch.options.map((one) => (
            <button
              key={one}
              type="button"
              class="toggle"
              aria-pressed={line.arch === one}
              onClick={() => editor.setLine(line.key, { arch: one })}
            >
              {text.jaws[one]}
            </button>
          ))}
        </div>
      )}
      <p class="hint">{line ? text.keys(needs?.pontics ?? false) : text.noLine}</p>
    </section>
  );
}

/** What the chart does for a line; without an open one, a click on a tooth opens the line that has it. */
function takingOf(editor: Editor, line: TypedLine | undefined): Taking {
  const { notation, lines } = editor.form.value;
  if (!line) {
    const openAt = (tooth: Tooth) => {
      const its = lines.find(({ teeth }) => knownTeeth(teeth, notation).includes(tooth));
      if (its) openLine(editor, its.key);
    };
    return {
      teeth: [],
      hasPontics: false,
      click: openAt,
      toggle: openAt,
      hang: openAt,
      stretch: (_, to) => openAt(to),
    };
  }
  const needs = serviceOf(editor, line)?.needs;
  const set = (part: Partial<TypedLine>) => editor.setLine(line.key, part);
  if (needs?.arch && !needs.teeth && line.teeth === '') {
    const take = (tooth: Tooth) => set({ arch: withJaw(line.arch, jawOf(tooth)) });
    return { teeth: [], hasPontics: false, click: take, toggle: take, hang: take, stretch: (_, to) => take(to) };
  }
  const hasPontics = needs?.pontics ?? false;
  return {
    teeth: knownTeeth(line.teeth, notation),
    hasPontics,
    click: (tooth) => set(clicked(line, tooth, notation, hasPontics)),
    toggle: (tooth) => set(toggled(line, tooth, notation)),
    hang: (tooth) => set(hung(line, tooth, notation)),
    stretch: (from, to) => set(stretched(line, from, to, notation)),
  };
}
