import { ScanField } from '#desk/parts/keyboard/scan-field.tsx';
import { person } from '#desk/session/session.ts';
import { words } from '#desk/words/words.ts';
import { type PaperCode, readPaperCode } from '#domain/printing/paper-code.ts';

/** The field for the label of work that is here. */
export function LabelScan({ onScan }: { onScan: (code: PaperCode) => void }) {
  const { label, hint, unreadable, foreign } = words.value.receiving;
  const take = (text: string) => {
    if (text.trim() === '') return null;
    const code = readPaperCode(text);
    if (!code) return 'unreadable';
    if (isForeign(code)) return 'foreign';
    onScan(code);
    return null;
  };
  return <ScanField label={label} hint={hint} errors={{ unreadable, foreign }} take={take} />;
}

/** Whether a paper is of another organisation. */
function isForeign({ tenantId }: PaperCode): boolean {
  const caller = person.peek();
  const own = caller && caller.role !== 'laboratory' ? caller.tenantId : null;
  return tenantId !== null && tenantId !== own;
}
