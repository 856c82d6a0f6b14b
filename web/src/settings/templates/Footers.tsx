import { Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { Failure } from '../../design/attempt.tsx';
import { fetchMailboxes } from '../../desk/api.ts';
import { useMay } from '../../shell/session.ts';
import { fetchSettings, settingsKey } from '../api.ts';
import { Card } from '../Card.tsx';
import { useSetting } from '../control/SettingFields.tsx';
import { useSettingsWords } from '../words.ts';
import { VariableButtons } from './VariableButtons.tsx';
import { useTemplateWords } from './words.ts';

const key = 'desk.footers';
type ByMailbox = Readonly<Record<string, string>>;

/** What stands below the signature in each answer of a mailbox. */
export function Footers() {
  const words = useTemplateWords();
  const settings = useQuery({ queryKey: settingsKey, queryFn: fetchSettings });
  const mailboxes = useQuery({ queryKey: ['desk', 'mailboxes'], queryFn: fetchMailboxes }).data ?? [];
  const standing = settings.data?.[key] as ByMailbox | undefined;
  return (
    <Card title={words.footers} sub={words.footersSub} query={settings} height={160}>
      {mailboxes.length === 0 && <p className="in sm muted">{words.noMailboxes}</p>}
      {standing &&
        mailboxes.map(({ address }) => (
          <FooterForm key={`${address} ${standing[address.toLowerCase()] ?? ''}`} mailbox={address.toLowerCase()} all={standing} />
        ))}
    </Card>
  );
}

function FooterForm({ mailbox, all }: { readonly mailbox: string; readonly all: ByMailbox }) {
  const words = useTemplateWords();
  const common = useSettingsWords();
  const may = useMay();
  const { attempt, keep } = useSetting(key);
  const field = useRef<HTMLTextAreaElement>(null);
  const standing = all[mailbox] ?? '';
  const [text, setText] = useState(standing);
  const mayChange = may('templates.change');
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const { [mailbox]: _, ...others } = all;
    void keep(text.trim() === '' ? others : { ...others, [mailbox]: text.trim() });
  };
  return (
    <form className="in stack" onSubmit={save}>
      <Textarea
        ref={field}
        size="sm"
        label={words.footerOf(mailbox)}
        rows={2}
        maxLength={2000}
        readOnly={!mayChange}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {mayChange && text !== '' && <VariableButtons field={field} text={text} onText={setText} isSignature />}
      <Failure attempt={attempt} />
      {mayChange && (
        <div className="row">
          <button type="submit" className="btn" disabled={text.trim() === standing.trim() || attempt.isBusy}>
            {common.save}
          </button>
        </div>
      )}
    </form>
  );
}
