import type { UseInfiniteQueryResult, InfiniteData } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Page } from '../api.ts';
import { Avatar } from '../design/Avatar.tsx';
import { Bone, Late } from '../design/Loading.tsx';
import { LoadTrouble } from '../design/Trouble.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useCommands } from '../shell/commands.ts';
import { type ContactItem, contactPath } from './api.ts';
import s from './contacts.module.css';
import { useContactWords } from './words.ts';

interface ContactListProps {
  readonly query: UseInfiniteQueryResult<InfiniteData<Page<ContactItem>>>;
  readonly isNarrowed: boolean;
}

/** The cards that were found, each a link to it. */
export function ContactList({ query, isNarrowed }: ContactListProps) {
  const words = useContactWords();
  const format = useFormats();
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  useKeys(items);
  if (!query.data) {
    return (
      <section className={`card ${s.list}`} aria-busy={!query.error}>
        {query.error ? (
          <LoadTrouble error={query.error} retry={() => void query.refetch()} />
        ) : (
          <Late>
            <div style={{ padding: 16 }}>
              {['42%', '58%', '38%', '50%', '46%'].map((width) => (
                <Bone key={width} width={width} top={22} />
              ))}
            </div>
          </Late>
        )}
      </section>
    );
  }
  if (items.length === 0) {
    return (
      <section className={`card ${s.list}`}>
        <div className="center" role="status">
          <b>{isNarrowed ? words.notFound : words.none}</b>
          <span>{isNarrowed ? words.notFoundText : words.noneText}</span>
        </div>
      </section>
    );
  }
  return (
    <section className={`card ${s.list}`} aria-busy={query.isPlaceholderData}>
      <header>
        <h2 aria-live="polite">{words.count(format.number(items.length), query.hasNextPage, items.length === 1 && !query.hasNextPage)}</h2>
      </header>
      <ul aria-label={words.list}>
        {items.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </ul>
      {query.hasNextPage && (
        <footer>
          <button type="button" className="btn s" aria-disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {words.more}
          </button>
        </footer>
      )}
    </section>
  );
}

function Row({ item }: { readonly item: ContactItem }) {
  const words = useContactWords();
  const format = useFormats();
  const name = item.name || item.email || item.phone || words.nameless;
  const ways = [item.name && item.email, item.phone].filter(Boolean).join(' · ');
  return (
    <li>
      <Link to={contactPath(item.id)} className={s.contact} data-contact>
        <Avatar name={name} />
        <span className={s.who}>
          <b className="med trunc" title={name}>
            {name}
          </b>
          <span className="xs faint trunc" title={ways}>
            {ways}
          </span>
        </span>
        <span className={s.kind}>
          {item.segment && <span className="chip">{words.segments[item.segment]}</span>}
          {item.organisation && <span className="sm trunc">{item.organisation}</span>}
        </span>
        <span className={s.figures}>
          <span className="sm nowrap">{words.conversationCount(format.number(item.conversations), item.conversations === 1)}</span>
          {item.lastAt && (
            <span className="xs faint nowrap" title={format.full(Date.parse(item.lastAt))}>
              {format.brief(Date.parse(item.lastAt))}
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}

/** `J`, `K` and Enter, as in every list. */
function useKeys(items: readonly ContactItem[]): void {
  const words = useContactWords();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState(-1);
  const go = (index: number): void => {
    if (items.length === 0) return;
    const next = Math.min(Math.max(index, 0), items.length - 1);
    setChosen(next);
    document.querySelectorAll<HTMLElement>('[data-contact]')[next]?.focus();
  };
  const open = (): void => {
    const item = items[chosen];
    if (item) void navigate(contactPath(item.id));
  };
  const silent = { section: words.title, title: words.list, isSilent: true } as const;
  useCommands([
    { ...silent, id: 'contacts.next', keys: 'j', run: () => go(chosen + 1) },
    { ...silent, id: 'contacts.previous', keys: 'k', run: () => go(chosen - 1) },
    { ...silent, id: 'contacts.open', keys: 'Enter', run: open },
  ]);
}
