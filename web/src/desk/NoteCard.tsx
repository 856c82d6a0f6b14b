import { IconNote } from '@tabler/icons-react';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import type { MessageItem } from './api.ts';
import s from './desk.module.css';
import { MentionedText } from './MentionedText.tsx';
import { Origin } from './Origin.tsx';
import { useDeskWords } from './words.ts';

/** An internal note, in colours that nothing else wears. */
export function NoteCard({ message }: { readonly message: MessageItem }) {
  const words = useDeskWords();
  const format = useFormats();
  const at = Date.parse(message.receivedAt);
  return (
    <article className={`${s.message} ${s.note}`} id={`message-${message.id}`}>
      <header>
        <IconNote aria-hidden="true" />
        <b className="semi">{words.note}</b>
        <span className="muted">{message.author}</span>
        <Origin message={message} />
        <span className={`faint xs ${s.when}`} title={format.full(at)}>
          {format.date(at)} {format.time(at)}
        </span>
      </header>
      <div className={s.text}>
        <MentionedText text={message.text} mentions={message.mentions} />
      </div>
    </article>
  );
}
