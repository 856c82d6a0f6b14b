import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { ActDialog } from '../design/ActDialog.tsx';
import { useAttempt } from '../design/attempt.tsx';
import { say } from '../shell/notices.ts';
import { type ContactCard, contactPath, contactsKey, fetchContacts, separateCards, uniteCards } from './api.ts';
import s from './contacts.module.css';
import { useContactWords } from './words.ts';

interface Other {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

interface UniteDialogProps {
  readonly card: ContactCard;
  /** Null: still to be found. */
  readonly other: Other | null;
  readonly onChanged: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** Which of two cards stays, and what becomes of the other; it can be taken back. */
export function UniteDialog({ card, other, onChanged, onClose }: UniteDialogProps) {
  const words = useContactWords();
  const navigate = useNavigate();
  const attempt = useAttempt();
  const group = useId();
  const [found, setFound] = useState<Other | null>(other);
  const [isMissing, setMissing] = useState(false);
  const own: Other = { id: card.id, name: card.name, email: card.addresses[0]?.email ?? null };
  const [keptId, setKeptId] = useState(own.id);
  const unite = async (): Promise<void> => {
    if (!found) return setMissing(true);
    const [kept, gone] = keptId === own.id ? [own, found] : [found, own];
    const done = await attempt.run(async () => {
      const { id } = await uniteCards(kept.id, gone.id);
      await onChanged();
      say(words.unitedNow, {
        action: { label: words.undo, run: () => void separateCards(id).then(onChanged) },
      });
    });
    if (!done) return;
    onClose();
    if (kept.id !== card.id) void navigate(contactPath(kept.id));
  };
  return (
    <ActDialog title={words.uniteTitle} act={words.unite} cancel={words.cancel} attempt={attempt} onSubmit={unite} onClose={onClose}>
      {!other && <Finder except={card.id} error={isMissing && !found ? words.chooseCard : null} onFound={setFound} />}
      {found && (
        <fieldset>
          <legend className="sm med">{words.whichStays}</legend>
          {[own, found].map((one) => (
            <label key={one.id} className={s.radio}>
              <input type="radio" name={group} checked={keptId === one.id} onChange={() => setKeptId(one.id)} />
              <span className={s.entryText}>
                <span>{one.name || one.email || words.nameless}</span>
                {one.name && one.email && <span className="xs faint">{one.email}</span>}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <p className="sm muted">{words.uniteText}</p>
    </ActDialog>
  );
}

interface FinderProps {
  readonly except: string;
  readonly error: string | null;
  readonly onFound: (one: Other | null) => void;
}

function Finder({ except, error, onFound }: FinderProps) {
  const words = useContactWords();
  const group = useId();
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const looking = { q, segment: '', organisation: '' } as const;
  const query = useQuery({
    queryKey: [...contactsKey(looking), 'unite'],
    queryFn: ({ signal }) => fetchContacts(looking, null, signal),
    enabled: q.length >= 2,
    placeholderData: (before) => before,
  });
  const items = q.length < 2 ? [] : (query.data?.items ?? []).filter((one) => one.id !== except).slice(0, 6);
  return (
    <>
      <TextInput
        data-autofocus
        label={words.findOther}
        error={error ?? undefined}
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          onFound(null);
        }}
      />
      <fieldset aria-label={words.list} className={s.finder}>
        {items.map((one) => (
          <label key={one.id} className={s.radio}>
            <input type="radio" name={group} onChange={() => onFound(one)} />
            <span className={s.entryText}>
              <span>{one.name || one.email || one.phone || words.nameless}</span>
              <span className="xs faint">{[one.name && one.email, one.phone].filter(Boolean).join(' · ')}</span>
            </span>
          </label>
        ))}
        {q.length >= 2 && query.data && items.length === 0 && <p className="sm muted">{words.notFound}</p>}
      </fieldset>
    </>
  );
}
