import { TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { useAttempt } from '../../design/attempt.tsx';
import { conversationPath } from '../../desk/address.ts';
import { blockSender, fetchSenders, forgetSender, type SenderItem, sendersKey } from '../../desk/spam/api.ts';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import { useLive } from '../../shell/live/live.ts';
import { say } from '../../shell/notices.ts';
import { useMay } from '../../shell/session.ts';
import { Card } from '../Card.tsx';
import { AddButton, Entry, FormEnd, NothingYet } from '../Entry.tsx';
import s from '../settings.module.css';
import { useSenderWords } from './words.ts';

/** What was said of senders, and whoever is blocked. */
export default function SendersPage() {
  const words = useSenderWords();
  const client = useQueryClient();
  const may = useMay();
  const senders = useQuery({ queryKey: sendersKey, queryFn: fetchSenders });
  const [isOpen, setOpen] = useState(false);
  const changed = (): Promise<unknown> => client.invalidateQueries({ queryKey: sendersKey });
  useLive('sender', () => void changed());
  const items = senders.data?.items ?? [];
  return (
    <Card
      title={words.senders}
      sub={words.sub}
      query={senders}
      height={240}
      footer={words.explained}
      actions={may('senders.block') && !isOpen && <AddButton onClick={() => setOpen(true)}>{words.add}</AddButton>}
    >
      {isOpen && <BlockForm onClose={() => setOpen(false)} onSaved={changed} />}
      {items.length === 0 && !isOpen && <NothingYet title={words.none}>{words.noneText}</NothingYet>}
      <ul className={s.entries}>
        {items.map((one) => (
          <SenderRow key={one.id} sender={one} onChanged={changed} />
        ))}
      </ul>
    </Card>
  );
}

function SenderRow({ sender, onChanged }: { readonly sender: SenderItem; readonly onChanged: () => Promise<unknown> }) {
  const words = useSenderWords();
  const format = useFormats();
  const may = useMay();
  const attempt = useAttempt();
  const { id, value, verdict, how, by, at, reason, hits, lastHitAt, conversation } = sender;
  const forget = (): Promise<boolean> =>
    attempt.run(async () => {
      await forgetSender(id);
      say(words.forgotten(value));
      await onChanged();
    });
  const said = words.how[how](by, format.moment(Date.parse(at)));
  const seen = lastHitAt === null ? words.noHits : words.hits(hits, format.moment(Date.parse(lastHitAt)));
  return (
    <Entry
      attempt={attempt}
      about={
        <span style={{ minWidth: 0 }}>
          <b>{value}</b> <span className="chip">{words.verdicts[verdict]}</span>
          <span className="xs muted" style={{ display: 'block' }}>
            {[said, reason, seen].filter(Boolean).join(' · ')}
          </span>
          {conversation !== null && (
            <Link className="xs" to={conversationPath(conversation)}>
              {words.seeFirst}
            </Link>
          )}
        </span>
      }
      actions={
        may('senders.block') && (
          <button type="button" className="btn s" aria-label={words.forgetOf(value)} onClick={() => void forget()}>
            {words.forget}
          </button>
        )
      }
    />
  );
}

function BlockForm({ onClose, onSaved }: { readonly onClose: () => void; readonly onSaved: () => Promise<unknown> }) {
  const words = useSenderWords();
  const attempt = useAttempt();
  const [sender, setSender] = useState('');
  const [reason, setReason] = useState('');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const isDone = await attempt.run(async () => {
      await blockSender(sender.trim(), reason.trim());
      await onSaved();
    });
    if (isDone) onClose();
  };
  return (
    <form className={`stack ${s.areaForm}`} onSubmit={submit}>
      <div className={s.areaFields}>
        <TextInput
          size="sm"
          label={words.sender}
          description={words.senderHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          required
          withAsterisk={false}
          autoFocus
          maxLength={320}
          value={sender}
          onChange={(event) => setSender(event.currentTarget.value)}
        />
        <TextInput
          size="sm"
          label={words.reason}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </div>
      <FormEnd attempt={attempt} save={words.block} isMain onClose={onClose} />
    </form>
  );
}
