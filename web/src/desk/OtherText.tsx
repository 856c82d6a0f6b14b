import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useComposerWords } from './composer-words.ts';
import s from './composer.module.css';
import type { ReplyDraft } from './useReplyDraft.ts';

/** Two texts of one person: of this window and of another, or of a browser that had not saved. One is chosen, none is lost unasked. */
export function OtherText({ draft }: { readonly draft: ReplyDraft }) {
  const words = useComposerWords();
  const format = useFormats();
  const { other, keeper } = draft;
  if (!other) return null;
  return (
    <div className={s.collision} role="alert">
      <p className="grow">
        <b className="semi">
          {other.from === 'server' ? words.otherWindow(format.moment(Date.parse(other.savedAt ?? ''))) : words.otherBrowser}
        </b>
      </p>
      <button type="button" className="btn s" onClick={() => keeper.choose('other')}>
        {words.useOther}
      </button>
      <button type="button" className="btn s" onClick={() => keeper.choose('this')}>
        {words.keepThis}
      </button>
      <div className={s.theirs}>{other.text || words.emptyDraft}</div>
    </div>
  );
}
