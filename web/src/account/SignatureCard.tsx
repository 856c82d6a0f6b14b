import { NativeSelect, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { Failure, useAttempt } from '../design/attempt.tsx';
import { fetchMailboxes } from '../desk/api.ts';
import { changeSignature, fetchSignature, signatureKey } from '../desk/draft-api.ts';
import { Card } from '../settings/Card.tsx';
import { VariableButtons } from '../settings/templates/VariableButtons.tsx';
import { useTemplateWords } from '../settings/templates/words.ts';
import { say } from '../shell/notices.ts';
import { useAccountWords } from './words.ts';

/** How one signs one's answers: one's own words, or the institution's. */
export function SignatureCard() {
  const words = useTemplateWords();
  const [mailbox, setMailbox] = useState('');
  const mailboxes = useQuery({ queryKey: ['desk', 'mailboxes'], queryFn: fetchMailboxes }).data ?? [];
  const query = useQuery({ queryKey: [...signatureKey, mailbox], queryFn: () => fetchSignature(mailbox) });
  const { data } = query;
  return (
    <Card title={words.own} sub={words.ownSub} query={query} height={160}>
      {mailboxes.length > 0 && (
        <div className="in">
          <NativeSelect
            size="sm"
            label={words.forMailbox}
            value={mailbox}
            onChange={(event) => setMailbox(event.currentTarget.value)}
            data={[{ value: '', label: words.allMailboxes }, ...mailboxes.map(({ address }) => ({ value: address, label: address }))]}
          />
        </div>
      )}
      {data && <OwnForm key={`${mailbox} ${data.own}`} mailbox={mailbox} own={data.own} standard={data.standard} reads={data.text} />}
    </Card>
  );
}

interface OwnProps {
  readonly mailbox: string;
  readonly own: string | null;
  readonly standard: string;
  readonly reads: string;
}

function OwnForm({ mailbox, own, standard, reads }: OwnProps) {
  const words = useTemplateWords();
  const account = useAccountWords();
  const client = useQueryClient();
  const attempt = useAttempt();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(own ?? standard);
  const write = async (next: string | null): Promise<void> => {
    const done = await attempt.run(async () => {
      await changeSignature(next, mailbox);
      await client.invalidateQueries({ queryKey: signatureKey });
    });
    if (done) say(account.saved);
  };
  const save = (event: FormEvent): void => {
    event.preventDefault();
    void write(text.trim());
  };
  return (
    <form className="in stack" onSubmit={save}>
      <Textarea
        ref={field}
        size="sm"
        label={words.ownText}
        rows={3}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <VariableButtons field={field} text={text} onText={setText} isSignature />
      {own === null && <p className="xs muted">{mailbox === '' ? words.isStandard : words.isGeneral}</p>}
      <div className="sm">
        <span className="muted">{words.reads}</span>
        <div style={{ whiteSpace: 'pre-line' }}>{reads}</div>
      </div>
      <Failure attempt={attempt} />
      <div className="row">
        <button type="submit" className="btn" disabled={text.trim() === (own ?? standard).trim() || attempt.isBusy}>
          {account.save}
        </button>
        {own !== null && (
          <button type="button" className="btn quiet" onClick={() => void write(null)}>
            {mailbox === '' ? words.useStandard : words.useGeneral}
          </button>
        )}
      </div>
    </form>
  );
}
