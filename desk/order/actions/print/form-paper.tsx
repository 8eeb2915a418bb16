import { CodeMark } from '#desk/order/actions/print/code-mark.tsx';
import { PaperChart } from '#desk/order/actions/print/paper-chart.tsx';
import type { FormSheet } from '#domain/printing/print-sheet.ts';
import type { Table } from '#domain/printing/print-tables.ts';

/** The order form: first what is prescribed, with the signature; then plan, prices and pay, which nobody signs. */
export function FormPaper({ sheet }: { sheet: FormSheet }) {
  const { services, dentalCard, note, workPlan, prices, payroll } = sheet;
  return (
    <div class={`paper form paper-${sheet.paper}`} data-mark={sheet.mark ?? ''}>
      <Head sheet={sheet} />
      <Parties parties={sheet.parties} />
      <p class="facts-line">
        {sheet.facts.map(([caption, value]) => (
          <span key={caption}>
            <span class="caption">{caption}</span> <span class="typed">{value}</span>
          </span>
        ))}
      </p>
      {sheet.notation && (
        <p>
          <strong>{sheet.notation}</strong>
        </p>
      )}
      {services && <PaperTable table={services} numbers={[3]} shape="named" />}
      {dentalCard && <PaperChart card={dentalCard} />}
      {note && (
        <>
          <h3>{note.title}</h3>
          <p class="typed note">{note.text}</p>
        </>
      )}
      <Signature sheet={sheet} />
      {workPlan && <PaperTable table={workPlan} numbers={[2, 3]} shape="ticked" />}
      {prices && <PaperTable table={prices} numbers={[2, 3, 4]} />}
      {payroll && <PaperTable table={payroll} numbers={[2, 3, 4]} />}
      <p class="foot caption">
        <strong>{sheet.number}</strong> {sheet.version} {sheet.revision} {sheet.mark} {sheet.remake}
      </p>
    </div>
  );
}

function Head({ sheet }: { sheet: FormSheet }) {
  const { form, number, version, revision, replaces, mark, remake, due } = sheet;
  const [caption, date] = due;
  return (
    <div class="head">
      <div class="what">
        <p class="caption">{form}</p>
        <p class="number">{number}</p>
        <p>
          {[mark, remake, revision, replaces].map((said) => said && <strong key={said}>{said} </strong>)}
          {version}
        </p>
      </div>
      <div class="due">
        <p class="caption">{caption}</p>
        <p class="date">{date}</p>
      </div>
      <CodeMark kind="square" />
    </div>
  );
}

/** Clinic, laboratory and patient, side by side. */
function Parties({ parties }: Pick<FormSheet, 'parties'>) {
  return (
    <div class="parties">
      {parties.map(({ caption, lines: [name, ...others] }) => (
        <div key={caption}>
          <p class="caption">{caption}</p>
          <p class="typed">
            <strong>{name}</strong>
          </p>
          {others.map((line) => (
            <p key={line} class="typed">
              {line}
            </p>
          ))}
        </div>
      ))}
    </div>
  );
}

type PaperTableProps = {
  table: Table;
  /** The columns whose cells end in one line. */
  numbers: number[];
  shape?: 'named' | 'ticked';
};

/** A table as it is printed: with names in bold, or with a box to tick in each row. */
function PaperTable({ table: { title, head, rows, sums, remarks }, numbers, shape }: PaperTableProps) {
  const alignment = (column: number) => (numbers.includes(column) ? 'number' : '');
  return (
    <>
      <h3>{title}</h3>
      {rows.length > 0 && (
        <table class={shape}>
          <thead>
            <tr>
              {head.map((caption, column) => (
                <th key={column} scope="col" class={alignment(column)}>
                  {caption}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ cells, details }, index) => (
              <tr key={index}>
                {cells.map((cell, column) => (
                  <td key={column} class={`typed ${alignment(column)}`}>
                    {shape === 'ticked' && column === 0 ? <span class="tick" /> : cell}
                    {column === 1 &&
                      details.map((detail) => (
                        <span key={detail} class="detail">
                          {detail}
                        </span>
                      ))}
                  </td>
                ))}
              </tr>
            ))}
            {sums.map(([caption, amount]) => (
              <tr key={caption} class="sum">
                <td colSpan={head.length - 1}>{caption}</td>
                <td class="number">{amount}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {remarks.map((remark) => (
        <p key={remark} class="typed">
          {remark}
        </p>
      ))}
    </>
  );
}

function Signature({ sheet: { signature, prescription } }: { sheet: FormSheet }) {
  return (
    <>
      <div class="signature caption">
        <p>{signature.dentist}</p>
        <p>{signature.date}</p>
      </div>
      {prescription && <p class="caption">{prescription}</p>}
    </>
  );
}
