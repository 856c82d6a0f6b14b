import { IconAlertTriangle, IconCheck, IconMail } from '@tabler/icons-react';
import { type MouseEvent, memo } from 'react';
import { Avatar } from '../design/Avatar.tsx';
import { DueChip } from '../design/DueChip.tsx';
import { TagChip } from '../design/TagChip.tsx';
import { TrafficState } from '../design/TrafficState.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { dueOf } from './aged.ts';
import b from './bulk/bulk.module.css';
import s from './desk.module.css';
import type { Row } from './list.ts';
import { SnoozedChip } from './snooze/SnoozedChip.tsx';
import { useDeskWords } from './words.ts';

export const rowHeight = 100;

interface RowProps {
  readonly row: Row;
  readonly top: number;
  readonly position: number;
  readonly total: number;
  readonly isSelected: boolean;
  readonly isCursor: boolean;
  readonly isKeyed: boolean;
  readonly now: number;
  readonly isOpen: boolean;
  /** Whether it is ticked; undefined while nothing is. */
  readonly isTicked: boolean | undefined;
  /** Undefined where nothing can be ticked. */
  readonly onTick: ((id: string, isRange: boolean) => void) | undefined;
  readonly onOpen: (id: string) => void;
  readonly onPoint: (id: string) => void;
}

/** One conversation of the list: who, what, how long is left, whose it is. */
export const ConversationRow = memo(function ConversationRow({
  row,
  top,
  position,
  total,
  isSelected,
  isCursor,
  isKeyed,
  now,
  isOpen,
  isTicked,
  onTick,
  onOpen,
  onPoint,
}: RowProps) {
  const { item, fetchedAt } = row;
  const words = useDeskWords();
  const format = useFormats();
  const due = dueOf(item, fetchedAt, now, isOpen);
  const lastAt = Date.parse(item.lastAt);
  const name = item.requester.name || item.requester.email || words.unknownSender;
  const classes = [s.row, due ? s.waits : '', isCursor ? s.cursor : '', isKeyed ? s.isKeyed : ''].join(' ');
  return (
    // The keyboard is the list's: Enter opens what aria-activedescendant points at.
    <div
      id={`row-${item.id}`}
      role="option"
      tabIndex={-1}
      aria-selected={isSelected}
      aria-checked={isTicked}
      aria-setsize={total}
      aria-posinset={position}
      className={classes}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => {
        onPoint(item.id);
        if (onTick && ticks(event, isTicked)) onTick(item.id, event.shiftKey);
        else onOpen(item.id);
      }}
      onKeyDown={undefined}
    >
      {onTick && (
        <span className={b.mark} data-tick aria-hidden="true">
          <span className={b.box}>
            <IconCheck />
          </span>
        </span>
      )}
      <IconMail aria-hidden="true" className={s.channel} />
      <span className={`${s.name} trunc`}>{name}</span>
      <span className="xs faint" title={format.full(lastAt)}>
        {format.brief(lastAt)}
      </span>
      <span className={`${s.subject} trunc`} title={item.subject}>
        {item.subject || words.noSubject}
      </span>
      <span className={`${s.preview} trunc`}>{item.preview}</span>
      <span className={s.rowFoot}>
        <span className={s.chips}>
          {due && <DueChip due={due} />}
          {!due && item.state === 'resolved' && (
            <span className="chip">
              <TrafficState state="met" label="" />
              {words.states.resolved}
            </span>
          )}
          {!due && item.state === 'waiting' && (
            <span className="chip">
              <TrafficState state="pending" label="" />
              {words.states.waiting}
            </span>
          )}
          {item.mergedInto && <span className="chip line">{words.mergedInto(item.mergedInto.number)}</span>}
          {item.areas.map((area) => (
            <span key={area} className="chip line">
              {words.escalatedTo(area)}
            </span>
          ))}
          {item.snoozedUntil !== null && <SnoozedChip until={item.snoozedUntil} isShort />}
          {item.tags.map((tag) => (
            <TagChip key={tag.id} {...tag} />
          ))}
          {item.flags.map((flag) => (
            <span key={flag} className="chip line">
              {(flag === 'quarantine' || flag === 'warning') && <IconAlertTriangle aria-hidden="true" />}
              {words.flags[flag]}
            </span>
          ))}
        </span>
        {item.state !== 'resolved' || item.assignee ? (
          <Avatar name={item.assignee?.name ?? null} size="s" {...(item.assignee && { title: words.assignedTo(item.assignee.name) })} />
        ) : null}
      </span>
    </div>
  );
});

/** On its box, or with the shift key, or anywhere while rows are being ticked. */
function ticks(event: MouseEvent, isTicked: boolean | undefined): boolean {
  return isTicked !== undefined || event.shiftKey || (event.target as Element).closest('[data-tick]') !== null;
}
