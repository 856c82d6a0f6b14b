import { type Traffic, TrafficState } from '../design/TrafficState.tsx';
import type { ConformityRow } from './api.ts';
import { useProcedureWords } from './words.ts';

const traffic: Record<'tick' | 'diamond' | 'triangle', Traffic> = { tick: 'met', diamond: 'soon', triangle: 'late' };

/** The mark of a clause in a month as shape, colour and word. A month without facts is a dash, never a tick. */
export function Mark({ mark, label }: { readonly mark: ConformityRow['mark']; readonly label?: string }) {
  const words = useProcedureWords();
  return (
    <TrafficState state={mark === null ? 'none' : traffic[mark]} label={label ?? (mark === null ? words.noMark : words.marks[mark])} />
  );
}
