import { IconZzz } from '@tabler/icons-react';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import { useDeskWords } from '../words.ts';

/** Until when a conversation is put off; short, only the moment is seen. */
export function SnoozedChip({ until, isShort = false }: { readonly until: string; readonly isShort?: boolean }) {
  const words = useDeskWords();
  const format = useFormats();
  const at = Date.parse(until);
  const full = words.snoozedUntil(format.moment(at));
  return (
    <span className="chip" title={isShort ? full : format.full(at)}>
      <IconZzz aria-hidden="true" />
      {isShort && <span className="sr">{full}</span>}
      <span aria-hidden={isShort || undefined}>{isShort ? format.moment(at) : full}</span>
    </span>
  );
}
