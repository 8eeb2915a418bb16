import { ToothDrawing } from '#desk/order/form/tooth.tsx';
import type { DentalCard, Sign, ToothMark } from '#domain/printing/dental-card.ts';

const rowNames = ['upper', 'upperMilk', 'lowerMilk', 'lower'] as const;

/** The chart of the form: all teeth seen from the front, and the signs that are drawn. */
export function PaperChart({ card: { title, right, left, rows, spans, legend } }: { card: DentalCard }) {
  return (
    <>
      <h3>{title}</h3>
      <div class="paper-chart">
        <Spans names={spans.upper} />
        {rowNames.map(
          (name) =>
            rows[name].length > 0 && (
              <div key={name} class={`row ${name}`}>
                <span class="caption">{right}</span>
                {rows[name].map((mark) => (
                  <MarkedTooth key={mark.tooth} mark={mark} />
                ))}
                <span class="caption">{left}</span>
              </div>
            ),
        )}
        <Spans names={spans.lower} />
      </div>
      <p class="legend caption">
        {legend.map(({ sign, text }) => (
          <span key={sign}>
            <SignDrawing sign={sign} /> {text}
          </span>
        ))}
      </p>
    </>
  );
}

/** A sign of the chart on a tooth of its own; work on a whole jaw is a line. */
function SignDrawing({ sign }: { sign: Sign }) {
  if (sign === 'span') return <span aria-hidden="true">▬</span>;
  const crown = sign === 'implant' ? null : sign;
  return <ToothDrawing tooth="11" crown={crown} implant={sign === 'implant'} />;
}

function MarkedTooth({ mark: { tooth, crown, implant, label } }: { mark: ToothMark }) {
  return (
    <span class={crown || implant ? 'at work' : 'at'}>
      <ToothDrawing tooth={tooth} crown={crown} implant={implant} />
      <span>{label}</span>
    </span>
  );
}

/** Work on a whole jaw. */
function Spans({ names }: { names: readonly string[] }) {
  return (
    <>
      {names.map((name, index) => (
        <p key={index} class="span typed">
          {name}
        </p>
      ))}
    </>
  );
}
