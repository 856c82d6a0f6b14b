import { Link } from 'react-router';
import { post } from '../api.ts';
import { conversationPath } from '../desk/address.ts';
import { ClauseTag } from '../design/ClauseTag.tsx';
import { type Traffic, TrafficState } from '../design/TrafficState.tsx';
import type { Formats } from '../i18n/format.ts';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import type { Translation } from '../i18n/words.ts';
import { setEntries } from '../rota/api.ts';
import { noonOf } from '../rota/span.ts';
import { now } from '../shell/clock.ts';
import { useMay, usePerson } from '../shell/session.ts';
import { useDayAct } from './act.ts';
import type { DueItem } from './api.ts';
import { AssignButton } from './AssignButton.tsx';
import { answerPath, dateOf, toneOf } from './due.ts';
import s from './today.module.css';
import { type es, useTodayWords } from './words.ts';

export type Words = Translation<typeof es>;

const traffic: Record<ReturnType<typeof toneOf>, Traffic> = { bad: 'late', warn: 'soon', calm: 'pending' };

interface RowProps {
  readonly item: DueItem;
  /** The one filled button of the page. */
  readonly isMain: boolean;
}

/** One thing that is owed: since when or until when, whose, and what mends it. */
export function DueRow({ item, isMain }: RowProps) {
  const words = useTodayWords();
  const format = useFormats();
  const me = usePerson();
  const tone = toneOf(item);
  return (
    <li className={s.due}>
      <TrafficState state={traffic[tone]} {...(item.basis === 'target' && item.isOverdue && { label: words.targetPassed })} />
      {item.basis === 'text' ? (
        <ClauseTag clause={item.clause} />
      ) : (
        <span className={`clause ${s.target}`} title={words.targetOf(item.clause)}>
          {words.target}
        </span>
      )}
      <div className={s.what}>
        <div className={s.title}>{titleOf(item, words, format)}</div>
        <div className="xs faint">{detailOf(item, words, me.id)}</div>
      </div>
      <When item={item} tone={tone} />
      <div className={s.act}>
        <Act item={item} isMain={isMain} />
      </div>
    </li>
  );
}

/** The name of something owed. */
export function titleOf(item: DueItem, words: Words, format: Formats): string {
  if (item.rota) return words.setOperator(words.duties[item.rota.duty], dayOf(item.rota.date, words, format));
  if (item.area) return words.areaOwes(item.area.name, item.conversation?.number ?? '');
  return item.conversation?.subject || words.noSubject;
}

function dayOf(date: string, words: Words, format: Formats): string {
  const today = noonOf(dateOf(now()));
  const days = Math.round((noonOf(date) - today) / 86_400_000);
  if (days === 0) return words.forToday;
  return days === 1 ? words.forTomorrow : words.forDay(format.weekday(noonOf(date)));
}

function detailOf(item: DueItem, words: Words, me: string): string {
  if (item.rota) return item.rota.proposed ? words.proposed(item.rota.proposed.name) : words.nobodyProposed;
  const { conversation, area } = item;
  if (!conversation) return '';
  if (area) return [conversation.subject || words.noSubject, words.reminders(area.reminders)].filter(Boolean).join(' · ');
  const { assignee } = conversation;
  const holder = assignee === null ? words.unassigned : assignee.id === me ? '' : words.heldBy(assignee.name);
  return [conversation.requester, conversation.number, holder].filter(Boolean).join(' · ');
}

function When({ item, tone }: { readonly item: DueItem; readonly tone: ReturnType<typeof toneOf> }) {
  const words = useTodayWords();
  const format = useFormats();
  const dueAt = Date.parse(item.dueAt);
  const length = format.duration(item.remainingSeconds);
  const isShort = Math.abs(item.remainingSeconds) < 60;
  const moment = item.rota?.isBeforeOpening
    ? words.before(format.moment(dueAt))
    : item.isOverdue
      ? item.basis === 'text'
        ? words.fellDue(format.moment(dueAt))
        : words.targetAt(format.moment(dueAt))
      : item.basis === 'text'
        ? format.moment(dueAt)
        : words.targetAt(format.moment(dueAt));
  return (
    <div className={s.when} title={format.full(dueAt)}>
      <span className={`semi ${tone === 'calm' ? '' : tone}`}>
        {item.isOverdue ? (isShort ? words.justOverdue : words.ago(length)) : isShort ? words.untilOpening : length}
      </span>
      <div className="xs faint">{moment}</div>
    </div>
  );
}

function Act({ item, isMain }: RowProps) {
  const words = useTodayWords();
  const may = useMay();
  const style = `btn s ${isMain ? 'primary' : ''}`;
  if (item.rota) return <RotaAct item={item} style={style} />;
  if (!item.conversation) return null;
  const { id, subject, assignee } = item.conversation;
  if (item.area && may('conversations.escalate')) return <InsistButton item={item} style={style} />;
  const isAnswered = item.kind === 'answer' && may('conversations.reply');
  return (
    <>
      {isAnswered && assignee === null && may('conversations.assign') && <AssignButton id={id} subject={subject} />}
      <Link className={style} to={answerPath(item, isAnswered)}>
        {isAnswered ? words.answer : words.see}
        <span className="sr">: {subject || words.noSubject}</span>
      </Link>
    </>
  );
}

/** Writes to the area again, and leads to the conversation. */
function InsistButton({ item, style }: { readonly item: DueItem; readonly style: string }) {
  const words = useTodayWords();
  const { isBusy, act } = useDayAct('today');
  const { area, conversation } = item;
  if (!area || !conversation) return null;
  const insist = () => act(() => post(`/escalations/${area.escalation}/reminders`), words.insisted(area.name));
  return (
    <>
      <Link className="btn quiet s" to={conversationPath(conversation.id)}>
        {words.see}
        <span className="sr">: {conversation.number}</span>
      </Link>
      <button type="button" className={style} aria-disabled={isBusy} onClick={() => void insist()}>
        {words.insist}
        <span className="sr">
          : {area.name}, {conversation.number}
        </span>
      </button>
    </>
  );
}

/** Whoever keeps the rota confirms the proposed person here, at one press; without one, or for others, it is looked at. */
function RotaAct({ item, style }: { readonly item: DueItem; readonly style: string }) {
  const words = useTodayWords();
  const format = useFormats();
  const may = useMay();
  const { isBusy, act } = useDayAct('today', 'rota');
  const { rota } = item;
  if (!rota) return null;
  const name = titleOf(item, words, format);
  const { proposed } = rota;
  if (!proposed || !may('rota.change')) {
    return (
      <Link className={style} to="/turnos">
        {may('rota.change') ? words.setSomebody : words.see}
        <span className="sr">: {name}</span>
      </Link>
    );
  }
  const entry = { date: rota.date, duty: rota.duty, person: proposed.id };
  const confirm = () => act(() => setEntries([entry], null), words.isSet(proposed.name));
  return (
    <button type="button" className={style} aria-disabled={isBusy} onClick={() => void confirm()}>
      {words.confirm}
      <span className="sr">
        : {name}, {proposed.name}
      </span>
    </button>
  );
}
