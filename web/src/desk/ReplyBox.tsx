import { IconPaperclip, IconX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Kbd } from '../design/Kbd.tsx';
import { Notice, sentenceOf } from '../design/Trouble.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { say } from '../shell/notices.ts';
import { type Conversation, conversationKey, sendReply, undoReply } from './api.ts';
import { FromSelect } from './FromSelect.tsx';
import { keyOf, latestOf, recipientsIn, undoSeconds } from './reply.ts';
import s from './desk.module.css';
import { useDeskWords } from './words.ts';

interface ReplyProps {
  readonly conversation: Conversation;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onClose: () => void;
  /** Opens it again, with what was undone. */
  readonly onAgain: () => void;
}

/** The answer to the requester. It leaves ten seconds after «Enviar»; until then it can be taken back. */
export function ReplyBox({ conversation, text, onText, onClose, onAgain }: ReplyProps) {
  const words = useDeskWords();
  const format = useFormats();
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [copy, setCopy] = useState<string | null>(null);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [from, setFrom] = useState<string | undefined>(undefined);
  useEffect(() => field.current?.focus(), []);
  const { isBusy, error, send } = useSending({ conversation, text, onText, onClose, onAgain });
  const isEmpty = !text.trim() && files.length === 0;
  const go = () => {
    if (!isEmpty) void send(recipientsIn(copy ?? ''), files, from);
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
      <div className={s.box}>
        <div className={s.recipients}>
          <span className="trunc grow">{words.toRequester(conversation.requester.email)}</span>
          {conversation.senders.length > 1 && <FromSelect senders={conversation.senders} value={from} onChange={setFrom} />}
          {copy === null && (
            <button type="button" className={s.small} onClick={() => setCopy('')}>
              {words.addCopy}
            </button>
          )}
        </div>
        {copy !== null && (
          <input
            className={s.copy}
            aria-label={words.copyTo}
            placeholder={words.copyTo}
            inputMode="email"
            autoComplete="off"
            value={copy}
            onChange={(event) => setCopy(event.currentTarget.value)}
          />
        )}
        <textarea
          ref={field}
          aria-label={words.reply}
          placeholder={words.replyPlaceholder}
          value={text}
          onChange={(event) => onText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) go();
            else if (event.key === 'Escape') onClose();
            else return;
            event.preventDefault();
          }}
        />
        {files.length > 0 && (
          <ul className={s.files} aria-label={words.attachments}>
            {files.map((file) => (
              <li key={`${file.name} ${file.size} ${file.lastModified}`} className={s.file}>
                <IconPaperclip aria-hidden="true" className="sm" />
                <b>{file.name}</b>
                <span className="nowrap">{format.bytes(file.size)}</span>
                <button
                  type="button"
                  className={s.small}
                  aria-label={words.takeOut(file.name)}
                  onClick={() => setFiles(files.filter((one) => one !== file))}
                >
                  <IconX aria-hidden="true" className="sm" />
                </button>
              </li>
            ))}
          </ul>
        )}
        <div className={s.tools}>
          <button type="button" className="btn quiet s" onClick={() => picker.current?.click()}>
            <IconPaperclip aria-hidden="true" />
            {words.attach}
          </button>
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            onChange={(event) => {
              setFiles([...files, ...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = '';
            }}
          />
          <span className="xs muted grow">{text && words.draftKept}</span>
          <button type="button" className="btn quiet s" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="button" className="btn primary s" aria-disabled={isBusy || isEmpty} onClick={go}>
            {words.send}
            <Kbd>Ctrl ↵</Kbd>
          </button>
        </div>
      </div>
    </>
  );
}

function useSending({ conversation, text, onText, onClose, onAgain }: ReplyProps) {
  const words = useDeskWords();
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { id, number } = conversation;
  const refresh = () => client.invalidateQueries({ queryKey: conversationKey(id) });
  const undo = async (message: string, words: string): Promise<void> => {
    try {
      await undoReply(message);
      onText(words);
      onAgain();
    } catch (problem) {
      say(sentenceOf(problem), { tone: 'bad' });
    }
    await refresh();
  };
  const send = async (cc: readonly string[], files: readonly File[], from?: string): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    setError(null);
    try {
      const wish = { text, cc, seen: latestOf(conversation.messages), ...(from === undefined ? {} : { from }) };
      const sent = await sendReply(id, wish, files, keyOf(id, `${from ?? ''}\n${text}`, files));
      onText('');
      onClose();
      const close = say(words.leaves(number), {
        until: Date.now() + undoSeconds * 1000,
        action: { label: words.undo, run: () => void undo(sent.id, text) },
      });
      setTimeout(close, undoSeconds * 1000);
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
    await refresh();
  };
  return { isBusy, error, send };
}
