import { IconAlertTriangle, IconDownload, IconInfoCircle, IconMail, IconPaperclip, IconPhone } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Avatar } from '../design/Avatar.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useLanguage } from '../i18n/words.ts';
import { illegibleIn } from '../mail/illegible.ts';
import { useMay } from '../shell/session.ts';
import type { AttachmentItem, MessageItem } from './api.ts';
import s from './desk.module.css';
import { useLaterWords } from './later/words.ts';
import { SideMark } from './side/SideMark.tsx';
import { LinkedText } from './LinkedText.tsx';
import { noticesOf } from './marked.ts';
import { plainAddress } from './names.ts';
import { MailFrame } from './MailFrame.tsx';
import { Origin } from './Origin.tsx';
import { useDeskWords } from './words.ts';

const DeliveryActs = lazy(() => import('./DeliveryActs.tsx'));
const LaterActs = lazy(() => import('./later/LaterActs.tsx'));
const AnnulDialog = lazy(() => import('./AnnulDialog.tsx'));

interface MessageProps {
  readonly conversation: string;
  readonly message: MessageItem;
  readonly mailbox: string | null;
  readonly requester: { readonly name: string; readonly email: string };
  /** What the message says needs a person's word: said above it. */
  readonly notice?: ReactNode;
}

/** A mail: who, to whom, when, its words, what came with it, and the way to the original. */
export function MessageCard({ conversation, message, mailbox, requester, notice }: MessageProps) {
  const words = useDeskWords();
  const may = useMay();
  const name = message.from?.name || message.from?.email || (message.direction === 'in' ? requester.name : words.us) || words.unknownSender;
  return (
    <article
      className={`${s.message} ${message.direction === 'out' ? s.ours : ''} ${message.side ? s.side : ''}`}
      id={`message-${message.id}`}
      aria-label={name}
    >
      <MessageHead message={message} name={name} mailbox={mailbox} />
      {message.side && <SideMark conversation={conversation} message={message} side={message.side} />}
      {notice}
      <Warnings message={message} />
      <MessageBody message={message} name={name} />
      <Files files={message.attachments.filter(({ inline }) => !inline)} />
      {message.leavesAt !== null && may('conversations.reply') && (
        <Suspense>
          <LaterActs conversation={conversation} message={message} />
        </Suspense>
      )}
      {needsAct(message) && may('conversations.reply') && (
        <Suspense>
          <DeliveryActs conversation={conversation} message={message} />
        </Suspense>
      )}
    </article>
  );
}

function MessageHead({
  message,
  name,
  mailbox,
}: {
  readonly message: MessageItem;
  readonly name: string;
  readonly mailbox: string | null;
}) {
  const words = useDeskWords();
  const format = useFormats();
  const at = Date.parse(message.receivedAt);
  const noteOf = ({ deliveryCode, deliveryNote }: MessageItem) =>
    deliveryCode === null ? deliveryNote : words.deliveryCodes[deliveryCode];
  const list = (people: MessageItem['to']): string => people.map((person) => person.name || plainAddress(person.email)).join(', ');
  const to = message.to.length > 0 ? list(message.to) : (mailbox ?? '');
  return (
    <header>
      <Avatar name={name} size="s" />
      <b className="semi" title={message.from?.email}>
        {name}
      </b>
      <span className="faint xs">
        {isCall(message) ? <IconPhone aria-hidden="true" className="sm" /> : <IconMail aria-hidden="true" className="sm" />}{' '}
        {to && words.to(to)}
        {message.cc.length > 0 && `, ${words.cc(list(message.cc))}`}
      </span>
      <Origin message={message} />
      {message.area && <AreaChip message={message} area={message.area.name} />}
      {isCall(message) && <CallChip message={message} />}
      {message.answeredElsewhere && <span className="chip ok">{words.answeredElsewhere}</span>}
      {message.leavesAt !== null && message.delivery === 'queued' ? (
        <LeavesChip at={Date.parse(message.leavesAt)} />
      ) : (
        message.delivery !== null &&
        message.delivery !== 'accepted' && (
          <span className={`chip ${words.deliveries[message.delivery].tone}`} title={noteOf(message) ?? undefined}>
            {words.deliveries[message.delivery].word}
          </span>
        )
      )}
      {message.deliveryCode === 'by-word' && <span className="chip warn">{words.byWord}</span>}
      {words.natures[message.nature] && message.part !== 'notice' && <span className="chip">{words.natures[message.nature]}</span>}
      <span className={`faint xs ${s.when}`} title={format.full(at)}>
        {format.date(at)} {format.time(at)}
      </span>
    </header>
  );
}

/** When an answer that waits for its hour leaves. */
function LeavesChip({ at }: { readonly at: number }) {
  const words = useLaterWords();
  const format = useFormats();
  return (
    <span className="chip accent" title={format.full(at)}>
      {words.leaves(format.moment(at))}
    </span>
  );
}

/** Of it a person has to say what is to become of it. */
const needsAct = ({ direction, delivery, deliveryCode }: MessageItem): boolean =>
  direction === 'out' && (delivery === 'uncertain' || deliveryCode === 'newer-message');

/** Whose words they are, where an area is concerned. */
function AreaChip({ message, area }: { readonly message: MessageItem; readonly area: string }) {
  const words = useDeskWords();
  if (message.part === 'answer') return <span className="chip accent">{words.areaAnswer(area)}</span>;
  if (message.part === 'forward') return <span className="chip accent">{words.forwarded(area)}</span>;
  if (message.part === 'notice') return <span className="chip">{words.areaNotice(area)}</span>;
  return null;
}

const isCall = (message: MessageItem): boolean => message.marks.includes('by-phone');

/** What was said on the telephone, and the way to take it back. */
function CallChip({ message }: { readonly message: MessageItem }) {
  const words = useDeskWords();
  const may = useMay();
  const [isAsking, setAsking] = useState(false);
  if (message.marks.includes('annulled')) return <span className="chip">{words.callAnnulled}</span>;
  return (
    <>
      <span className="chip ok">{words.call}</span>
      {may('conversations.reply') && (
        <button type="button" className={s.small} onClick={() => setAsking(true)}>
          {words.annulCall}
        </button>
      )}
      <Suspense fallback={null}>{isAsking && <AnnulDialog id={message.id} onClose={() => setAsking(false)} />}</Suspense>
    </>
  );
}

function Warnings({ message }: { readonly message: MessageItem }) {
  const words = useDeskWords();
  const { language } = useLanguage();
  const said = [
    message.isIllegible ? `${words.illegible} ${illegibleIn(message.quarantineReason ?? '', language)}` : null,
    message.warning,
  ].filter((one) => one !== null);
  return (
    <>
      {said.map((one) => (
        <div key={one} className="note warn" style={{ marginBottom: 8 }}>
          <IconAlertTriangle aria-hidden="true" />
          <span className="grow">{one}</span>
        </div>
      ))}
      {noticesOf(message.marks).map((one) => (
        <div key={one} className="note plain" style={{ marginBottom: 8 }}>
          <IconInfoCircle aria-hidden="true" />
          <span className="grow">{words.notices[one]}</span>
        </div>
      ))}
    </>
  );
}

/** The words first, since they are quick and of the page's size; the mail as it was laid out on asking, or where there are no words. */
function MessageBody({ message, name }: { readonly message: MessageItem; readonly name: string }) {
  const words = useDeskWords();
  const may = useMay();
  const hasFormat = message.isHtmlLeftOut || message.html !== null;
  const isOnlyFormat = hasFormat && (!message.visibleText.trim() || message.attachments.some(({ inline }) => inline));
  const [isFramed, setFramed] = useState(isOnlyFormat);
  const [isQuoteShown, setQuoteShown] = useState(false);
  return (
    <>
      {isFramed ? (
        <MailFrame url={message.bodyUrl} title={words.frameTitle(name)} text={message.visibleText} />
      ) : (
        <div className={s.text}>
          {message.text.trim() ? (
            <LinkedText text={isQuoteShown ? message.text : message.visibleText} />
          ) : (
            <span className="faint">{words.emptyMessage}</span>
          )}
        </div>
      )}
      <footer>
        {!isFramed && message.hasQuote && (
          <button type="button" className={s.small} aria-expanded={isQuoteShown} onClick={() => setQuoteShown(!isQuoteShown)}>
            {isQuoteShown ? words.hideQuote : words.showQuote}
          </button>
        )}
        {(hasFormat || message.isTextCut) && (
          <button type="button" className={s.small} onClick={() => setFramed(!isFramed)}>
            {isFramed ? words.asText : hasFormat ? words.withFormat : words.wholeText}
          </button>
        )}
        {message.rawAvailable && may('conversations.raw') && (
          <a className={s.small} href={`/api/v1/messages/${message.id}/raw`} download title={words.originalHint}>
            <IconDownload aria-hidden="true" className="sm" />
            {words.original}
          </a>
        )}
      </footer>
    </>
  );
}

function Files({ files }: { readonly files: readonly AttachmentItem[] }) {
  const words = useDeskWords();
  const format = useFormats();
  if (files.length === 0) return null;
  return (
    <ul className={s.files} aria-label={words.attachments}>
      {files.map((file) => (
        <li key={file.id} style={{ maxWidth: '100%' }}>
          <a className={s.file} href={file.url} target="_blank" rel="noopener noreferrer">
            <IconPaperclip aria-hidden="true" className="sm" />
            <b>{file.name}</b>
            <span className="nowrap">{format.bytes(file.size)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
