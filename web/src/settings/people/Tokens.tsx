import { TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { post, remove } from '../../api.ts';
import { useAttempt } from '../../design/attempt.tsx';
import { CopyButton } from '../../design/CopyButton.tsx';
import { useRealFormats } from '../../i18n/LanguageProvider.tsx';
import { useMay } from '../../shell/session.ts';
import { useShellWords } from '../../shell/words.ts';
import { fetchTokens, type Token, tokensKey } from '../api.ts';
import { Card } from '../Card.tsx';
import { AddButton, Entry, FormEnd } from '../Entry.tsx';
import s from '../settings.module.css';
import { useSettingsWords } from '../words.ts';
import { type Role, RoleBoxes } from './RoleBoxes.tsx';
import { usePeopleWords } from './words.ts';

/** What programs sign in with; a secret is shown once. */
export function Tokens() {
  const words = usePeopleWords();
  const client = useQueryClient();
  const may = useMay();
  const tokens = useQuery({ queryKey: tokensKey, queryFn: fetchTokens });
  const [isOpen, setOpen] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const changed = (): Promise<unknown> => client.invalidateQueries({ queryKey: tokensKey });
  const items = tokens.data?.items ?? [];
  return (
    <Card
      title={words.tokens}
      query={tokens}
      footer={words.tokensHint}
      actions={may('tokens.change') && !isOpen && <AddButton onClick={() => setOpen(true)}>{words.addToken}</AddButton>}
    >
      {secret !== null && (
        <div className={s.pad}>
          <div className={s.secret} role="status">
            <span className="grow">
              {words.secret} <br />
              <code>{secret}</code>
            </span>
            <CopyButton text={secret} label={words.copyToken} />
            <button type="button" className="btn s quiet" onClick={() => setSecret(null)}>
              {words.done}
            </button>
          </div>
        </div>
      )}
      {isOpen && (
        <NewToken
          onClose={() => setOpen(false)}
          onMade={async (token) => {
            setSecret(token);
            await changed();
            setOpen(false);
          }}
        />
      )}
      {items.length === 0 && !isOpen && <p className={`sm muted ${s.pad}`}>{words.noTokens}</p>}
      <ul className={s.entries}>
        {items.map((token) => (
          <TokenRow key={token.id} token={token} onChanged={changed} />
        ))}
      </ul>
    </Card>
  );
}

function TokenRow({ token, onChanged }: { readonly token: Token; readonly onChanged: () => Promise<unknown> }) {
  const words = usePeopleWords();
  const common = useSettingsWords();
  const roles = useShellWords().roles;
  const format = useRealFormats();
  const may = useMay();
  const attempt = useAttempt();
  const [isAsked, setAsked] = useState(false);
  const facts = [
    token.roles.map((role) => roles[role]).join(', '),
    words.madeBy(token.madeBy, format.moment(Date.parse(token.createdAt))),
    token.expiresAt === null ? words.noExpiry : words.expires(format.moment(Date.parse(token.expiresAt))),
    token.seenAt === null ? words.unused : words.used(format.moment(Date.parse(token.seenAt))),
  ];
  return (
    <Entry
      attempt={attempt}
      about={
        <span>
          <b>{token.name}</b>
          <span className="xs faint" style={{ display: 'block' }}>
            {facts.join(' · ')}
          </span>
        </span>
      }
      actions={
        may('tokens.change') && (
          <>
            {isAsked && (
              <>
                <span className="xs muted">{words.revokeSure}</span>
                <button type="button" className="btn s quiet" onClick={() => setAsked(false)}>
                  {common.cancel}
                </button>
              </>
            )}
            <button
              type="button"
              className="btn s"
              aria-label={words.revokeOf(token.name)}
              aria-disabled={attempt.isBusy}
              onClick={() => {
                if (!isAsked) setAsked(true);
                else void attempt.run(async () => (await remove(`/tokens/${token.id}`), await onChanged()));
              }}
            >
              {words.revoke}
            </button>
          </>
        )
      }
    />
  );
}

function NewToken({ onClose, onMade }: { readonly onClose: () => void; readonly onMade: (token: string) => Promise<void> }) {
  const words = usePeopleWords();
  const attempt = useAttempt();
  const [name, setName] = useState('');
  const [days, setDays] = useState('');
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (roles.length === 0) return;
    await attempt.run(async () => {
      const body = { name: name.trim(), roles, ...(days && { days: Number(days) }) };
      await onMade((await post<{ token: string }>('/tokens', body)).token);
    });
  };
  return (
    <form className="in stack" onSubmit={submit}>
      <div className={s.form}>
        <TextInput
          size="sm"
          label={words.tokenName}
          required
          withAsterisk={false}
          autoFocus
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          size="sm"
          type="number"
          min={1}
          max={3650}
          label={`${words.days}. ${words.daysHint}`}
          value={days}
          onChange={(event) => setDays(event.currentTarget.value)}
        />
      </div>
      <RoleBoxes roles={roles} onChange={setRoles} />
      <FormEnd attempt={attempt} save={words.addToken} onClose={onClose} />
    </form>
  );
}
