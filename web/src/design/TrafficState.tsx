import type { ReactNode } from 'react';
import { useDesignWords } from './words.ts';

export type Traffic = 'met' | 'soon' | 'late' | 'running' | 'pending' | 'none';

const shapes: Record<Traffic, ReactNode> = {
  met: (
    <>
      <circle cx="8" cy="8" r="7" fill="var(--ok-fill)" />
      <path d="m4.8 8.2 2.2 2.2 4.2-4.6" stroke="#fff" strokeWidth="1.7" fill="none" strokeLinecap="round" strokeLinejoin="round" />
    </>
  ),
  soon: (
    <>
      <path d="M8 .8 15.2 8 8 15.2.8 8z" fill="var(--warn-fill)" />
      <path d="M8 4.8v3.7" stroke="#fff" strokeWidth="1.7" strokeLinecap="round" />
      <circle cx="8" cy="11" r="1" fill="#fff" />
    </>
  ),
  late: <path d="M8 1 15.5 14.5H.5z" fill="var(--bad-fill)" />,
  running: (
    <>
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="var(--accent)" strokeWidth="1.6" />
      <path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="var(--accent)" />
    </>
  ),
  pending: <circle cx="8" cy="8" r="6.2" fill="none" stroke="var(--ink-3)" strokeWidth="1.6" />,
  none: <path d="M3 8h10" stroke="var(--ink-3)" strokeWidth="1.8" strokeLinecap="round" />,
};

/** A state as shape, colour and word; the word is for ears unless the place already says it (`label` ''). */
export function TrafficState({ state, label }: { readonly state: Traffic; readonly label?: string }) {
  const words = useDesignWords();
  return (
    <span className="state">
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        {shapes[state]}
      </svg>
      {label !== '' && <span className="sr">{label ?? words.states[state]}</span>}
    </span>
  );
}
