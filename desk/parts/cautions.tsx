import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** Says what to check at a place, below it. */
export const Cautions = ({ of }: { of: readonly string[] }) => (
  <>
    {of.map((message) => (
      <p key={message} class="caution typed">
        {message}
      </p>
    ))}
  </>
);

/** What there is to check in the form around a field, by the field's pointer. */
export const CautionsIn = createContext<(pointer: string) => readonly string[]>(() => []);

/** Says what to check at the field with this pointer. */
export const CautionsAt = ({ pointer }: { pointer: string }) => <Cautions of={useContext(CautionsIn)(pointer)} />;
