import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { conversationPath } from '../desk/address.ts';
import { Failure, useAttempt } from '../design/attempt.tsx';
import { type Traffic, TrafficState } from '../design/TrafficState.tsx';
import { useFormats, useRealFormats } from '../i18n/LanguageProvider.tsx';
import { realNow } from '../shell/clock.ts';
import { say } from '../shell/notices.ts';
import { useMay } from '../shell/session.ts';
import { cancelSending, type QueueItem, sendNow } from './api.ts';
import s from './outgoing.module.css';
import { useQueueWords } from './words.ts';

const traffic: Record<QueueItem['state'], Traffic> = {
  waiting: 'pending',
  sending: 'running',
  uncertain: 'soon',
  heldBack: 'soon',
  rejected: 'late',
  bounced: 'late',
  cancelled: 'none',
};

/** One mail: to whom, where it stands and since when, in the server's words and ours, and what can be done. */
export function QueueRow({ item }: { readonly item: QueueItem }) {
  const words = useQueueWords();
  const may = useMay();
  const client = useQueryClient();
  const attempt = useAttempt();
  const { conversation } = item;
  const act = (work: () => Promise<unknown>, said: string, undo?: () => void): void =>
    void attempt.run(async () => {
      await work();
      await client.invalidateQueries({ queryKey: ['outgoing'] });
      say(said, undo && { action: { label: words.undo, run: undo } });
    });
  const send = (): void => act(() => sendNow(item.id), words.hurried);
  const cancel = (): void => act(() => cancelSending(item.id), words.cancelled, send);
  const subject = conversation?.subject || words.noSubject;
  const mayChange = may('outgoing.change');
  return (
    <li className={s.row} aria-label={words.about(words.states[item.state], subject)}>
      <span className={s.state}>
        <TrafficState state={traffic[item.state]} label="" />
        {words.states[item.state]}
      </span>
      <div className={s.what}>
        <div className={s.subject}>
          {conversation && may('conversations.read') ? <Link to={conversationPath(conversation.id)}>{subject}</Link> : subject}
        </div>
        <div className={s.to}>{words.to(item.recipients.join(', '))}</div>
        <div className="xs faint">
          {[conversation?.number, words.kinds[item.kind], item.author && words.by(item.author), item.mailbox.address]
            .filter(Boolean)
            .join(' · ')}
        </div>
        <Times item={item} />
        {words.advice[item.state] !== '' && <div className="sm muted">{words.advice[item.state]}</div>}
        {item.response !== null && item.response !== '' && <div className={`sm ${s.said}`}>{words.said(item.response)}</div>}
        <Failure attempt={attempt} />
      </div>
      <div className={s.acts}>
        {mayChange && item.canHurry && (
          <button type="button" className="btn s" aria-disabled={attempt.isBusy} onClick={send}>
            {item.state === 'waiting' ? words.hurry : words.repeat}
          </button>
        )}
        {mayChange && item.canCancel && (
          <button type="button" className="btn s quiet" aria-disabled={attempt.isBusy} onClick={cancel}>
            {words.cancel}
          </button>
        )}
        {conversation && may('conversations.read') && item.canRepeat && (
          <Link className="btn s" to={conversationPath(conversation.id)}>
            {words.open}
          </Link>
        )}
      </div>
    </li>
  );
}

function Times({ item }: { readonly item: QueueItem }) {
  const words = useQueueWords();
  const format = useFormats();
  const real = useRealFormats();
  const since = Date.parse(item.since);
  const next = item.nextTryAt === null ? null : Date.parse(item.nextTryAt);
  const said = [
    words.since(format.moment(since)),
    next === null
      ? null
      : next <= realNow() + 5_000
        ? words.now
        : item.tries === 0
          ? words.next(real.moment(next))
          : words.nextTry(real.moment(next)),
    item.tries > 0 ? words.tries(item.tries) : null,
  ];
  return (
    <div className="sm" title={format.full(since)}>
      {said.filter(Boolean).join(' · ')}
    </div>
  );
}
