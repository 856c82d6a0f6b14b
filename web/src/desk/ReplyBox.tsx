import { IconPaperclip, IconUsers, IconX } from '@tabler/icons-react';
import { type ClipboardEvent, type DragEvent, useEffect, useRef, useState } from 'react';
import { FileButton } from '../design/FileButton.tsx';
import { Kbd } from '../design/Kbd.tsx';
import { Notice, sentenceOf } from '../design/Trouble.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { now } from '../shell/clock.ts';
import { useCommands } from '../shell/commands.ts';
import type { Conversation } from './api.ts';
import { useComposerWords } from './composer-words.ts';
import c from './composer.module.css';
import { attachmentSaid } from './forgotten.ts';
import { FromSelect } from './FromSelect.tsx';
import { LaterButton, type Leaves } from './later/LaterButton.tsx';
import { writingLanguage } from './language.ts';
import { OtherText } from './OtherText.tsx';
import { ReplyFiles, useAttaching } from './ReplyFiles.tsx';
import s from './desk.module.css';
import { momentName, named } from './pasted.ts';
import { RecipientWarnings, ReplyRecipients } from './ReplyRecipients.tsx';
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
  const { text, files, uploading, signature, keeper } = draft;
  const [plan, setPlan] = useState<Leaves | undefined>(undefined);
  const [isForgotten, setForgotten] = useState(false);
  const [isAddressing, setAddressing] = useState(false);
  const [from, setFrom] = useState<string | undefined>(undefined);
  const [isOver, setOver] = useState(false);
  const [asked, setAsked] = useState<readonly string[]>([]);
  useEffect(() => field.current?.focus(), []);
  const attach = useAttaching(draft);
  useCommands([
    {
      id: 'desk.recipients',
      title: mine.recipients.title,
      section: words.conversation,
      keys: 'd',
      icon: IconUsers,
      run: () => setAddressing(true),
    },
  ]);
  const { isBusy, error, send } = useSending({ conversation, draft, onClose, onAgain });
  const missing = asked.filter((name) => text.includes(name));
  const isEmpty = !text.trim() && files.length + uploading.length === 0;
  const cannotSend = isEmpty || missing.length > 0;
  const said = files.length + uploading.length === 0 ? attachmentSaid(text) : null;
  const [isLater, setLater] = useState(false);
  const go = (leaves?: Leaves) => {
    if (cannotSend) return;
    setLater(false);
    setPlan(leaves);
    if (said !== null && !isForgotten) return setForgotten(true);
    void send(from, leaves);
  };
  /** What is typed next takes its place. */
  const choose = (blank: string): void => {
    const at = field.current?.value.indexOf(blank) ?? -1;
    field.current?.focus();
    if (at >= 0) field.current?.setSelectionRange(at, at + blank.length);
  };
  const insert = (template: string, names: readonly string[]): void => {
    const { selectionStart: start = text.length, selectionEnd: end = start } = field.current ?? {};
    keeper.type({ text: `${text.slice(0, start)}${template}${text.slice(end)}` });
    // As it stands in the text, whatever blanks there are between its braces.
    const stands = [...template.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].flatMap(([whole, name = '']) =>
      names.includes(name) ? [whole] : [],
    );
    setAsked([...new Set([...asked, ...stands])]);
    requestAnimationFrame(() => (stands[0] === undefined ? field.current?.focus() : choose(stands[0])));
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
        <ReplyRecipients conversation={conversation} draft={draft} isOpen={isAddressing} onOpen={() => setAddressing(true)}>
          {conversation.senders.length > 1 && <FromSelect senders={conversation.senders} value={from} onChange={setFrom} />}
          <button type="button" className={s.small} aria-label={words.cancel} title={words.cancel} onClick={onClose}>
            <IconX aria-hidden="true" className="sm" />
          </button>
        </ReplyRecipients>
        <textarea
          ref={field}
          aria-label={words.reply}
          placeholder={words.replyPlaceholder}
          lang={writingLanguage(text, conversation.messages)}
          spellCheck
          value={text}
          onChange={(event) => keeper.type({ text: event.currentTarget.value })}
          onPaste={(event: ClipboardEvent) => {
            if (event.clipboardData.files.length === 0) return;
            event.preventDefault();
            attach([...event.clipboardData.files].map((file) => named(file, momentName(now()))));
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.shiftKey) setLater(!cannotSend);
            else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) go(isForgotten ? plan : undefined);
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
        <ReplyFiles conversation={conversation.id} draft={draft} />
        <RecipientWarnings conversation={conversation} draft={draft} />
        {missing.length > 0 && (
          <div style={{ marginTop: 8 }}>
            <Notice tone="warn">
              <div className="col" style={{ gap: 8 }}>
                {mine.missing(missing.join(', '))}
                <div className="row wrap">
                  {missing.map((one) => (
                    <button key={one} type="button" className="btn s" onClick={() => choose(one)}>
                      {mine.fillBlank(one.replace(/[{}?]/g, '').trim())}
                    </button>
                  ))}
                </div>
              </div>
            </Notice>
          </div>
        )}
        {isForgotten && said !== null && <Forgotten word={said} onFiles={attach} onAnyway={() => void send(from, plan)} />}
        <div className={`${s.tools} ${c.tools}`}>
          <TemplatePicker conversation={conversation.id} isShown={isPicking} onShow={onPicking} onText={insert} />
          <FileButton className="btn quiet s" aria-label={words.attach} title={mine.attachUpTo} onFiles={attach}>
            <IconPaperclip aria-hidden="true" />
          </FileButton>
          <Saved draft={draft} />
          <LaterButton
            conversation={conversation}
            draft={draft}
            isShown={isLater}
            isDisabled={isBusy || cannotSend}
            onShow={setLater}
            onPlan={go}
          />
          <button type="button" className="btn primary s" aria-disabled={isBusy || cannotSend} onClick={() => go()}>
            {words.send}
            <Kbd>Ctrl ↵</Kbd>
          </button>
        </div>
      </div>
    </>
  );
}

/** Asked once: nothing goes along although the text says so. The same key as before sends it anyway. */
function Forgotten({
  word,
  onFiles,
  onAnyway,
}: {
  readonly word: string;
  readonly onFiles: (files: Iterable<File>) => void;
  readonly onAnyway: () => void;
}) {
  const words = useComposerWords();
  return (
    <div className={`note warn ${c.forgotten}`} role="alert">
      <IconPaperclip aria-hidden="true" />
      <span className="grow">{words.forgotten(word)}</span>
      <FileButton className="btn s" onFiles={onFiles}>
        {words.attachNow}
      </FileButton>
      <button type="button" className="btn s" onClick={onAnyway}>
        {words.sendAnyway}
        <Kbd>Ctrl ↵</Kbd>
      </button>
    </div>
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
