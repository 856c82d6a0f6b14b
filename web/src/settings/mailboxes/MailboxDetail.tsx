import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Failure, useAttempt } from '../../design/attempt.tsx';
import { Notice } from '../../design/Trouble.tsx';
import { TrafficState } from '../../design/TrafficState.tsx';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import { useLanguage } from '../../i18n/words.ts';
import {
  askPermission,
  type Mailbox,
  mailboxesKey,
  type Rehearsal,
  rehearse,
  type Step,
  startMailbox,
  testMailbox,
} from '../../mail/api.ts';
import { RehearsalView } from '../../mail/RehearsalView.tsx';
import { TestSteps } from '../../mail/TestSteps.tsx';
import { useMailWords } from '../../mail/words.ts';
import { say } from '../../shell/notices.ts';
import { useMay } from '../../shell/session.ts';
import s from '../settings.module.css';
import { pauseMailbox, removeMailbox } from './api.ts';
import { Facts } from './Facts.tsx';
import { LagChart } from './LagChart.tsx';
import { isFromListener, permissionOf, stateWord } from './MailboxTable.tsx';
import { Reconciliation } from './Reconciliation.tsx';
import { useMailboxWords } from './words.ts';

interface DetailProps {
  readonly mailbox: Mailbox;
  readonly onEdit: () => void;
  readonly onRemoved: () => void;
}

/** One mailbox: how it does, what troubles it, and what can be done. */
export function MailboxDetail({ mailbox, onEdit, onRemoved }: DetailProps) {
  const words = useMailboxWords();
  const mail = useMailWords();
  const { language } = useLanguage();
  const format = useFormats();
  const may = useMay();
  const client = useQueryClient();
  const attempt = useAttempt();
  const [steps, setSteps] = useState<readonly Step[] | null>(null);
  const [rehearsal, setRehearsal] = useState<Rehearsal | null>(null);
  const [busy, setBusy] = useState<'test' | 'rehearsal' | null>(null);
  const readsByImap = !isFromListener(mailbox);
  const act = (work: () => Promise<unknown>, said?: string): Promise<boolean> =>
    attempt.run(async () => {
      await work();
      await client.invalidateQueries({ queryKey: mailboxesKey });
      if (said) say(said);
    });
  const test = async (): Promise<void> => {
    setBusy('test');
    setSteps([]);
    await act(async () => setSteps((await testMailbox(mailbox.id)).steps));
    setBusy(null);
  };
  const rehearseNow = async (): Promise<void> => {
    setBusy('rehearsal');
    setRehearsal(null);
    await act(async () => setRehearsal(await rehearse(mailbox.id)));
    setBusy(null);
  };
  const permit = (): Promise<boolean> =>
    act(async () => {
      const { url } = await askPermission(mailbox.id);
      window.open(url, '_blank', 'noopener');
    });
  return (
    <section className="card" aria-label={mailbox.address}>
      <header className={s.cardHead}>
        <h2 style={{ overflowWrap: 'anywhere' }}>{mailbox.address}</h2>
        <span className={`chip ${mailbox.state === 'trouble' ? 'warn' : ''}`}>
          <TrafficState
            state={({ reading: 'met', trouble: 'soon', paused: 'pending', rehearsal: 'running' } as const)[mailbox.state]}
            label=""
          />
          {stateWord(mailbox, words)}
        </span>
        <span className="grow" />
        {may('mailboxes.change') && (
          <span className="row wrap">
            {readsByImap && (
              <button type="button" className="btn s" aria-disabled={busy !== null} onClick={() => void test()}>
                {busy === 'test' ? words.testing : words.test}
              </button>
            )}
            {readsByImap && mailbox.state === 'rehearsal' && (
              <button type="button" className="btn s" aria-disabled={busy !== null} onClick={() => void rehearseNow()}>
                {busy === 'rehearsal' ? mail.rehearsing : words.rehearse}
              </button>
            )}
            {mailbox.state === 'rehearsal' || mailbox.state === 'paused' ? (
              <button
                type="button"
                className="btn s primary"
                aria-disabled={attempt.isBusy}
                onClick={() => void act(() => startMailbox(mailbox.id), words.started)}
              >
                {mailbox.state === 'paused' ? words.goOn : words.start}
              </button>
            ) : (
              <button
                type="button"
                className="btn s"
                aria-disabled={attempt.isBusy}
                onClick={() => void act(() => pauseMailbox(mailbox.id), words.paused)}
              >
                {words.pause}
              </button>
            )}
            <button type="button" className="btn s quiet" onClick={onEdit}>
              {words.edit}
            </button>
          </span>
        )}
      </header>
      {mailbox.trouble && (
        <div className={s.pad}>
          <Notice tone="warn">
            {mailbox.trouble[language]}
            {mailbox.trouble.since && <span className="xs faint"> · {words.since(format.moment(Date.parse(mailbox.trouble.since)))}</span>}
          </Notice>
        </div>
      )}
      {mailbox.alarms.length > 0 && (
        <div className={`${s.pad} ${s.alarms}`}>
          {mailbox.alarms.map((one) => (
            <Notice key={one.es} tone="warn">
              {one[language]}
            </Notice>
          ))}
        </div>
      )}
      {attempt.error !== null && (
        <div className={s.pad}>
          <Failure attempt={attempt} />
        </div>
      )}
      {steps !== null && (
        <div className={s.pad}>
          <h3 className="sm semi">{words.testTitle}</h3>
          <TestSteps steps={steps} isRunning={busy === 'test'} />
        </div>
      )}
      {rehearsal && (
        <div className={s.pad}>
          <RehearsalView rehearsal={rehearsal} />
        </div>
      )}
      <div className={s.mailbox}>
        {readsByImap ? (
          <LagChart lags={mailbox.medianLagByHour} />
        ) : (
          <div>
            <h3>{words.byListener}</h3>
            <p className="sm muted">{words.byListenerText}</p>
          </div>
        )}
        <Facts mailbox={mailbox} />
      </div>
      <div className={s.half}>
        {readsByImap && <Reconciliation mailbox={mailbox} />}
        <div>
          {mailbox.auth !== 'password' && (
            <>
              <h3>{words.permissionOf(mail.auths[mailbox.auth])}</h3>
              <p className="sm muted">
                {permissionOf(mailbox, words, format)}. {words.permissionText}
              </p>
              {may('mailboxes.change') && (
                <button type="button" className="btn s" style={{ margin: '8px 0 16px' }} onClick={() => void permit()}>
                  {mailbox.tokenExpiresAt === null ? words.askPermission(mail.auths[mailbox.auth]) : words.renew}
                </button>
              )}
            </>
          )}
          {may('mailboxes.change') ? (
            <Removal onRemove={() => act(() => removeMailbox(mailbox.id)).then((done) => done && onRemoved())} />
          ) : (
            <p className="xs faint">{words.onlyNetwork}</p>
          )}
        </div>
      </div>
    </section>
  );
}

function Removal({ onRemove }: { readonly onRemove: () => Promise<unknown> }) {
  const words = useMailboxWords();
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <h3>{words.remove}</h3>
      <p className="sm muted">{words.removeSure}</p>
      <div className="row" style={{ marginTop: 8 }}>
        <button type="button" className="btn s" aria-expanded={isAsked} onClick={() => (isAsked ? void onRemove() : setAsked(true))}>
          {isAsked ? words.removeIt : words.remove}
        </button>
        {isAsked && (
          <button type="button" className="btn s quiet" onClick={() => setAsked(false)}>
            {words.cancel}
          </button>
        )}
      </div>
    </>
  );
}
