import { Link } from 'react-router';
import type { ObligationItem } from '#procedure/shapes';
import { ClauseTag } from '../design/ClauseTag.tsx';
import { type Traffic, TrafficState } from '../design/TrafficState.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import s from './desk.module.css';
import { endedOf } from './ended.ts';
import { useDeskWords } from './words.ts';

const traffic: Record<'met' | 'late' | 'setAside', Traffic> = { met: 'met', late: 'late', setAside: 'none' };

/** Where nothing waits any more: how the last deadline ended, and the way to its arithmetic. */
export function EndedLine({ obligations }: { readonly obligations: readonly ObligationItem[] }) {
  const words = useDeskWords();
  const format = useFormats();
  const ended = endedOf(obligations);
  if (!ended) return null;
  const { obligation, how, at } = ended;
  return (
    <>
      <Link className={`${s.ended} nowrap`} to={`/plazo/${obligation.id}`} title={`${words.howCalculated}: ${format.full(at)}`}>
        <TrafficState state={traffic[how]} label="" />
        {words.ended[how](format.moment(at))}
      </Link>
      <ClauseTag clause={obligation.clause} />
    </>
  );
}
