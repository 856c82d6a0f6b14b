import { IconCornerUpRight, IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Kbd } from '../design/Kbd.tsx';
import { Notice, sentenceOf } from '../design/Trouble.tsx';
import { AreaChoice } from './AreaChoice.tsx';
import { AreaProposal } from './AreaProposal.tsx';
import { areasKey, type Conversation, fetchAreas } from './api.ts';
import s from './desk.module.css';
import { useDraft } from './draft.ts';
import { isUnderWay, satisfies, useEscalating } from './escalate.ts';
import { TermChoice } from './TermChoice.tsx';
import { instantOf } from './term.ts';
import { useDeskWords } from './words.ts';

interface EscalateProps {
  readonly conversation: Conversation;
  readonly note: string;
  readonly onNote: (note: string) => void;
  readonly onClose: () => void;
  /** Opens it again, with what was undone. */
  readonly onAgain: () => void;
}

/** Hands the matter to one area or more: which, what is needed, by when; and says before it leaves what it does to the clock. */
export function EscalateBox({ conversation, note, onNote, onClose, onAgain }: EscalateProps) {
  const words = useDeskWords();
  const { id } = conversation;
  const [chosenText, setChosenText] = useDraft(`escalate-to:${id}`);
  const [term, setTerm] = useDraft(`escalate-term:${id}`);
  const field = useRef<HTMLTextAreaElement>(null);
  const { data, error: trouble } = useQuery({ queryKey: areasKey, queryFn: fetchAreas });
  const areas = (data?.items ?? []).filter(({ active }) => active);
  const away = new Set(conversation.escalations.filter(isUnderWay).map(({ area }) => area.id));
  const ids = chosenText.split(' ');
  const chosen = areas.filter((area) => ids.includes(area.id) && !away.has(area.id));
  const dueAt = term === '' ? null : instantOf(term);
  const { isBusy, error, send } = useEscalating({
    conversation,
    onGone: () => {
      onNote('');
      setChosenText('');
      setTerm('');
      onClose();
    },
    onAgain: (wish) => {
      onNote(wish.note);
      setChosenText(wish.areas.map((area) => area.id).join(' '));
      onAgain();
    },
  });
  useEffect(() => field.current?.focus(), []);
  const isReady = chosen.length > 0 && note.trim() !== '' && (term === '' || dueAt !== null);
  const go = (): void => {
    if (isReady) void send({ areas: chosen, note: note.trim(), dueAt });
  };
  return (
    <>
      {error !== null && (
        <div style={{ marginBottom: 8 }}>
          <Notice>
            <b className="semi">{words.escalationFailed}</b> {sentenceOf(error)}
          </Notice>
        </div>
      )}
      <form
        className={`${s.box} ${s.escalate}`}
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) go();
          else if (event.key === 'Escape') onClose();
          else return;
          event.preventDefault();
        }}
      >
        {trouble !== null && <Notice>{sentenceOf(trouble)}</Notice>}
        {data && areas.length === 0 && <p className="sm">{words.noAreas}</p>}
        {areas.length > 0 && (
          <AreaProposal
            conversationId={id}
            taken={new Set([...away, ...chosen.map((area) => area.id)])}
            onTake={(area) => setChosenText([...chosen.map((one) => one.id), area].join(' '))}
          />
        )}
        <AreaChoice areas={areas} away={away} chosen={chosen} onChoose={(next) => setChosenText(next.map((area) => area.id).join(' '))} />
        <label className="sm semi" htmlFor="escalate-note">
          {words.whatIsNeeded}
        </label>
        <textarea
          ref={field}
          id="escalate-note"
          placeholder={words.escalatePlaceholder}
          value={note}
          onChange={(event) => onNote(event.currentTarget.value)}
        />
        <TermChoice chosen={chosen} term={term} onTerm={setTerm} />
        {chosen.length > 0 && (
          <div className="note" role="note">
            <IconInfoCircle aria-hidden="true" />
            <span className="grow">
              {satisfies(conversation) ? words.satisfies : words.noMoreToSatisfy} {words.getsMail(chosen.map(({ name }) => name))}
            </span>
          </div>
        )}
        <div className={s.tools}>
          <span className="xs muted grow">{note && words.draftKept}</span>
          <button type="button" className="btn quiet s" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="submit" className="btn primary s" aria-disabled={isBusy || !isReady}>
            <IconCornerUpRight aria-hidden="true" />
            {words.escalateTo(chosen.map(({ name }) => name))}
            <Kbd>Ctrl ↵</Kbd>
          </button>
        </div>
      </form>
    </>
  );
}
