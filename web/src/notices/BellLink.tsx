import { IconBell } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useMay } from '../shell/session.ts';
import shell from '../shell/shell.module.css';
import { useUnreadCount } from '../shell/title.ts';
import { useNoticeWords } from './words.ts';

/** The bell where there is no side menu. */
export function BellLink() {
  const words = useNoticeWords();
  const may = useMay();
  const unread = useUnreadCount();
  if (!may('conversations.read')) return null;
  const said = unread > 0 ? words.unread(unread) : words.title;
  return (
    <Link to="/avisos" className={`btn quiet icon ${shell.bellLink}`} aria-label={said} title={said}>
      <IconBell aria-hidden="true" />
      {unread > 0 && <i className={shell.bellDot} />}
    </Link>
  );
}
