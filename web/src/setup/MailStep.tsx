import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { LoadTrouble, Notice, sentenceOf } from '../design/Trouble.tsx';
import { PageSkeleton } from '../design/Loading.tsx';
import { partsOf } from '../i18n/format.ts';
import {
  addMailbox,
  askPermission,
  changeMailbox,
  fetchMailboxes,
  type Mailbox,
  mailboxesKey,
  type Rehearsal,
  rehearse,
  type Step,
  startMailbox,
  testMailbox,
  keepsFromReading,
  testSettings,
} from '../mail/api.ts';
import { MailboxForm } from '../mail/MailboxForm.tsx';
import { RehearsalView } from '../mail/RehearsalView.tsx';
import { bodyOf, emptyFields, type MailboxFields, type Missing, sinceOf, serverFields } from '../mail/settings.ts';
import { TestSteps } from '../mail/TestSteps.tsx';
import { useMailWords } from '../mail/words.ts';
import { now } from '../shell/clock.ts';
import { StepCard } from './StepCard.tsx';
import s from './setup.module.css';
import { useSetupWords } from './words.ts';

interface MailStepProps {
  readonly onBack: () => void;
  readonly onNext: () => void;
}

/** The first mailbox: try it step by step, see what reading it would do, then begin. */
export function MailStep({ onBack, onNext }: MailStepProps) {
  const mailboxes = useQuery({ queryKey: mailboxesKey, queryFn: fetchMailboxes });
  if (mailboxes.error) {
    return (
      <StepCard step="mail">
        <LoadTrouble error={mailboxes.error} retry={() => void mailboxes.refetch()} />
      </StepCard>
    );
  }
  if (!mailboxes.data) return <PageSkeleton />;
  return <FirstMailbox stored={mailboxes.data[0] ?? null} onBack={onBack} onNext={onNext} />;
}

function firstOfMonth(): string {
  const { year, month } = partsOf(now());
  return `${year}-${String(month).padStart(2, '0')}-01`;
}

function fieldsOf(mailbox: Mailbox | null): MailboxFields {
  const empty = emptyFields(firstOfMonth());
  if (!mailbox) return empty;
  return { ...serverFields(mailbox, empty), since: mailbox.since.slice(0, 10) };
}

/** Try, rehearse, begin: each a request of its own, so that what was typed and found stays on the page. */
function useFirstMailbox(stored: Mailbox | null, onNext: () => void) {
  const client = useQueryClient();
  const [fields, setFields] = useState(() => fieldsOf(stored));
  const [id, setId] = useState(stored?.id ?? null);
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const [rehearsal, setRehearsal] = useState<Rehearsal | null>(null);
  const [missing, setMissing] = useState<Missing | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState<'test' | 'rehearsal' | 'start' | null>(null);
  const attempt = async (what: 'test' | 'start', work: () => Promise<void>): Promise<void> => {
    if (busy) return;
    setBusy(what);
    setError(null);
    try {
      await work();
    } catch (problem) {
      setError(problem);
    }
    setBusy(null);
  };
  const keep = async (body: ReturnType<typeof bodyOf>): Promise<string> => {
    if (typeof body === 'string') throw new Error(body);
    const { address: _, ...changes } = body;
    if (id !== null) {
      await changeMailbox(id, changes);
      return id;
    }
    const made = await addMailbox(body);
    setId(made.id);
    return made.id;
  };
  const checked = (): ReturnType<typeof bodyOf> => {
    const body = bodyOf(fields);
    setMissing(typeof body === 'string' ? body : null);
    return body;
  };
  return {
    fields,
    steps,
    rehearsal,
    missing,
    error,
    busy,
    isStored: id !== null,
    isReading: stored?.state === 'reading',
    change(next: MailboxFields): void {
      setFields(next);
      setRehearsal(null);
      setMissing(null);
    },
    test: () =>
      attempt('test', async () => {
        const body = checked();
        if (typeof body === 'string') return;
        setSteps([]);
        setRehearsal(null);
        const { address: _, ...changes } = body;
        const { steps } = await (id === null ? testSettings(body) : testMailbox(id, changes));
        setSteps(steps);
        // This build sends nothing: a server for sending that refuses is said, and does not keep anybody from reading.
        if (steps.some(keepsFromReading)) return;
        setBusy('rehearsal');
        setRehearsal(await rehearse(await keep(body), body.since));
      }),
    start: () =>
      attempt('start', async () => {
        await startMailbox(await keep(checked()), sinceOf(fields.since));
        await client.invalidateQueries({ queryKey: mailboxesKey });
        onNext();
      }),
    askPermission: () =>
      attempt('start', async () => {
        const body = checked();
        if (typeof body === 'string') return;
        const { url } = await askPermission(await keep(body));
        window.open(url, '_blank', 'noopener');
      }),
  };
}

function FirstMailbox({ stored, onBack, onNext }: MailStepProps & { readonly stored: Mailbox | null }) {
  const words = useSetupWords();
  const mail = useMailWords();
  const box = useFirstMailbox(stored, onNext);
  const isOauth = box.fields.auth !== 'password';
  return (
    <StepCard step="mail">
      <h1>{words.mailbox}</h1>
      <div style={{ marginTop: 14 }}>
        <MailboxForm fields={box.fields} onChange={box.change} missing={box.missing} isStored={box.isStored} />
      </div>
      {isOauth && (
        <div className="row wrap" style={{ marginTop: 12 }}>
          <button type="button" className="btn" onClick={() => void box.askPermission()}>
            {mail.signInWith(mail.auths[box.fields.auth])}
          </button>
          <span className="xs faint">{mail.permissionHint}</span>
        </div>
      )}
      {(box.steps.length > 0 || box.busy === 'test') && <TestSteps steps={box.steps} isRunning={box.busy === 'test'} />}
      {box.busy === 'rehearsal' && (
        <p className="sm muted" role="status" style={{ marginTop: 12 }}>
          {mail.rehearsing}
        </p>
      )}
      {box.rehearsal && <RehearsalView rehearsal={box.rehearsal} />}
      {box.error !== null && (
        <div style={{ marginTop: 12 }}>
          <Notice>{sentenceOf(box.error)}</Notice>
        </div>
      )}
      <div className={s.foot}>
        <button type="button" className="btn quiet l" onClick={onBack}>
          {words.back}
        </button>
        <span className={`grow xs faint ${s.hideNarrow}`}>{box.rehearsal || box.isReading ? '' : words.startHint}</span>
        {!box.rehearsal && !box.isReading && (
          <button type="button" className="btn quiet l" title={words.laterHint} onClick={onNext}>
            {words.later}
          </button>
        )}
        {box.isReading ? (
          <button type="button" className="btn primary l" onClick={onNext}>
            {words.goOn}
          </button>
        ) : box.rehearsal ? (
          <button type="button" className="btn primary l" aria-disabled={box.busy !== null} onClick={() => void box.start()}>
            {words.start}
          </button>
        ) : (
          <button type="button" className="btn primary l" aria-disabled={box.busy !== null} onClick={() => void box.test()}>
            {box.busy === 'test' ? mail.testing : mail.test}
          </button>
        )}
      </div>
    </StepCard>
  );
}
