import { IconAlertTriangle } from '@tabler/icons-react';
import { DueChip } from '../design/DueChip.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useNow } from '../shell/clock.ts';
import { useCalendar } from '../shell/ServiceClock.tsx';
import { dueOf } from './aged.ts';
import type { Conversation } from './api.ts';
import { useDeskWords } from './words.ts';

interface AreaDueProps {
  readonly escalation: Conversation['escalations'][number];
  readonly fetchedAt: number;
}

/** What is left of an area's term. It is a target of ours: late it is amber, never the red of a missed clause. */
export function AreaDue({ escalation, fetchedAt }: AreaDueProps) {
  const words = useDeskWords();
  const format = useFormats();
  const now = useNow(15);
  const isOpen = useCalendar().data?.now.isOpen ?? false;
  const due = dueOf(escalation, fetchedAt, now, isOpen);
  if (!due) return null;
  if (!due.isOverdue) return <DueChip due={due} />;
  return (
    <span className="chip warn">
      <IconAlertTriangle aria-hidden="true" />
      {words.targetPassed(format.duration(due.remainingSeconds))}
    </span>
  );
}
