import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { conversationPath } from '../desk/address.ts';
import { type Traffic, TrafficState } from '../design/TrafficState.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useMay } from '../shell/session.ts';
import type { ObligationItem } from './api.ts';
import s from './procedure.module.css';
import { unitOf } from './unit.ts';
import { useProcedureWords } from './words.ts';

const traffic: Record<ObligationItem['state'], Traffic> = { met: 'met', late: 'late', open: 'running', setAside: 'none' };

/** One spell, as a row of the table or as an entry of the list on a telephone. */
export function EvidenceRow({ item, isNarrow }: { readonly item: ObligationItem; readonly isNarrow: boolean }) {
  const words = useProcedureWords();
  const format = useFormats();
  const unit = unitOf(item.clause);
  const { columns, notYet } = { columns: { ...words.columns, ...words.units[unit].columns }, notYet: words.units[unit].notYet };
  const isDay = unit === 'day';
  const moment = (at: string): ReactNode => (
    <span title={format.full(Date.parse(at))}>
      <span className="nowrap">{format.weekday(Date.parse(at))}</span> <span className="nowrap">{format.time(Date.parse(at))}</span>
    </span>
  );
  const state = (
    <span className={s.state}>
      <TrafficState state={traffic[item.state]} label="" />
      {words.states[item.state]}
    </span>
  );
  const settled = item.settledAt === null ? item.setAside ? '—' : <span className="faint nowrap">{notYet}</span> : moment(item.settledAt);
  const worked = item.workedSeconds === null ? '—' : format.duration(item.workedSeconds);
  // A moment that was agreed on has no sum.
  const sum = item.inputs.agreedDueAt === undefined && (
    <Link to={`/plazo/${item.id}`} className="nowrap">
      {columns.sum}
      <span className="sr"> {item.label?.number ?? item.id}</span>
    </Link>
  );
  if (isNarrow) {
    return (
      <li>
        <div className="row between">
          {state}
          {!isDay && sum}
        </div>
        <Subject item={item} />
        <dl>
          {!isDay && (
            <>
              <dt>{columns.opened}</dt>
              <dd>{moment(item.openedAt)}</dd>
            </>
          )}
          <dt>{columns.due}</dt>
          <dd>{moment(item.dueAt)}</dd>
          <dt>{columns.settled}</dt>
          <dd>
            {settled} <Elsewhere item={item} />
          </dd>
          {!isDay && (
            <>
              <dt>{columns.worked}</dt>
              <dd>{worked}</dd>
            </>
          )}
        </dl>
      </li>
    );
  }
  return (
    <tr>
      <td>{state}</td>
      <td className={s.subject}>
        <Subject item={item} />
      </td>
      {!isDay && <td>{moment(item.openedAt)}</td>}
      <td>{moment(item.dueAt)}</td>
      <td>
        {settled}
        <div className="xs faint">
          <Elsewhere item={item} />
        </div>
      </td>
      {!isDay && <td className="r nowrap">{worked}</td>}
      {!isDay && <td className="r">{sum}</td>}
    </tr>
  );
}

function Elsewhere({ item }: { readonly item: ObligationItem }) {
  const words = useProcedureWords();
  const by = item.settledBy as keyof typeof words.settledBy | null;
  return <span className="xs faint nowrap">{by === null ? '' : (words.settledBy[by] ?? '')}</span>;
}

function Subject({ item }: { readonly item: ObligationItem }) {
  const words = useProcedureWords();
  const format = useFormats();
  const may = useMay();
  const title = item.label?.title || item.label?.number || item.id;
  return (
    <>
      <div className="trunc" title={title}>
        {item.conversation !== undefined && may('conversations.read') ? (
          <Link to={conversationPath(item.conversation)}>{title}</Link>
        ) : (
          title
        )}
      </div>
      <div className="xs faint trunc">{[item.label?.number, item.label?.who].filter(Boolean).join(' · ')}</div>
      {item.setAside && (
        <div className="xs muted">
          {words.setAsideBy(item.setAside.by, format.moment(Date.parse(item.setAside.at)))}«{item.setAside.reason}»
        </div>
      )}
    </>
  );
}
