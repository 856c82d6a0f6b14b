import { capital } from '../i18n/text.ts';
import type { RotaView } from './api.ts';
import { chosen, keyOf, type Place } from './choice.ts';
import { useDays } from './days.ts';
import { GapCard } from './GapCard.tsx';
import { ProposalCard } from './ProposalCard.tsx';
import s from './rota.module.css';
import { useMay } from '../shell/session.ts';
import { useRotaWords } from './words.ts';

interface LackingProps {
  readonly view: RotaView;
  readonly counts: RotaView['share'];
  readonly choices: ReadonlyMap<string, string>;
  readonly onChoose: (key: string, person: string) => void;
}

/** What lacks from today on: one place with who could take it, or the proposal for all of them. */
export function Lacking({ view, counts, choices, onChoose }: LackingProps) {
  const may = useMay();
  const gaps = view.days.filter(({ date }) => date >= view.today).flatMap(({ date, gaps }) => gaps.map((duty) => ({ date, duty })));
  const [first] = gaps;
  if (!first) return null;
  if (!may('rota.change')) return <ReadGaps gaps={gaps} />;
  // The first two one by one, each with who could take it and why not; more of them in one go.
  if (gaps.length <= 2) return <GapCard key={keyOf(first)} view={view} counts={counts} place={first} />;
  return <ProposalCard view={view} gaps={gaps} proposed={chosen(view, choices)} onChoose={onChoose} />;
}

function ReadGaps({ gaps }: { readonly gaps: readonly Place[] }) {
  const words = useRotaWords();
  const days = useDays();
  const atMost = 6;
  return (
    <section className={`card ${s.lacking}`}>
      <header>
        <h2>{words.gapsTitle(gaps.length)}</h2>
      </header>
      <ul className={s.lines}>
        {gaps.slice(0, atMost).map((place) => (
          <li key={keyOf(place)}>{words.gapOf(capital(days.short(place.date)), words.duties[place.duty])}</li>
        ))}
        {gaps.length > atMost && <li className="muted">{words.andMore(gaps.length - atMost)}</li>}
      </ul>
    </section>
  );
}
