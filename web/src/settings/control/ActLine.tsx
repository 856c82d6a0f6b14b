import { Link } from 'react-router';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import type { ActView } from '../api.ts';
import s from '../settings.module.css';
import { useControlWords } from './words.ts';

/** Who did what to what, when, and why where a reason was asked for. */
export function ActLine({ act }: { readonly act: ActView }) {
  const words = useControlWords();
  const format = useFormats();
  const at = Date.parse(act.at);
  return (
    <li>
      <span className="faint" title={format.full(at)}>
        {format.moment(at)}
      </span>
      <span>{words.verbs[act.verb as keyof typeof words.verbs] ?? act.verb}</span>
      <span className="muted">
        <Subject act={act} />
        {act.reason && <span style={{ display: 'block' }}>«{act.reason}»</span>}
        <Detail detail={act.detail} />
      </span>
      <span className={s.actWho}>{act.actor.name}</span>
    </li>
  );
}

function Subject({ act: { subject } }: { readonly act: ActView }) {
  const words = useControlWords();
  if (subject.kind === 'conversation') return <Link to={`/bandeja/all/${subject.id}`}>{subject.id}</Link>;
  if (subject.kind === 'setting') return subject.id;
  const kind = words.kinds[subject.kind as keyof typeof words.kinds] ?? subject.kind;
  return `${kind} · ${subject.id}`;
}

function Detail({ detail }: { readonly detail: unknown }) {
  const words = useControlWords();
  if (detail === null || detail === undefined || (typeof detail === 'object' && Object.keys(detail).length === 0)) return null;
  const text = JSON.stringify(detail);
  if (text.length <= 80)
    return (
      <span className="xs faint" style={{ display: 'block' }}>
        {plain(detail)}
      </span>
    );
  return (
    <details className="xs faint">
      <summary className={s.target}>{words.seeDetail}</summary>
      {plain(detail)}
    </details>
  );
}

/** `before: 0.95 · after: 0.9`. */
function plain(detail: unknown): string {
  if (typeof detail !== 'object' || detail === null) return String(detail);
  return Object.entries(detail)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(' · ');
}
