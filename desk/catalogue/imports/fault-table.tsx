import { useLayoutEffect, useRef } from 'preact/hooks';
import { FirstOf, mostShown } from '#desk/catalogue/imports/first-of.tsx';
import { messages } from '#desk/words/messages.ts';
import { words } from '#desk/words/words.ts';
import { type ImportFault, importFaultInWords } from '#domain/catalog/import/table.ts';

/** What is wrong with the files, at its place, and what to do. */
export function FaultTable({ faults }: { faults: readonly ImportFault[] }) {
  const { imports } = words.value;
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => title.current?.focus(), [faults]);
  const table = messages.value;
  return (
    <section class="notice error" aria-labelledby="faults-title">
      <h2 id="faults-title" ref={title} tabIndex={-1}>
        {imports.faults(faults.length)}
      </h2>
      <p>{imports.faultsHint}</p>
      <FirstOf all={faults.length} />
      <div class="table">
        <table class="faults stacked">
          <thead>
            <tr>
              <th scope="col">{imports.file}</th>
              <th scope="col" class="number">
                {imports.line}
              </th>
              <th scope="col">{imports.column}</th>
              <th scope="col">{imports.cure}</th>
            </tr>
          </thead>
          <tbody>
            {faults.slice(0, mostShown).map((fault, index) => (
              <tr key={index}>
                <td class="typed file">{fault.file}</td>
                <td class="number">{fault.line}</td>
                <td class="typed column">{fault.column ?? ''}</td>
                <td class="typed cure">{table && importFaultInWords(fault, table).message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
