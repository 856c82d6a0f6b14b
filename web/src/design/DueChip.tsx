import type { ReactNode } from 'react';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useDesignWords } from './words.ts';

/** The pie of a due chip: what is left of the term, clockwise from twelve. */
function Pie({ share }: { readonly share: number }) {
  const part = Math.min(Math.max(share, 0), 0.9999);
  const angle = part * 2 * Math.PI;
  const x = 6 + 5 * Math.sin(angle);
  const y = 6 - 5 * Math.cos(angle);
  return (
    <svg viewBox="0 0 12 12" aria-hidden="true">
      <circle cx="6" cy="6" r="5.2" fill="none" stroke="currentColor" strokeWidth="1.2" />
      {part > 0.01 && <path d={`M6 6V1A5 5 0 ${part > 0.5 ? 1 : 0} 1 ${x.toFixed(2)} ${y.toFixed(2)}z`} fill="currentColor" />}
    </svg>
  );
}

export interface Due {
  /** Working seconds left; negative once late. */
  readonly remainingSeconds: number;
  /** 0–1 of the term that is left. */
  readonly share: number;
  readonly isOverdue: boolean;
}

/** Amber in the last quarter of the term, the same rule as the conformity mark (ui/README 3.6). */
export function toneOf(due: Due): 'bad' | 'warn' | 'ok' {
  if (due.isOverdue) return 'bad';
  return due.share <= 0.25 ? 'warn' : 'ok';
}

/** How long is left (or late) in working time, with the pie of the term. */
export function DueChip({ due, children }: { readonly due: Due; readonly children?: ReactNode }) {
  const words = useDesignWords();
  const format = useFormats();
  const length = format.duration(due.remainingSeconds);
  return (
    <span className={`chip ${toneOf(due)}`}>
      {due.isOverdue ? (
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M8 1 15.5 14.5H.5z" fill="currentColor" />
        </svg>
      ) : (
        <Pie share={due.share} />
      )}
      {due.isOverdue ? (
        words.overdueBy(length)
      ) : (
        <>
          <span className="sr">{words.left(length)}</span>
          <span aria-hidden="true">{length}</span>
        </>
      )}
      {children}
    </span>
  );
}
