import { IconAt, IconClock, IconMailOff, IconMessage, IconUser, IconUserOff } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { Link } from 'react-router';
import { sentenceOf } from '#notices/words.rules';
import { conversationPath, inboxPath } from '../desk/address.ts';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useLanguage } from '../i18n/words.ts';
import { markRead, type NoticeItem, type Topic } from './api.ts';
import s from './notices.module.css';
import { useNoticeWords } from './words.ts';

const icons: Readonly<Record<Topic, ComponentType<{ 'aria-hidden'?: boolean | 'true' }>>> = {
  mention: IconAt,
  assignment: IconUser,
  loss: IconUserOff,
  answer: IconMessage,
  delivery: IconMailOff,
  due: IconClock,
};

/** Notices, each with where it leads. */
export function NoticeList({ items, onFollow }: { readonly items: readonly NoticeItem[]; readonly onFollow?: () => void }) {
  const words = useNoticeWords();
  const format = useFormats();
  const { language } = useLanguage();
  return (
    <ul className={s.list}>
      {items.map((item) => {
        const Icon = icons[item.topic];
        const at = Date.parse(item.at);
        const { conversation } = item;
        const due = item.dueAt === null ? null : format.moment(Date.parse(item.dueAt));
        return (
          <li key={item.id} className={item.isRead ? '' : s.unread}>
            <Link
              to={conversation ? conversationPath(conversation.id) : inboxPath('mine')}
              onClick={() => {
                if (!item.isRead) void markRead({ ids: [item.id] }).catch(() => {});
                onFollow?.();
              }}
            >
              <Icon aria-hidden="true" />
              <span className={s.words}>
                <span className={s.said}>
                  {!item.isRead && <span className="sr">{words.isUnread}: </span>}
                  {sentenceOf({ ...item, due }, language)}
                </span>
                <span className={`xs muted ${s.about}`}>
                  {conversation ? `${conversation.number} · ${conversation.requester} · ${conversation.subject}` : words.mine}
                </span>
              </span>
              <span className="xs faint nowrap" title={format.full(at)}>
                {format.brief(at)}
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
