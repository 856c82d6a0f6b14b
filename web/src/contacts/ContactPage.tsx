import { IconArrowLeft, IconPencil } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link, Navigate, useParams } from 'react-router';
import { Bone, Late } from '../design/Loading.tsx';
import { LoadTrouble } from '../design/Trouble.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useCommands } from '../shell/commands.ts';
import { Page } from '../shell/Page.tsx';
import { useMay } from '../shell/session.ts';
import { type ContactCard, cardKey, contactPath, fetchCard } from './api.ts';
import { ContactDialog } from './ContactDialog.tsx';
import s from './contacts.module.css';
import { DataRequests } from './DataRequests.tsx';
import History from './History.tsx';
import { Addresses, Phones } from './Reach.tsx';
import { Consents, Notes } from './Remarks.tsx';
import { Section } from './Section.tsx';
import { Unite } from './Unite.tsx';
import { useContactWords } from './words.ts';

/** One card: who it is, by what they are reached, what they agreed to, and all that they have written. */
export default function ContactPage() {
  const { id = '' } = useParams();
  const words = useContactWords();
  const query = useQuery({ queryKey: cardKey(id), queryFn: ({ signal }) => fetchCard(id, signal) });
  const card = query.data;
  // It was united with another: its address leads there.
  if (card && card.id !== id) return <Navigate to={contactPath(card.id)} replace />;
  const back = (
    <Link className="btn quiet icon s" to="/contactos" aria-label={words.back} title={words.back}>
      <IconArrowLeft aria-hidden="true" />
    </Link>
  );
  if (!card) {
    return (
      <Page title={words.card} before={back}>
        {query.error ? (
          <LoadTrouble error={query.error} retry={() => void query.refetch()} />
        ) : (
          <Late>
            <div aria-busy="true">
              <Bone width="30%" height={16} />
              <Bone width="100%" height={140} top={18} />
              <Bone width="100%" height={140} top={18} />
            </div>
          </Late>
        )}
      </Page>
    );
  }
  return <Card card={card} before={back} />;
}

function Card({ card, before }: { readonly card: ContactCard; readonly before: ReactNode }) {
  const words = useContactWords();
  const client = useQueryClient();
  const may = useMay();
  const canChange = may('contacts.change');
  const [isEdited, setEdited] = useState(false);
  const changed = (): Promise<unknown> => client.invalidateQueries({ queryKey: ['contact'] });
  useCommands(
    canChange ? [{ id: 'contact.edit', title: words.edit, section: words.card, icon: IconPencil, run: () => setEdited(true) }] : [],
  );
  const name = card.name || card.addresses[0]?.email || card.phones[0]?.shown || words.nameless;
  const parts = { card, canChange, onChanged: changed };
  return (
    <Page
      title={name}
      before={before}
      actions={
        canChange && (
          <button type="button" className="btn" onClick={() => setEdited(true)}>
            <IconPencil aria-hidden="true" />
            {words.edit}
          </button>
        )
      }
    >
      <div className={s.card}>
        <div className="stack">
          <About card={card} />
          <Addresses {...parts} />
          <Phones {...parts} />
          <Notes {...parts} />
          <Consents {...parts} />
        </div>
        <div className="stack">
          <Section title={words.history}>
            <History id={card.id} empty={words.historyEmpty} />
          </Section>
          <Unite {...parts} />
          <DataRequests id={card.id} name={card.name} onChanged={changed} />
        </div>
      </div>
      {isEdited && <ContactDialog card={card} onSaved={changed} onClose={() => setEdited(false)} />}
    </Page>
  );
}

function About({ card }: { readonly card: ContactCard }) {
  const words = useContactWords();
  const format = useFormats();
  const at = format.moment(Date.parse(card.made.at));
  const facts: readonly (readonly [string, string | null])[] = [
    [words.name, card.name || null],
    [words.segment, card.segment && words.segments[card.segment]],
    [words.organisation, card.organisation],
    [words.language, card.language && words.languages[card.language]],
  ];
  return (
    <Section title={words.card} text={card.made.by === null ? words.madeByMail(at) : words.made(card.made.by, at)}>
      <dl className={s.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={value === null ? 'faint' : ''}>{value ?? words.unsaid}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
