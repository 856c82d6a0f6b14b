import { IconColumns2, IconGitMerge } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import { useMay } from '../../shell/session.ts';
import { conversationPath } from '../address.ts';
import type { Conversation } from '../api.ts';
import desk from '../desk.module.css';
import { fetchRelated, relatedKey, type RelatedItem } from './api.ts';
import s from './merging.module.css';
import { useMergingWords } from './words.ts';

const Beside = lazy(() => import('./Beside.tsx'));
const MergeDialog = lazy(() => import('./MergeDialog.tsx'));

/** What may be the same matter, with why; to be read beside, or merged. */
export default function Related({ conversation }: { readonly conversation: Conversation }) {
  const words = useMergingWords();
  const { id } = conversation;
  const { data } = useQuery({ queryKey: relatedKey(id), queryFn: () => fetchRelated(id), staleTime: 60_000 });
  const [beside, setBeside] = useState<string | null>(null);
  const [merging, setMerging] = useState<RelatedItem | null>(null);
  if (!data || data.items.length === 0) return null;
  return (
    <section>
      <h3>{words.related}</h3>
      <ul className={s.related}>
        {data.items.map((one) => (
          <Item key={one.id} item={one} onBeside={() => setBeside(one.id)} onMerge={() => setMerging(one)} />
        ))}
      </ul>
      <Suspense fallback={null}>
        {beside && <Beside id={beside} onClose={() => setBeside(null)} />}
        {merging && <MergeDialog conversation={conversation} first={merging.number} onClose={() => setMerging(null)} />}
      </Suspense>
    </section>
  );
}

interface ItemProps {
  readonly item: RelatedItem;
  readonly onBeside: () => void;
  readonly onMerge: () => void;
}

function Item({ item: { id, number, subject, requester, lastAt, reason }, onBeside, onMerge }: ItemProps) {
  const words = useMergingWords();
  const format = useFormats();
  const may = useMay();
  const at = Date.parse(lastAt);
  return (
    <li>
      <Link to={conversationPath(id)} className="med trunc">
        {subject || words.noSubject}
      </Link>
      <span className="xs faint" title={format.full(at)}>
        {number} · {requester} · {format.date(at)}
      </span>
      <span className="xs">{words.reasons[reason]}</span>
      <span className="row">
        <button type="button" className={desk.small} aria-label={words.besideOf(number)} onClick={onBeside}>
          <IconColumns2 aria-hidden="true" className="sm" />
          {words.beside}
        </button>
        {may('conversations.merge') && (
          <button type="button" className={desk.small} aria-label={words.mergeOf(number)} onClick={onMerge}>
            <IconGitMerge aria-hidden="true" className="sm" />
            {words.act}
          </button>
        )}
      </span>
    </li>
  );
}
