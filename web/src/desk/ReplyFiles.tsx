import { IconPaperclip, IconX } from '@tabler/icons-react';
import { sentenceOf } from '../design/Trouble.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { say } from '../shell/notices.ts';
import { useComposerWords } from './composer-words.ts';
import c from './composer.module.css';
import s from './desk.module.css';
import { fileUrl, mostAttached } from './draft-api.ts';
import type { ReplyDraft } from './useReplyDraft.ts';
import { useDeskWords } from './words.ts';

/** Takes files into a draft, one after the other; too many together are said before they travel. */
export function useAttaching({ files, uploading, keeper }: ReplyDraft): (chosen: Iterable<File>) => void {
  const words = useComposerWords();
  return (chosen) => {
    let total = [...files, ...uploading].reduce((sum, one) => sum + one.size, 0);
    for (const file of chosen) {
      if (total + file.size > mostAttached) {
        say(words.tooLarge(file.name), { tone: 'bad' });
        continue;
      }
      total += file.size;
      keeper.attach(file).catch((error) => say(`${words.notAttached(file.name)} ${sentenceOf(error)}`, { tone: 'bad' }));
    }
  };
}

/** What goes along with the answer, how large it is together, and taking one out. */
export function ReplyFiles({ conversation, draft }: { readonly conversation: string; readonly draft: ReplyDraft }) {
  const words = useDeskWords();
  const mine = useComposerWords();
  const format = useFormats();
  const { files, uploading, keeper } = draft;
  if (files.length + uploading.length === 0) return null;
  const takeOut = (id: string) => keeper.detach(id).catch((error) => say(sentenceOf(error), { tone: 'bad' }));
  return (
    <ul className={s.files} aria-label={words.attachments}>
      {files.map(({ id, name, type, size }) => (
        <li key={id} className={s.file}>
          {isPicture(type) ? (
            <img className={c.thumb} src={fileUrl(conversation, id)} alt="" />
          ) : (
            <IconPaperclip aria-hidden="true" className="sm" />
          )}
          <b>{name}</b>
          <span className="nowrap">{format.bytes(size)}</span>
          <button type="button" className={s.small} aria-label={words.takeOut(name)} onClick={() => void takeOut(id)}>
            <IconX aria-hidden="true" className="sm" />
          </button>
        </li>
      ))}
      {uploading.map(({ name, size }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two of one name are two
        <li key={`${name} ${index}`} className={s.file} role="status">
          <b>{name}</b>
          <span className="nowrap">
            {format.bytes(size)} · {mine.uploading}
          </span>
        </li>
      ))}
      <li className="xs muted" style={{ alignSelf: 'center' }}>
        {mine.together(format.bytes(files.reduce((sum, one) => sum + one.size, 0)))}
      </li>
    </ul>
  );
}

/** As the server shows them: everything else is only named. */
const isPicture = (type: string): boolean => /^image\/(png|jpe?g|gif|webp|avif|bmp)$/i.test(type);
