import { IconRefresh } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { Bone, Late } from '../design/Loading.tsx';
import { sentenceOf } from '../design/Trouble.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { productAt } from '../shell/clock.ts';
import { useLink } from '../shell/live/live.ts';
import s from './today.module.css';
import { useTodayWords } from './words.ts';

interface CardProps {
  readonly title: string;
  readonly query: Pick<UseQueryResult, 'data' | 'error' | 'dataUpdatedAt' | 'refetch' | 'isFetching'>;
  /** After the title. */
  readonly beside?: ReactNode;
  /** At the right of the header. */
  readonly actions?: ReactNode;
  readonly foot?: ReactNode;
  /** How high it will be, px: it does not jump when it comes. */
  readonly height: number;
  readonly children: ReactNode;
}

/** A part of the day that loads and fails alone; without a connection it shows what was last known, and of when. */
export function TodayCard({ title, query, beside, actions, foot, height, children }: CardProps) {
  const words = useTodayWords();
  const id = useId();
  const has = query.data !== undefined;
  return (
    <section className={`card ${s.card}`} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {beside}
        <span className="grow" />
        {has && <Age query={query} />}
        {actions}
      </header>
      {has ? (
        children
      ) : query.error ? (
        <div className={`in ${s.failed}`} role="alert" style={{ minHeight: height }}>
          <span className="sm muted">{sentenceOf(query.error)}</span>
          <button type="button" className="btn s" aria-disabled={query.isFetching} onClick={() => void query.refetch()}>
            <IconRefresh aria-hidden="true" />
            {words.retry}
          </button>
        </div>
      ) : (
        <div className="in" style={{ minHeight: height }} aria-busy="true">
          <Late>
            <Bone width="48%" />
            <Bone width="80%" top={14} />
            <Bone width="64%" top={14} />
          </Late>
        </div>
      )}
      {has && foot}
    </section>
  );
}

/** «de las 10:21 am», where what is shown could not be asked for again. */
function Age({ query }: { readonly query: CardProps['query'] }) {
  const words = useTodayWords();
  const format = useFormats();
  const link = useLink();
  if (!query.error && link.state !== 'lost') return null;
  return (
    <span className={`xs ${s.age}`} role="status">
      {words.asOf(format.time(productAt(query.dataUpdatedAt)))}
      {query.error && (
        <button type="button" className="link" onClick={() => void query.refetch()}>
          {words.retry}
        </button>
      )}
    </span>
  );
}
