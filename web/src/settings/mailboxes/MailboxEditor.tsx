import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Failure, useAttempt } from '../../design/attempt.tsx';
import { partsOf } from '../../i18n/format.ts';
import {
  addMailbox,
  changeMailbox,
  keepsFromReading,
  type Mailbox,
  mailboxesKey,
  type Rehearsal,
  rehearse,
  type Step,
  startMailbox,
  testMailbox,
  testSettings,
} from '../../mail/api.ts';
import { MailboxForm } from '../../mail/MailboxForm.tsx';
import { RehearsalView } from '../../mail/RehearsalView.tsx';
import { bodyOf, emptyFields, serverFields, type MailboxFields, type Missing, sinceOf } from '../../mail/settings.ts';
import { TestSteps } from '../../mail/TestSteps.tsx';
import { now } from '../../shell/clock.ts';
import { say } from '../../shell/notices.ts';
import s from '../settings.module.css';
import { useMailboxWords } from './words.ts';

interface EditorProps {
  /** Null for a new one. */
  readonly mailbox: Mailbox | null;
  readonly onClose: () => void;
  readonly onKept: (id: string) => void;
}

/** Where a mailbox is: tried step by step, rehearsed, kept, begun. */
export function MailboxEditor({ mailbox, onClose, onKept }: EditorProps) {
  const words = useMailboxWords();
  const editor = useEditor(mailbox, onKept);
  const { attempt, busy } = editor;
  const isNew = mailbox === null;
  return (
    <section className="card" aria-label={isNew ? words.newMailbox : words.editing(mailbox.address)}>
      <header>
        <h2>{isNew ? words.newMailbox : words.editing(mailbox.address)}</h2>
      </header>
      <div className="in">
        <MailboxForm fields={editor.fields} onChange={editor.change} missing={editor.missing} isStored={!isNew} />
        {(editor.steps.length > 0 || busy === 'test') && <TestSteps steps={editor.steps} isRunning={busy === 'test'} />}
        {editor.rehearsal && <RehearsalView rehearsal={editor.rehearsal} />}
        <div style={{ marginTop: 12 }}>
          <Failure attempt={attempt} />
        </div>
        <div className={s.decide} style={{ marginTop: 12 }}>
          <button type="button" className="btn quiet" onClick={onClose}>
            {words.cancel}
          </button>
          <span className="grow" />
          <button type="button" className="btn" aria-disabled={busy !== null} onClick={() => void editor.test()}>
            {busy === 'test' ? words.testing : words.saveAndTest}
          </button>
          <button
            type="button"
            className={`btn ${editor.rehearsal ? '' : 'primary'}`}
            aria-disabled={attempt.isBusy}
            onClick={() => void editor.save()}
          >
            {words.save}
          </button>
          {isNew && editor.rehearsal && (
            <button type="button" className="btn primary" aria-disabled={attempt.isBusy} onClick={() => void editor.start()}>
              {words.start}
            </button>
          )}
        </div>
      </div>
    </section>
  );
}

function useEditor(mailbox: Mailbox | null, onKept: (id: string) => void) {
  const words = useMailboxWords();
  const client = useQueryClient();
  const attempt = useAttempt();
  const [fields, setFields] = useState(() => fieldsOf(mailbox));
  const [id, setId] = useState(mailbox?.id ?? null);
  const [missing, setMissing] = useState<Missing | null>(null);
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const [rehearsal, setRehearsal] = useState<Rehearsal | null>(null);
  const [busy, setBusy] = useState<'test' | null>(null);
  const checked = () => {
    const body = bodyOf(fields);
    setMissing(typeof body === 'string' ? body : null);
    return typeof body === 'string' ? null : body;
  };
  const keep = async (body: NonNullable<ReturnType<typeof checked>>): Promise<string> => {
    const { address: _, purpose: __, ...changes } = body;
    if (id === null) {
      const made = await addMailbox(body);
      setId(made.id);
      return made.id;
    }
    await changeMailbox(id, changes);
    return id;
  };
  const told = () => client.invalidateQueries({ queryKey: mailboxesKey });
  return {
    fields,
    missing,
    steps,
    rehearsal,
    busy,
    attempt,
    change(next: MailboxFields): void {
      setFields(next);
      setMissing(null);
      setRehearsal(null);
    },
    async test(): Promise<void> {
      const body = checked();
      if (!body) return;
      setBusy('test');
      setSteps([]);
      setRehearsal(null);
      await attempt.run(async () => {
        const { address: _, purpose: __, ...changes } = body;
        const { steps } = await (id === null ? testSettings(body) : testMailbox(id, changes));
        setSteps(steps);
        // Only a mailbox that is not read yet can be rehearsed without keeping what was typed for one that is. Sending is not needed for it.
        if (!steps.some(keepsFromReading) && mailbox === null) setRehearsal(await rehearse(await keep(body), body.since));
      });
      await told();
      setBusy(null);
    },
    async save(): Promise<void> {
      const body = checked();
      if (!body) return;
      await attempt.run(async () => {
        const kept = await keep(body);
        await told();
        say(words.saved);
        onKept(kept);
      });
    },
    async start(): Promise<void> {
      const body = checked();
      if (!body) return;
      await attempt.run(async () => {
        const kept = await keep(body);
        await startMailbox(kept, sinceOf(fields.since));
        await told();
        say(words.started);
        onKept(kept);
      });
    },
  };
}

function fieldsOf(mailbox: Mailbox | null): MailboxFields {
  const { year, month } = partsOf(now());
  const empty = emptyFields(`${year}-${String(month).padStart(2, '0')}-01`);
  if (!mailbox) return empty;
  const { imap, smtp } = mailbox;
  return {
    ...serverFields(mailbox, empty),
    smtpUser: smtp && smtp.user !== imap.user ? (smtp.user ?? '') : null,
    since: mailbox.since.slice(0, 10),
  };
}
