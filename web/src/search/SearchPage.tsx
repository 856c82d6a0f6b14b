import { IconAddressBook, IconSearch, IconX } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { Bone, Late } from '../design/Loading.tsx';
import { LoadTrouble } from '../design/Trouble.tsx';
import { conversationPath } from '../desk/address.ts';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useCommands } from '../shell/commands.ts';
import { Page } from '../shell/Page.tsx';
import { useMay } from '../shell/session.ts';
import { type FoundConversation, type Question, search, searchKey } from './api.ts';
import { Filters } from './Filters.tsx';
import { Hit } from './Hit.tsx';
import { addressOf, questionOf } from './question.ts';
import s from './search.module.css';
import { useSearchWords } from './words.ts';

const restsAfter = 250; // ms without a key before the server is asked

/** Full-text search over everything, with filters; the question lives in the address. */
export default function SearchPage() {
  const words = useSearchWords();
  const may = useMay();
  const [question, change] = useQuestion();
  return (
    <Page
      title={words.title}
      actions={
        may('contacts.read') && (
          <Link className="btn" to="/contactos">
            <IconAddressBook aria-hidden="true" />
            {words.contacts}
          </Link>
        )
      }
    >
      <div className={s.layout}>
        <SearchField q={question.q} onChange={(q) => change({ q })} />
        <Filters question={question} onChange={change} />
        <Results question={question} />
      </div>
    </Page>
  );
}

function useQuestion(): [Question, (change: Partial<Question>) => void] {
  const [query, setQuery] = useSearchParams();
  const question = questionOf(query);
  const change = (change: Partial<Question>): void => setQuery((before) => addressOf(before, change), { replace: true });
  return [question, change];
}

function SearchField({ q, onChange }: { readonly q: string; readonly onChange: (q: string) => void }) {
  const words = useSearchWords();
  const [text, setText] = useState(q);
  const field = useRef<HTMLInputElement>(null);
  const sent = useRef(q);
  useEffect(() => {
    // The palette or the back button asked for something else.
    if (q !== sent.current) setText(q);
    sent.current = q;
  }, [q]);
  useEffect(() => {
    if (text.trim() === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text.trim();
      onChange(text.trim());
    }, restsAfter);
    return () => clearTimeout(timer);
  });
  useCommands([
    { id: 'search/field', title: words.title, section: words.title, keys: '/', isSilent: true, run: () => field.current?.focus() },
  ]);
  return (
    <search className={s.field1}>
      <IconSearch aria-hidden="true" />
      <input
        ref={field}
        type="search"
        aria-label={words.title}
        placeholder={words.placeholder}
        // biome-ignore lint/a11y/noAutofocus: the page is this field
        autoFocus
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setText('');
          if (event.key === 'Enter') {
            sent.current = text.trim();
            onChange(text.trim());
          }
        }}
      />
      {text && (
        <button
          type="button"
          className="btn quiet icon s"
          aria-label={words.clear}
          onClick={() => {
            setText('');
            field.current?.focus();
          }}
        >
          <IconX aria-hidden="true" />
        </button>
      )}
    </search>
  );
}

function Results({ question }: { readonly question: Question }) {
  const words = useSearchWords();
  const format = useFormats();
  const isAsked = question.q.trim().length > 0;
  const query = useInfiniteQuery({
    queryKey: searchKey(question),
    queryFn: ({ pageParam, signal }) => search(question, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: isAsked,
    placeholderData: (before) => before,
  });
  const hits = query.data?.pages.flatMap((page) => page.items) ?? [];
  const chosen = useKeys(hits, isAsked);
  if (!isAsked) return <Empty title={words.start} text={words.startText} />;
  if (query.error && hits.length === 0) {
    return (
      <section className={`card ${s.results}`}>
        <LoadTrouble error={query.error} retry={() => void query.refetch()} />
      </section>
    );
  }
  if (!query.data) return <Waiting />;
  const isFiltered = question.mailbox !== '' || question.state !== '' || question.from !== '' || question.to !== '';
  if (hits.length === 0) return <Empty title={words.none(question.q)} text={isFiltered ? words.noneFiltered : words.noneText} />;
  return (
    <section className={`card ${s.results}`} aria-busy={query.isPlaceholderData}>
      <header>
        <h2 role="status">{words.count(format.number(hits.length), query.hasNextPage, hits.length === 1 && !query.hasNextPage)}</h2>
        <span className={`sm faint ${s.hint}`}>{words.hint}</span>
      </header>
      <ul aria-label={words.rows}>
        {hits.map((hit, index) => (
          <Hit key={hit.id} hit={hit} isChosen={index === chosen} />
        ))}
      </ul>
      {query.hasNextPage && (
        <footer className="row between">
          <span>{words.shown(format.number(hits.length))}</span>
          <button type="button" className="btn s" aria-disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {words.more}
          </button>
        </footer>
      )}
    </section>
  );
}

/** `J`, `K` and Enter, as in every list. */
function useKeys(hits: readonly FoundConversation[], isOn: boolean): number {
  const words = useSearchWords();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState(-1);
  const go = (index: number): void => {
    if (!isOn || hits.length === 0) return;
    const next = Math.min(Math.max(index, 0), hits.length - 1);
    setChosen(next);
    document.querySelectorAll<HTMLElement>('[data-hit]')[next]?.focus();
  };
  useCommands([
    { id: 'search/next', title: words.next, section: words.title, keys: 'j', isSilent: true, run: () => go(chosen + 1) },
    { id: 'search/previous', title: words.previous, section: words.title, keys: 'k', isSilent: true, run: () => go(chosen - 1) },
    {
      id: 'search/open',
      title: words.results,
      section: words.title,
      keys: 'Enter',
      isSilent: true,
      run: () => {
        const hit = hits[chosen];
        if (hit) void navigate(conversationPath(hit.id));
      },
    },
  ]);
  return chosen;
}

function Empty({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <section className={`card ${s.results}`}>
      <div className="center" role="status">
        <b>{title}</b>
        <span>{text}</span>
      </div>
    </section>
  );
}

function Waiting() {
  const words = useSearchWords();
  return (
    <section className={`card ${s.results}`} aria-busy="true">
      <Late>
        <div style={{ padding: 16 }}>
          <span className="sr" role="status">
            {words.searching}
          </span>
          {['62%', '88%', '48%', '80%', '56%', '84%'].map((width) => (
            <Bone key={width} width={width} top={16} />
          ))}
        </div>
      </Late>
    </section>
  );
}
