import { IconAlertTriangle, IconCornerDownLeft } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { ObligationItem } from '#procedure/shapes';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useNow } from '../shell/clock.ts';
import { isOpen } from './api.ts';
import { useDeskWords } from './words.ts';

/** What an area handed back is ours again, with a target of its own: until when, and the way to its arithmetic. */
export function HandedBackLine({ obligations }: { readonly obligations: readonly ObligationItem[] }) {
  const words = useDeskWords();
  const format = useFormats();
  const now = useNow(15);
  const open = obligations.find((one) => one.clause === '5.3' && one.basis === 'target' && isOpen(one));
  if (!open) return null;
  const dueAt = Date.parse(open.dueAt);
  const isLate = now > dueAt;
  return (
    <Link className={`chip ${isLate ? 'warn' : 'accent'}`} to={`/plazo/${open.id}`} title={`${words.howCalculated}: ${format.full(dueAt)}`}>
      {isLate ? <IconAlertTriangle aria-hidden="true" /> : <IconCornerDownLeft aria-hidden="true" />}
      {isLate ? words.handedBackLate(format.moment(dueAt)) : words.handedBack(format.moment(dueAt))}
    </Link>
  );
}
