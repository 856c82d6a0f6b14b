import { useSentence } from '../desk/EventLine.tsx';
import { noticesOf } from '../desk/marked.ts';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import type { PrintedMessage } from './api.ts';
import s from './paper.module.css';
import { usePaperWords } from './words.ts';

type Someone = PrintedMessage['to'][number];

/** A message, a note or what happened, on paper. */
export function PrintedEntry({ message }: { readonly message: PrintedMessage }) {
  const words = usePaperWords();
  const format = useFormats();
  const at = format.full(Date.parse(message.receivedAt));
  const sentence = useSentence(message);
  // What went to an area is a mail of its own.
  if (message.direction === 'event' && message.part === null) return <p className={s.event}>{`${at}. ${sentence}`}</p>;
  if (message.direction === 'note')
    return (
      <section className={s.note}>
        <h2>{`${words.note}. ${message.author ?? ''}, ${at}`}</h2>
        <p className={s.text}>{message.text}</p>
      </section>
    );
  const files = message.attachments.filter(({ inline }) => !inline);
  const fate = message.delivery === null || message.delivery === 'accepted' ? null : words.notSent[message.delivery];
  return (
    <section className={s.message}>
      <dl>
        <Line name={words.from} value={message.from ? named(message.from) : (message.author ?? '')} />
        <Line name={words.to} value={message.to.map(named).join(', ')} />
        <Line name={words.cc} value={message.cc.map(named).join(', ')} />
        <Line name={words.bcc} value={message.bcc.map(named).join(', ')} />
        <Line name={words.date} value={[at, fate].filter(Boolean).join('. ')} />
        <Line name={words.subject} value={message.subject} />
        <Line name={words.files} value={files.map((file) => `${file.name} (${format.bytes(file.size)})`).join(', ')} />
      </dl>
      {message.headers !== null && <pre className={s.headers}>{message.headers}</pre>}
      <p className={s.text}>{message.text.trim() === '' ? words.empty : message.text}</p>
      {noticesOf(message.marks).includes('cut') && <p className={s.small}>{words.cut}</p>}
    </section>
  );
}

function Line({ name, value }: { readonly name: string; readonly value: string }) {
  if (value === '') return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

function named({ name, email }: Someone): string {
  return name === '' || name === email ? email : email === '' ? name : `${name} <${email}>`;
}
