import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { useCommands } from '../shell/commands.ts';
import { useNow } from '../shell/clock.ts';
import { useCalendar } from '../shell/ServiceClock.tsx';
import { between, type Selection } from './bulk/selection.ts';
import { useBulkWords } from './bulk/words.ts';
import s from './desk.module.css';
import type { Row } from './list.ts';
import { ConversationRow, rowHeight } from './ConversationRow.tsx';
import { useDeskWords } from './words.ts';

interface RowListProps {
  readonly rows: readonly Row[];
  readonly selected: string | null;
  readonly hasMore: boolean;
  readonly onMore: () => void;
  readonly onOpen: (id: string) => void;
  /** Undefined for whoever may do nothing with many. */
  readonly selection: Selection | undefined;
}

/** Only what is seen is drawn; the focus is the list's and points at its row. */
export function RowList({ rows, selected, hasMore, onMore, onOpen, selection }: RowListProps) {
  const words = useDeskWords();
  const scroller = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState<string | null>(selected);
  const [isKeyed, setKeyed] = useState(false);
  const now = useNow(15);
  const isOpen = useCalendar().data?.now.isOpen ?? false;
  const virtual = useVirtualizer({
    count: rows.length + (hasMore ? 1 : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    getItemKey: (index) => rows[index]?.item.id ?? 'more',
  });
  const items = virtual.getVirtualItems();
  const isAtEnd = (items.at(-1)?.index ?? 0) >= rows.length - 10;
  useEffect(() => {
    if (hasMore && isAtEnd) onMore();
  }, [hasMore, isAtEnd, onMore]);
  const at = Math.max(
    rows.findIndex(({ item }) => item.id === (cursor ?? selected)),
    cursor === null && selected === null ? -1 : 0,
  );
  // What is not drawn can't be pointed at: scrolled away, or the list itself is hidden beside an open conversation.
  const pointed = items.some(({ index }) => index === at) ? rows[at]?.item.id : undefined;
  const moveTo = (index: number): void => {
    const row = rows[Math.min(Math.max(index, 0), rows.length - 1)];
    if (!row) return;
    setCursor(row.item.id);
    setKeyed(true);
    virtual.scrollToIndex(rows.indexOf(row));
  };
  const open = (): void => {
    const row = rows[at];
    if (row) onOpen(row.item.id);
  };
  const { tick, extend } = useTicks(rows, selection);
  useTickCommands(selection, () => {
    const row = rows[Math.max(at, 0)];
    if (row) tick(row.item.id, false);
  });
  useCommands([
    { id: 'list.next', title: words.keys.next, section: words.conversations, keys: 'j', isSilent: true, run: () => moveTo(at + 1) },
    { id: 'list.previous', title: words.keys.previous, section: words.conversations, keys: 'k', isSilent: true, run: () => moveTo(at - 1) },
    { id: 'list.open', title: words.keys.open, section: words.conversations, keys: 'Enter', isSilent: true, run: open },
  ]);
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -rows.length, End: rows.length };
  return (
    <div
      id="conversation-list"
      ref={scroller}
      className={s.scroll}
      role="listbox"
      aria-label={words.conversations}
      aria-multiselectable={selection?.isOn || undefined}
      aria-activedescendant={pointed && `row-${pointed}`}
      tabIndex={0}
      onKeyDown={(event) => {
        const step = steps[event.key];
        if (step === undefined) return;
        event.preventDefault();
        if (event.shiftKey) extend(at, at + step);
        moveTo(at + step);
      }}
    >
      <div className={s.rows} style={{ height: virtual.getTotalSize() }} role="presentation">
        {items.map(({ index, start, key }) => {
          const row = rows[index];
          if (!row) {
            return (
              <div key={key} className={s.moreRows} style={{ top: start }} role="presentation">
                {words.loadingMore}
              </div>
            );
          }
          return (
            <ConversationRow
              key={key}
              row={row}
              top={start}
              position={index + 1}
              total={hasMore ? -1 : rows.length}
              isSelected={row.item.id === selected}
              isCursor={index === at}
              isKeyed={isKeyed}
              now={now}
              isOpen={isOpen}
              isTicked={selection?.isOn ? selection.has(row.item.id) : undefined}
              onTick={selection && tick}
              onOpen={onOpen}
              onPoint={setCursor}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Ticking one row, or from the last one to it; `extend` ticks those between two places of the list. */
function useTicks(rows: readonly Row[], selection: Selection | undefined) {
  const anchor = useRef<string | null>(null);
  const ids = rows.map(({ item }) => item.id);
  const tick = (id: string, isRange: boolean): void => {
    if (isRange) selection?.add(between(ids, anchor.current ?? id, id));
    else selection?.toggle(id, ids);
    anchor.current = id;
  };
  const extend = (from: number, to: number): void => {
    const [one, other] = [ids[Math.max(from, 0)], ids[Math.min(Math.max(to, 0), ids.length - 1)]];
    if (one !== undefined && other !== undefined) selection?.add(between(ids, one, other));
  };
  return { tick, extend };
}

function useTickCommands(selection: Selection | undefined, tickHere: () => void): void {
  const words = useDeskWords();
  const { keys } = useBulkWords();
  useCommands(
    selection ? [{ id: 'list.tick', title: keys.select, section: words.conversations, keys: 's', isSilent: true, run: tickHere }] : [],
  );
  useCommands(
    selection?.isOn
      ? [{ id: 'list.untick', title: keys.clear, section: words.conversations, keys: 'Escape', isSilent: true, run: selection.clear }]
      : [],
  );
}
