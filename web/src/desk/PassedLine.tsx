import { IconChevronDown } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import s from './desk.module.css';
import type { ThreadLine } from './passed.ts';
import { useDeskWords } from './words.ts';

interface PassedLineProps {
  readonly line: ThreadLine;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** How often the rota passed it on, and to whom at last; each time below, on asking. */
export function PassedLine({ line, isOpen, onToggle }: PassedLineProps) {
  const { events } = useDeskWords();
  const format = useFormats();
  const own = useRef<HTMLDivElement>(null);
  // What opens is below, often out of sight.
  useEffect(() => {
    if (isOpen) own.current?.scrollIntoView({ block: 'start' });
  }, [isOpen]);
  const last = line.at(-1) ?? line[0];
  const at = Date.parse(last.receivedAt);
  const to = last.event?.kind === 'assigned' ? last.event.detail : null;
  return (
    <div ref={own} className={s.event} id={isOpen ? undefined : `message-${last.id}`}>
      <button type="button" className={s.passed} aria-expanded={isOpen} title={format.full(at)} onClick={onToggle}>
        <span>
          {events.passed(line.length, to)} · <span className="nowrap">{format.moment(at)}</span>
        </span>
        <IconChevronDown aria-hidden="true" />
      </button>
    </div>
  );
}
