import { IconArrowsSplit, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { Failure, useAttempt } from '../design/attempt.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useCommands } from '../shell/commands.ts';
import { type Candidate, type ContactCard, candidatesKey, contactPath, fetchCandidates, separateCards } from './api.ts';
import s from './contacts.module.css';
import { Section } from './Section.tsx';
import { UniteDialog } from './UniteDialog.tsx';
import { useContactWords } from './words.ts';

interface UniteProps {
  readonly card: ContactCard;
  readonly canChange: boolean;
  readonly onChanged: () => Promise<unknown>;
}

/** Cards that may be the same person's, and those that are shown here already. */
export function Unite({ card, canChange, onChanged }: UniteProps) {
  const words = useContactWords();
  const format = useFormats();
  const attempt = useAttempt();
  const candidates = useQuery({ queryKey: candidatesKey(card.id), queryFn: () => fetchCandidates(card.id) });
  const [chosen, setChosen] = useState<Candidate | 'any' | null>(null);
  useCommands(
    canChange ? [{ id: 'contact.unite', title: words.uniteOther, section: words.card, icon: IconUsers, run: () => setChosen('any') }] : [],
  );
  const items = candidates.data?.items ?? [];
  if (!canChange && items.length === 0 && card.united.length === 0) return null;
  return (
    <Section
      title={words.samePerson}
      text={words.samePersonText}
      action={
        canChange && (
          <button type="button" className="btn s" onClick={() => setChosen('any')}>
            {words.uniteOther}
          </button>
        )
      }
    >
      <ul className={s.entries}>
        {items.map((one) => (
          <li key={one.id} className={s.entry}>
            <IconUsers aria-hidden="true" />
            <span className={s.entryText}>
              <Link to={contactPath(one.id)}>{one.name || one.email || words.nameless}</Link>
              {one.name && one.email && <span className="xs faint">{one.email}</span>}
              <span className="xs">{one.reasons.map((reason) => words.reasons[reason]).join(' · ')}</span>
            </span>
            {canChange && (
              <button
                type="button"
                className="btn s"
                aria-label={words.uniteWith(one.name || one.email || '')}
                onClick={() => setChosen(one)}
              >
                {words.unite}
              </button>
            )}
          </li>
        ))}
        {card.united.map((one) => (
          <li key={one.id} className={s.entry}>
            <IconArrowsSplit aria-hidden="true" />
            <span className={s.entryText}>
              <b className="med">{one.contact.name || words.nameless}</b>
              <span className="xs faint">{words.unitedBy(one.by, format.moment(Date.parse(one.at)))}</span>
            </span>
            {canChange && (
              <button
                type="button"
                className="btn s"
                aria-label={words.separateFrom(one.contact.name)}
                onClick={() => void attempt.run(() => separateCards(one.id).then(onChanged))}
              >
                {words.separateCards}
              </button>
            )}
          </li>
        ))}
      </ul>
      {items.length === 0 && card.united.length === 0 && candidates.data && <p className="sm muted">{words.noCandidates}</p>}
      <Failure attempt={attempt} />
      {chosen !== null && (
        <UniteDialog card={card} other={chosen === 'any' ? null : chosen} onChanged={onChanged} onClose={() => setChosen(null)} />
      )}
    </Section>
  );
}
