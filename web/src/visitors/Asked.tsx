import { IconAlertTriangle, IconClock, IconPaperclip } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import type { AreaPage } from './api.ts';
import s from './visitors.module.css';
import { useVisitorWords } from './words.ts';

type Message = AreaPage['messages'][number];

/** What was asked of the area: whose matter, until when, what the requester wrote, and what is needed. */
export function Asked({ page, isOpen }: { readonly page: AreaPage; readonly isOpen: boolean }) {
  const words = useVisitorWords();
  const format = useFormats();
  const when = (at: string): string => `${format.fullDate(Date.parse(at))} ${format.time(Date.parse(at))}`;
  const dueAt = Date.parse(page.dueAt);
  return (
    <>
      <div className={s.chips}>
        <span className="chip accent">{words.forArea(page.area.name)}</span>
        <span className="sm muted">{page.conversation.number}</span>
        {isOpen && page.remainingSeconds !== null && <Due page={page} seconds={page.remainingSeconds} />}
      </div>
      <h1>{page.conversation.subject || words.noSubject}</h1>
      <p className={`sm muted ${s.facts}`}>
        {words.receivedAt(when(page.conversation.receivedAt), page.conversation.mailbox)} ·{' '}
        {words.askedAt(`${format.date(Date.parse(page.askedAt))} ${format.time(Date.parse(page.askedAt))}`)}
      </p>
      <Messages messages={page.messages} />
      <div className={s.ask}>
        <b className="semi">{words.asks(page.by.name)}</b> <span className={s.pre}>{page.note}</span>
        {isOpen && !page.isOverdue && <p className={s.due}>{words.due(`${format.weekday(dueAt)}, ${format.time(dueAt)}`)}</p>}
      </div>
    </>
  );
}

/** The area's term is a target of ours: late it is amber, never the red of a missed clause. */
function Due({ page, seconds }: { readonly page: AreaPage; readonly seconds: number }) {
  const words = useVisitorWords();
  const format = useFormats();
  const length = format.duration(seconds);
  const isClose = page.isOverdue || (page.share ?? 1) <= 0.25;
  return (
    <span className={`chip ${isClose ? 'warn' : 'ok'}`}>
      {page.isOverdue ? <IconAlertTriangle aria-hidden="true" /> : <IconClock aria-hidden="true" />}
      {page.isOverdue ? words.overdueBy(length) : words.left(length)}
    </span>
  );
}

const shown = 3;

/** The last messages; those before on asking. */
function Messages({ messages }: { readonly messages: readonly Message[] }) {
  const words = useVisitorWords();
  const earlier = messages.slice(0, -shown);
  return (
    <section aria-label={words.conversation} className={s.messages}>
      {earlier.length > 0 && (
        <details>
          <summary>{words.earlier(earlier.length)}</summary>
          {earlier.map((one) => (
            <Said key={one.id} message={one} />
          ))}
        </details>
      )}
      {messages.slice(-shown).map((one) => (
        <Said key={one.id} message={one} />
      ))}
    </section>
  );
}

function Said({ message }: { readonly message: Message }) {
  const words = useVisitorWords();
  const format = useFormats();
  const at = Date.parse(message.receivedAt);
  return (
    <>
      <blockquote className={`${s.quote} ${message.direction === 'out' ? s.ours : ''}`}>
        <Text text={message.text.trim() || words.emptyMessage} />
        <footer className="sm muted">
          {message.from.name || words.us} · {format.date(at)} {format.time(at)}
        </footer>
      </blockquote>
      {message.attachments.length > 0 && (
        <ul className={s.given} aria-label={words.attachments}>
          {message.attachments.map((file) => (
            <li key={file.url}>
              <a href={file.url} target="_blank" rel="noopener noreferrer">
                <IconPaperclip aria-hidden="true" className="sm" />
                <span>{file.name}</span> <span className="faint nowrap">{format.bytes(file.size)}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** On a telephone a long mail would hide what is asked: its beginning, and the rest on asking. */
const most = { letters: 600, lines: 12 };

function Text({ text }: { readonly text: string }) {
  const words = useVisitorWords();
  const isLong = text.length > most.letters * 1.3 || text.split('\n').length > most.lines * 1.3;
  const [isWhole, setWhole] = useState(!isLong);
  return (
    <>
      <div className={s.pre}>{isWhole ? text : beginningOf(text)}</div>
      {isLong && (
        <button type="button" className={`link sm ${s.more}`} aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? words.less : words.whole}
        </button>
      )}
    </>
  );
}

function beginningOf(text: string): string {
  const lines = text.split('\n').slice(0, most.lines).join('\n');
  if (lines.length <= most.letters) return `${lines.trimEnd()} …`;
  return `${lines.slice(0, most.letters).replace(/\s+\S*$/, '')} …`;
}
