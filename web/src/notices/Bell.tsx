import { Popover } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import shell from '../shell/shell.module.css';
import { useNoticeWords } from './words.ts';

const NoticePanel = lazy(() => import('./NoticePanel.tsx'));

/** How many notices are unread; pressed, the last ones. */
export function Bell({ unread, isRail }: { readonly unread: number; readonly isRail: boolean }) {
  const words = useNoticeWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="right-end" width={380} shadow="md" trapFocus withinPortal returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={shell.item}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          title={isRail ? words.title : undefined}
          onClick={() => setOpen(!isOpen)}
        >
          <IconBell aria-hidden="true" />
          <span className={shell.text}>{words.title}</span>
          {isRail && <span className="sr">{words.title}</span>}
          {unread > 0 && (
            <b className={shell.count} title={words.unread(unread)}>
              {unread >= 100 ? '100+' : unread}
            </b>
          )}
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={words.title}>
        <Suspense fallback={<div style={{ minHeight: 240 }} />}>{isOpen && <NoticePanel onClose={() => setOpen(false)} />}</Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
