import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { ActDialog } from '../design/ActDialog.tsx';
import { useAttempt } from '../design/attempt.tsx';
import { addContact, changeCard, type ContactCard, fetchOrganisations, organisationsKey, type Segment, segments } from './api.ts';
import { Choice } from './Choice.tsx';
import { useContactWords } from './words.ts';

interface ContactDialogProps {
  /** Null: a new one. */
  readonly card: ContactCard | null;
  readonly onSaved: (id: string) => Promise<unknown>;
  readonly onClose: () => void;
}

/** What is said of somebody on a card; a new one takes an address and a telephone too. */
export function ContactDialog({ card, onSaved, onClose }: ContactDialogProps) {
  const words = useContactWords();
  const attempt = useAttempt();
  const [name, setName] = useState(card?.name ?? '');
  const [segment, setSegment] = useState<Segment | ''>(card?.segment ?? '');
  const [organisation, setOrganisation] = useState(card?.organisation ?? '');
  const [language, setLanguage] = useState<'es' | 'en' | ''>(card?.language ?? '');
  const [email, setEmail] = useState('');
  const [phone, setPhone] = useState('');
  const save = async (): Promise<void> => {
    const said = { name: name.trim(), segment: segment || null, organisation: organisation.trim() || null, language: language || null };
    const done = await attempt.run(async () => {
      if (card) await changeCard(card.id, said);
      const id = card?.id ?? (await addContact({ ...said, addresses: given(email), phones: given(phone) })).id;
      await onSaved(id);
    });
    if (done) onClose();
  };
  return (
    <ActDialog
      title={card ? words.editTitle : words.addTitle}
      act={card ? words.save : words.addNow}
      cancel={words.cancel}
      attempt={attempt}
      onSubmit={save}
      onClose={onClose}
    >
      <TextInput data-autofocus label={words.name} maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      {!card && (
        <>
          <TextInput label={words.email} inputMode="email" value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
          <TextInput
            label={words.phone}
            description={words.phoneHint}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            inputMode="tel"
            value={phone}
            onChange={(event) => setPhone(event.currentTarget.value)}
          />
        </>
      )}
      <Choice
        label={words.segment}
        value={segment}
        options={[['', words.noSegment], ...segments.map((one) => [one, words.segments[one]] as const)]}
        onChange={setSegment}
      />
      <OrganisationField value={organisation} onChange={setOrganisation} />
      <Choice
        label={words.language}
        value={language}
        options={[
          ['', words.noLanguage],
          ['es', words.languages.es],
          ['en', words.languages.en],
        ]}
        onChange={setLanguage}
      />
    </ActDialog>
  );
}

/** Those that are named already are offered, so that one organisation has one name. */
function OrganisationField({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const words = useContactWords();
  const list = useId();
  const known = useQuery({ queryKey: organisationsKey, queryFn: fetchOrganisations });
  return (
    <>
      <TextInput
        label={words.organisation}
        maxLength={200}
        list={list}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <datalist id={list}>
        {known.data?.items.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </>
  );
}

function given(text: string): string[] {
  return text.trim() === '' ? [] : [text];
}
