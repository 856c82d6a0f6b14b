import { useState } from 'react';
import { Avatar } from '../design/Avatar.tsx';
import { sentenceOf } from '../design/Trouble.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { say } from '../shell/notices.ts';
import { useComposerWords } from './composer-words.ts';
import s from './composer.module.css';
import { type OtherDraft, takeDraft } from './draft-api.ts';
import type { ReplyDraft } from './useReplyDraft.ts';

interface OthersProps {
  readonly id: string;
  readonly draft: ReplyDraft;
  /** What was taken is written on. */
  readonly onTaken: () => void;
}

/** Who else writes to this requester: their draft can be read and taken over; each keeps the own one, and one reply leaves. */
export function OtherDrafts({ id, draft, onTaken }: OthersProps) {
  const words = useComposerWords();
  const take = async (other: OtherDraft): Promise<void> => {
    const { author } = other;
    try {
      await draft.keeper.flush();
      await draft.keeper.become(() => takeDraft(id, other));
      say(words.tookDraft(author.name));
      onTaken();
    } catch (error) {
      say(sentenceOf(error), { tone: 'bad' });
      await draft.keeper.load();
    }
  };
  return (
    <div role="status">
      {draft.others.map((one) => (
        <Other key={`${one.author.id} ${one.conversation?.id}`} one={one} onTake={() => void take(one)} />
      ))}
    </div>
  );
}

function Other({ one, onTake }: { readonly one: OtherDraft; readonly onTake: () => void }) {
  const words = useComposerWords();
  const format = useFormats();
  const [isShown, setShown] = useState(false);
  const { author, writingSeconds } = one;
  const [first = author.name] = author.name.split(' ');
  const textId = `draft-of-${author.id}-${one.conversation?.id}`;
  return (
    <div className={s.collision}>
      <Avatar name={author.name} />
      <p className="grow">
        {writingSeconds === null ? (
          <>
            <b className="semi">{words.hasDraft(author.name)}</b> {words.draftOf(format.moment(Date.parse(one.savedAt)))}
            {one.conversation && `, ${words.draftIn(one.conversation.number)}`}.
          </>
        ) : (
          <>
            <b className="semi">{words.answering(author.name)}</b>{' '}
            {writingSeconds < 10 ? words.answeringNow : words.answeringFor(format.duration(writingSeconds))}.
          </>
        )}{' '}
        {words.oneLeaves}
      </p>
      <span className="row wrap">
        <button type="button" className="btn s" aria-expanded={isShown} aria-controls={textId} onClick={() => setShown(!isShown)}>
          {isShown ? words.hideTheirs(first) : words.seeTheirs(first)}
        </button>
        <button type="button" className="btn s" aria-label={words.takeDraftOf(author.name)} onClick={onTake}>
          {words.takeDraft}
        </button>
      </span>
      {isShown && (
        <section id={textId} className={s.theirs} aria-label={words.theirDraft(author.name)} tabIndex={0}>
          {one.text.trim() || words.emptyDraft}
          {one.files.length > 0 && <span className="xs muted">{one.files.map((file) => file.name).join(', ')}</span>}
        </section>
      )}
    </div>
  );
}
