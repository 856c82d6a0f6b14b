import { Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { Failure, useAttempt } from '../design/attempt.tsx';
import { changeSignature, fetchSignature, signatureKey } from '../desk/draft-api.ts';
import { Card } from '../settings/Card.tsx';
import { VariableButtons } from '../settings/templates/VariableButtons.tsx';
import { useTemplateWords } from '../settings/templates/words.ts';
import { say } from '../shell/notices.ts';
import { useAccountWords } from './words.ts';

/** How one signs one's answers: one's own words, or the institution's. */
export function SignatureCard() {
  const words = useTemplateWords();
  const query = useQuery({ queryKey: signatureKey, queryFn: fetchSignature });
  const { data } = query;
  return (
    <Card title={words.own} sub={words.ownSub} query={query} height={160}>
      {data && <OwnForm key={`${data.own}`} own={data.own} standard={data.standard} reads={data.text} />}
    </Card>
  );
}

function OwnForm({ own, standard, reads }: { readonly own: string | null; readonly standard: string; readonly reads: string }) {
  const words = useTemplateWords();
  const account = useAccountWords();
  const client = useQueryClient();
  const attempt = useAttempt();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(own ?? standard);
  const write = async (next: string | null): Promise<void> => {
    const done = await attempt.run(async () => {
      await changeSignature(next);
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
      {own === null && <p className="xs muted">{words.isStandard}</p>}
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
            {words.useStandard}
          </button>
        )}
      </div>
    </form>
  );
}
