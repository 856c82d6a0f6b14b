import { IconSettings } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Bone, Late } from '../design/Loading.tsx';
import { LoadTrouble } from '../design/Trouble.tsx';
import { fetchNotices, noticesKey } from './api.ts';
import { MarkAll } from './MarkAll.tsx';
import { NoticeList } from './NoticeList.tsx';
import s from './notices.module.css';
import { useNoticeWords } from './words.ts';

/** The last notices, beside the bell. */
export default function NoticePanel({ onClose }: { readonly onClose: () => void }) {
  const words = useNoticeWords();
  const { data, error, refetch } = useQuery({ queryKey: noticesKey, queryFn: () => fetchNotices() });
  return (
    <section className={s.panel} aria-label={words.title}>
      <header>
        <h2>{words.title}</h2>
        <span className="grow" />
        {data && <MarkAll items={data.items} unread={data.unread} />}
        <Link className="btn quiet icon s" to="/perfil#avisos" aria-label={words.settings} title={words.settings} onClick={onClose}>
          <IconSettings aria-hidden="true" />
        </Link>
      </header>
      <div className={s.scroll} tabIndex={-1}>
        {data ? (
          data.items.length > 0 ? (
            <NoticeList items={data.items.slice(0, 12)} onFollow={onClose} />
          ) : (
            <div className="center">
              <b>{words.none}</b>
              <span>{words.noneText}</span>
            </div>
          )
        ) : error ? (
          <LoadTrouble error={error} title={words.trouble} retry={() => void refetch()} />
        ) : (
          <Late>
            <Bone width="80%" />
            <Bone width="60%" top={14} />
          </Late>
        )}
      </div>
      <footer>
        <Link to="/avisos" onClick={onClose}>
          {words.seeAll}
        </Link>
      </footer>
    </section>
  );
}
