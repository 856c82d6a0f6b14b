import { IconPaperclip, IconX } from '@tabler/icons-react';
import { type ClipboardEvent, type DragEvent, useEffect, useRef, useState } from 'react';
import { FileButton } from '../design/FileButton.tsx';
import { Kbd } from '../design/Kbd.tsx';
import { Notice, sentenceOf } from '../design/Trouble.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import type { Conversation } from './api.ts';
import { useComposerWords } from './composer-words.ts';
import c from './composer.module.css';
import { FromSelect } from './FromSelect.tsx';
import { OtherText } from './OtherText.tsx';
import { ReplyFiles, useAttaching } from './ReplyFiles.tsx';
import s from './desk.module.css';
import { useSending } from './sending.ts';
import { TemplatePicker } from './TemplatePicker.tsx';
import type { ReplyDraft } from './useReplyDraft.ts';
import { useDeskWords } from './words.ts';

interface ReplyProps {
  readonly conversation: Conversation;
  readonly draft: ReplyDraft;
  /** Whether the templates are shown. */
  readonly isPicking: boolean;
  readonly onPicking: (isPicking: boolean) => void;
  readonly onClose: () => void;
  /** Opens it again, with what was undone. */
  readonly onAgain: () => void;
}

/** The answer to the requester. It leaves ten seconds after «Enviar»; until then it can be taken back. */
export function ReplyBox({ conversation, draft, isPicking, onPicking, onClose, onAgain }: ReplyProps) {
  const words = useDeskWords();
  const mine = useComposerWords();
  const field = useRef<HTMLTextAreaElement>(null);
  const { text, cc, files, uploading, signature, keeper } = draft;
  const [isCopied, setCopied] = useState(false);
  const [from, setFrom] = useState<string | undefined>(undefined);
  const [isOver, setOver] = useState(false);
  const [asked, setAsked] = useState<readonly string[]>([]);
  useEffect(() => field.current?.focus(), []);
  const attach = useAttaching(draft);
  const { isBusy, error, send } = useSending({ conversation, draft, onClose, onAgain });
  const missing = asked.filter((name) => text.includes(name));
  const isEmpty = !text.trim() && files.length + uploading.length === 0;
  const cannotSend = isEmpty || missing.length > 0;
  const go = () => {
    if (!cannotSend) void send(from);
  };
  const insert = (template: string, names: readonly string[]): void => {
    const { selectionStart: start = text.length, selectionEnd: end = start } = field.current ?? {};
    keeper.type({ text: `${text.slice(0, start)}${template}${text.slice(end)}` });
    // As it stands in the text, whatever blanks there are between its braces.
    const stands = [...template.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].flatMap(([whole, name = '']) =>
      names.includes(name) ? [whole] : [],
    );
    setAsked([...new Set([...asked, ...stands])]);
    requestAnimationFrame(() => field.current?.focus());
  };
  return (
    <>
      {error !== null && (
        <div style={{ marginBottom: 8 }}>
          <Notice>
            <b className="semi">{words.replyFailed}</b> {sentenceOf(error)}
          </Notice>
        </div>
      )}
      <OtherText draft={draft} />
      <Taken draft={draft} />
      <div className={`${s.box} ${isOver ? c.dropping : ''}`} {...dropping(attach, setOver)}>
        <div className={s.recipients}>
          <span className="trunc grow">{words.toRequester(conversation.requester.email)}</span>
          {conversation.senders.length > 1 && <FromSelect senders={conversation.senders} value={from} onChange={setFrom} />}
          {!isCopied && cc === '' && (
            <button type="button" className={s.small} onClick={() => setCopied(true)}>
              {words.addCopy}
            </button>
          )}
          <button type="button" className={s.small} aria-label={words.cancel} title={words.cancel} onClick={onClose}>
            <IconX aria-hidden="true" className="sm" />
          </button>
        </div>
        {(isCopied || cc !== '') && (
          <input
            className={s.copy}
            aria-label={words.copyTo}
            placeholder={words.copyTo}
            inputMode="email"
            autoComplete="off"
            value={cc}
            onChange={(event) => keeper.type({ cc: event.currentTarget.value })}
          />
        )}
        <textarea
          ref={field}
          aria-label={words.reply}
          placeholder={words.replyPlaceholder}
          value={text}
          onChange={(event) => keeper.type({ text: event.currentTarget.value })}
          onPaste={(event: ClipboardEvent) => {
            if (event.clipboardData.files.length === 0) return;
            event.preventDefault();
            attach(event.clipboardData.files);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) go();
            else if (event.key === 'Escape') onClose();
            else return;
            event.preventDefault();
          }}
        />
        {signature !== '' && (
          <div className={c.signature}>
            <span className="sr">{mine.signature}: </span>
            {signature}
          </div>
        )}
        <ReplyFiles draft={draft} />
        {missing.length > 0 && (
          <div style={{ marginTop: 8 }}>
            <Notice tone="warn">{mine.missing(missing.join(', '))}</Notice>
          </div>
        )}
        <div className={`${s.tools} ${c.tools}`}>
          <TemplatePicker conversation={conversation.id} isShown={isPicking} onShow={onPicking} onText={insert} />
          <FileButton className="btn quiet s" aria-label={words.attach} title={words.attach} onFiles={attach}>
            <IconPaperclip aria-hidden="true" />
          </FileButton>
          <Saved draft={draft} />
          <button type="button" className="btn primary s" aria-disabled={isBusy || cannotSend} onClick={go}>
            {words.send}
            <Kbd>Ctrl ↵</Kbd>
          </button>
        </div>
      </div>
    </>
  );
}

/** Dragging has a button that does the same (WCAG 2.5.7). */
function dropping(attach: (files: Iterable<File>) => void, setOver: (isOver: boolean) => void) {
  return {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      if (event.dataTransfer.files.length === 0) return;
      event.preventDefault();
      attach(event.dataTransfer.files);
    },
  };
}

/** Where the draft stands: with its time once the server has it. */
function Saved({ draft: { status, savedAt } }: { readonly draft: ReplyDraft }) {
  const words = useComposerWords();
  const format = useFormats();
  const said =
    status === 'saved' && savedAt !== null
      ? words.savedAt(format.time(Date.parse(savedAt)))
      : status === 'saving'
        ? words.saving
        : status === 'unsaved'
          ? words.unsaved
          : '';
  return <span className="xs muted grow">{said}</span>;
}

/** Who copied it last: one's own is still here. */
function Taken({ draft: { taken } }: { readonly draft: ReplyDraft }) {
  const words = useComposerWords();
  const format = useFormats();
  if (taken === null) return null;
  return (
    <p className={c.taken} role="status">
      {words.takenBy(taken.by, format.moment(Date.parse(taken.at)))}
    </p>
  );
}
