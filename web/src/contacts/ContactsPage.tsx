import { IconPlus, IconSearch, IconX } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useCommands } from '../shell/commands.ts';
import { Page } from '../shell/Page.tsx';
import { useMay } from '../shell/session.ts';
import { contactPath, contactsKey, fetchContacts, fetchOrganisations, type Looking, organisationsKey, segments } from './api.ts';
import { Choice } from './Choice.tsx';
import { ContactDialog } from './ContactDialog.tsx';
import { ContactList } from './ContactList.tsx';
import s from './contacts.module.css';
import { OpenDataRequests } from './OpenDataRequests.tsx';
import { useContactWords } from './words.ts';

const everybody: Looking = { q: '', segment: '', organisation: '' };
const restsAfter = 250; // ms without a key before the server is asked
/** What was looked for, while the console is open: the address of the page is no place for people's names. */
let remembered = everybody;

/** Everybody who has a card: by name, or by what is looked for. */
export default function ContactsPage() {
  const words = useContactWords();
  const navigate = useNavigate();
  const may = useMay();
  const [looking, setLooking] = useState(remembered);
  const [isAdding, setAdding] = useState(false);
  const change = (part: Partial<Looking>): void => {
    remembered = { ...looking, ...part };
    setLooking(remembered);
  };
  const asked = useDeferredValue(looking);
  const query = useInfiniteQuery({
    queryKey: contactsKey(asked),
    queryFn: ({ pageParam, signal }) => fetchContacts(asked, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
  useCommands(
    may('contacts.change')
      ? [{ id: 'contacts.add', title: words.add, section: words.title, icon: IconPlus, run: () => setAdding(true) }]
      : [],
  );
  return (
    <Page
      title={words.title}
      sub={words.sub}
      actions={
        may('contacts.change') && (
          <button type="button" className="btn" onClick={() => setAdding(true)}>
            <IconPlus aria-hidden="true" />
            {words.add}
          </button>
        )
      }
    >
      <OpenDataRequests />
      <div className={s.looking}>
        <SearchField q={looking.q} onChange={(q) => change({ q })} />
        <Filters looking={looking} onChange={change} />
      </div>
      <ContactList query={query} isNarrowed={asked.q.trim() !== '' || asked.segment !== '' || asked.organisation !== ''} />
      {isAdding && (
        <ContactDialog card={null} onSaved={async (id) => void (await navigate(contactPath(id)))} onClose={() => setAdding(false)} />
      )}
    </Page>
  );
}

function Filters({ looking, onChange }: { readonly looking: Looking; readonly onChange: (part: Partial<Looking>) => void }) {
  const words = useContactWords();
  const known = useQuery({ queryKey: organisationsKey, queryFn: fetchOrganisations });
  const names = known.data?.items ?? [];
  return (
    <fieldset className={s.filters} aria-label={words.filters}>
      <Choice
        label={words.segment}
        value={looking.segment}
        options={[['', words.anySegment], ...segments.map((one) => [one, words.segments[one]] as const)]}
        onChange={(segment) => onChange({ segment })}
      />
      {names.length > 0 && (
        <Choice
          label={words.organisation}
          value={looking.organisation}
          options={[['', words.anyOrganisation], ...names.map((one) => [one, one] as const)]}
          onChange={(organisation) => onChange({ organisation })}
        />
      )}
    </fieldset>
  );
}

function SearchField({ q, onChange }: { readonly q: string; readonly onChange: (q: string) => void }) {
  const words = useContactWords();
  const [text, setText] = useState(q);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (text === q) return;
    const timer = setTimeout(() => onChange(text), restsAfter);
    return () => clearTimeout(timer);
  });
  useCommands([
    { id: 'contacts.search', title: words.search, section: words.title, keys: '/', isSilent: true, run: () => field.current?.focus() },
  ]);
  return (
    <search className={s.searchField} title={words.searchHint}>
      <IconSearch aria-hidden="true" />
      <input
        ref={field}
        type="search"
        aria-label={words.search}
        placeholder={words.search}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setText('');
        }}
      />
      {text && (
        <button type="button" className="btn quiet icon s" aria-label={words.clear} onClick={() => setText('')}>
          <IconX aria-hidden="true" />
        </button>
      )}
    </search>
  );
}
