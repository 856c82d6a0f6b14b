import { IconPaperclip, IconSend2, IconX } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { FileButton } from '../design/FileButton.tsx';
import { useFormats, useRealFormats } from '../i18n/LanguageProvider.tsx';
import type { Done } from './AreaPage.tsx';
import { type AreaPage, answerAsArea, fileOf } from './api.ts';
import { Missing, NotSent, useAreaAct } from './act.tsx';
import { useOwnName, type VisitDraft } from './draft.ts';
import s from './visitors.module.css';
import { useVisitorWords } from './words.ts';

export interface ActProps {
  readonly token: string;
  readonly page: AreaPage;
  readonly draft: VisitDraft;
  readonly onDone: (done: Done) => void;
  /** It was refused since somebody was quicker: see what there is now. */
  readonly onStopped: () => void;
}

// In base64 it is a third more, and the server takes 20 MiB.
const most = 14_000_000;

/** The area's answer, once: the key that goes with it is kept with the draft. */
export function AnswerForm({ token, page, draft, onDone, onStopped }: ActProps) {
  const words = useVisitorWords();
  const real = useRealFormats();
  const [name, setName] = useOwnName();
  const [to, setTo] = useState(page.to);
  const [files, setFiles] = useState<readonly File[]>([]);
  const { isBusy, error, forget, run } = useAreaAct(onStopped);
  const [isTried, setTried] = useState(false);
  const text = useRef<HTMLTextAreaElement>(null);
  const nameField = useRef<HTMLInputElement>(null);
  const isEmpty = !draft.text.trim() && files.length === 0;
  const isTooLarge = files.reduce((sum, { size }) => sum + size, 0) > most;
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    setTried(true);
    forget();
    if (isEmpty) return text.current?.focus();
    if (!name.trim()) return nameField.current?.focus();
    if (isTooLarge) return;
    await run(async () => {
      const attachments = await Promise.all(files.map(fileOf));
      const end = await answerAsArea(token, { name: name.trim(), text: draft.text, attachments, to, key: draft.key });
      onDone(end.state === 'answered' ? { state: 'answered', to } : { state: 'returned' });
    });
  };
  return (
    <form className={s.form} onSubmit={send} noValidate>
      <label htmlFor="answer" className="semi">
        {words.yourAnswer}
      </label>
      <textarea
        ref={text}
        id="answer"
        value={draft.text}
        aria-invalid={isTried && isEmpty}
        aria-describedby={isTried && isEmpty ? 'answer-missing' : undefined}
        onChange={(event) => draft.setText(event.currentTarget.value)}
      />
      {isTried && isEmpty && <Missing id="answer-missing">{words.answerMissing}</Missing>}
      <Files files={files} onFiles={setFiles} />
      {isTooLarge && <Missing id="too-large">{words.tooLarge}</Missing>}
      <label htmlFor="name" className="semi">
        {words.yourName}
      </label>
      <input
        ref={nameField}
        id="name"
        autoComplete="name"
        maxLength={120}
        value={name}
        aria-invalid={isTried && !name.trim()}
        aria-describedby={isTried && !name.trim() ? 'name-missing' : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {isTried && !name.trim() && <Missing id="name-missing">{words.nameMissing}</Missing>}
      <ToWhom page={page} to={to} onTo={setTo} />
      <NotSent error={error} />
      <div className={s.send}>
        <FileButton className="btn" onFiles={(more) => setFiles([...files, ...more])}>
          <IconPaperclip aria-hidden="true" />
          {words.attach}
        </FileButton>
        <span className={`xs faint ${s.saved}`}>{draft.savedAt !== null && words.saved(real.time(draft.savedAt))}</span>
        <button type="submit" className="btn primary" aria-disabled={isBusy}>
          <IconSend2 aria-hidden="true" />
          {isBusy ? words.sending : words.send}
        </button>
      </div>
    </form>
  );
}

function ToWhom({ page, to, onTo }: { readonly page: AreaPage; readonly to: AreaPage['to']; readonly onTo: (to: AreaPage['to']) => void }) {
  const words = useVisitorWords();
  const requester = page.requester.name;
  // An area that is set to answer by way of the operator has no choice.
  if (page.to === 'operator') return <p className="sm muted">{words.onlyOperator(page.by.name, requester)}</p>;
  const options = [
    { value: 'requester', title: words.toRequester, hint: words.toRequesterHint(requester, page.conversation.mailbox) },
    { value: 'operator', title: words.toOperator(page.by.name), hint: words.toOperatorHint(requester) },
  ] as const;
  return (
    <fieldset>
      <legend className="semi">{words.toWhom}</legend>
      <div className={s.options}>
        {options.map(({ value, title, hint }) => (
          <label key={value} className={s.option}>
            <input type="radio" name="to" checked={to === value} onChange={() => onTo(value)} />
            <span>
              <b className="med">{title}</b>
              <span className="sm muted">{hint}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Files({ files, onFiles }: { readonly files: readonly File[]; readonly onFiles: (files: readonly File[]) => void }) {
  const words = useVisitorWords();
  const format = useFormats();
  if (files.length === 0) return null;
  return (
    <ul className={s.files} aria-label={words.attachments}>
      {files.map((file) => (
        <li key={`${file.name} ${file.size} ${file.lastModified}`}>
          <IconPaperclip aria-hidden="true" />
          <span className="trunc">{file.name}</span>
          <span className="faint nowrap">{format.bytes(file.size)}</span>
          <button type="button" aria-label={words.takeOut(file.name)} onClick={() => onFiles(files.filter((one) => one !== file))}>
            <IconX aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  );
}
