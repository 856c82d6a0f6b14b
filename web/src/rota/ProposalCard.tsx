import { IconCheck, IconMail, IconMessage } from '@tabler/icons-react';
import { Failure } from '../design/attempt.tsx';
import { ClauseTag } from '../design/ClauseTag.tsx';
import { capital } from '../i18n/text.ts';
import { entriesOf, type Proposed, type RotaView, setEntries } from './api.ts';
import { useRotaChange } from './change.ts';
import { isAway, keyOf, type Place } from './choice.ts';
import { useDays } from './days.ts';
import s from './rota.module.css';
import { useRotaWords } from './words.ts';

interface ProposalCardProps {
  readonly view: RotaView;
  readonly gaps: readonly Place[];
  readonly proposed: readonly Proposed[];
  readonly onChoose: (key: string, person: string) => void;
}

/** A person for every place that lacks, to be changed where one wants, then confirmed: a day, or all of it. */
export function ProposalCard({ view, gaps, proposed, onChoose }: ProposalCardProps) {
  const words = useRotaWords();
  const days = useDays();
  const { attempt, change } = useRotaChange();
  const confirm = (part: readonly Proposed[]): Promise<boolean> =>
    change(() => setEntries(entriesOf(part), null), words.confirmed(part.length));
  const without = gaps.filter((gap) => !proposed.some((one) => keyOf(one) === keyOf(gap)));
  return (
    <section className={`card ${s.lacking}`} aria-labelledby="rota-proposal">
      <header>
        <h2 id="rota-proposal">{words.gapsTitle(gaps.length)}</h2>
        <ClauseTag clause="6.2-1" />
        <ClauseTag clause="6.2-2" />
      </header>
      {proposed.length > 0 && (
        <ol className={s.proposal}>
          {[...new Set(proposed.map(({ date }) => date))].map((date) => (
            <ProposedDay
              key={date}
              view={view}
              places={proposed.filter((one) => one.date === date)}
              onChoose={onChoose}
              onConfirm={(part) => void confirm(part)}
            />
          ))}
        </ol>
      )}
      <div className={`in stack ${s.confirm}`}>
        {without.length > 0 && (
          <p className="sm bad">{words.withoutAnybody([...new Set(without.map(({ date }) => days.short(date)))].slice(0, 6).join(', '))}</p>
        )}
        <Failure attempt={attempt} />
        {proposed.length > 0 && (
          <>
            <p className="xs muted">{words.proposalHint}</p>
            <button type="button" className="btn primary" aria-disabled={attempt.isBusy} onClick={() => void confirm(proposed)}>
              {words.confirmAll(proposed.length)}
            </button>
          </>
        )}
      </div>
    </section>
  );
}

interface ProposedDayProps {
  readonly view: RotaView;
  readonly places: readonly Proposed[];
  readonly onChoose: (key: string, person: string) => void;
  readonly onConfirm: (places: readonly Proposed[]) => void;
}

function ProposedDay({ view, places, onChoose, onConfirm }: ProposedDayProps) {
  const words = useRotaWords();
  const days = useDays();
  const day = days.short(places[0]?.date ?? '');
  return (
    <li>
      <div className="row between">
        <span className="med">{capital(day)}</span>
        <button
          type="button"
          className="btn icon s quiet"
          aria-label={words.confirmDay(day)}
          title={words.confirmDay(day)}
          onClick={() => onConfirm(places)}
        >
          <IconCheck aria-hidden="true" />
        </button>
      </div>
      {places.map((place) => {
        const Icon = place.duty === 'mail' ? IconMail : IconMessage;
        return (
          <div key={place.duty} className="row">
            <Icon aria-hidden="true" />
            <select
              className={`${s.select} grow`}
              aria-label={words.whoFor(words.duties[place.duty], day)}
              value={place.person.id}
              onChange={(event) => onChoose(keyOf(place), event.currentTarget.value)}
            >
              {view.people.map(({ id, name }) => (
                <option key={id} value={id} disabled={isAway(view, id, place.date)}>
                  {isAway(view, id, place.date) ? `${name} (${words.away})` : name}
                </option>
              ))}
            </select>
          </div>
        );
      })}
    </li>
  );
}
