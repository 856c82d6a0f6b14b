import type { ReactNode } from 'react';
import { Bone, Late } from '../design/Loading.tsx';
import { LoadTrouble } from '../design/Trouble.tsx';
import s from './settings.module.css';

interface Asked {
  readonly data: unknown;
  readonly error: unknown;
  refetch(): unknown;
}

interface CardProps {
  readonly title: ReactNode;
  readonly sub?: ReactNode;
  readonly actions?: ReactNode;
  readonly footer?: ReactNode;
  /** What the card shows: while it is asked for a skeleton, and its own failure where it can't be had. */
  readonly query?: Asked;
  /** Height kept while loading. */
  readonly height?: number;
  readonly children: ReactNode;
}

/** A card that loads and fails alone. */
export function Card({ title, sub, actions, footer, query, height = 120, children }: CardProps) {
  return (
    <section className="card">
      <header className={s.cardHead}>
        <h2>{title}</h2>
        {sub !== undefined && <span className="sm faint">{sub}</span>}
        {actions !== undefined && (
          <>
            <span className="grow" />
            {actions}
          </>
        )}
      </header>
      {query && query.data === undefined ? (
        query.error ? (
          <LoadTrouble error={query.error} retry={() => void query.refetch()} />
        ) : (
          <div className="in" style={{ minHeight: height }} aria-busy="true">
            <Late>
              <Bone width="70%" />
              <Bone width="86%" top={14} />
              <Bone width="62%" top={14} />
            </Late>
          </div>
        )
      ) : (
        children
      )}
      {footer !== undefined && <footer>{footer}</footer>}
    </section>
  );
}
