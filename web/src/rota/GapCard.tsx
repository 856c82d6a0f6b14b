import { useId, useState } from 'react';
import { Failure } from '../design/attempt.tsx';
import { Avatar } from '../design/Avatar.tsx';
import { ClauseTag } from '../design/ClauseTag.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { capital } from '../i18n/text.ts';
import { weekdays } from '../i18n/week.ts';
import { useNow } from '../shell/clock.ts';
import { useCalendar } from '../shell/ServiceClock.tsx';
import { type RotaView, setEntries } from './api.ts';
import { useRotaChange } from './change.ts';
import { type Candidate, candidatesFor, otherDuty, type Place } from './choice.ts';
import { useDays } from './days.ts';
import s from './rota.module.css';
import { weekdayOf } from './span.ts';
import { useRotaWords } from './words.ts';

interface GapCardProps {
  readonly view: RotaView;
  readonly counts: RotaView['share'];
  readonly place: Place;
}

/** One place that nobody has, why, and who could take it; the proposed person stands first. */
export function GapCard({ view, counts, place }: GapCardProps) {
  const words = useRotaWords();
  const days = useDays();
  const name = useId();
  const { attempt, change } = useRotaChange();
  const candidates = candidatesFor(view, counts, place);
  const possible = candidates.filter(({ hindrance }) => hindrance !== 'away');
  const isAlone = possible.every(({ hindrance }) => hindrance === 'both');
  const canBe = ({ hindrance }: Candidate): boolean => hindrance === null || (hindrance === 'both' && isAlone);
  const [wanted, setWanted] = useState<string | null>(null);
  const person = candidates.find((one) => one.person.id === wanted && canBe(one))?.person ?? possible[0]?.person;
  const day = days.short(place.date);
  const assign = async (): Promise<void> => {
    if (!person) return;
    const said = words.changed(`${capital(day)}, ${words.duties[place.duty]}`, person.name);
    await change(() => setEntries([{ ...place, person: person.id }], null), said);
  };
  return (
    <section className={`card ${s.lacking}`} aria-labelledby={`${name}-title`}>
      <header>
        <h2 id={`${name}-title`}>{words.gapTitle}</h2>
        <ClauseTag clause={place.duty === 'mail' ? '6.2-1' : '6.2-2'} />
        <span className="grow" />
        <TimeLeft view={view} date={place.date} />
      </header>
      <div className={`in sm ${s.gap}`}>
        <p>
          <b>{words.gapOf(capital(day), words.duties[place.duty])}</b> <WhoLeft view={view} place={place} />
        </p>
        {possible.length === 0 ? (
          <p className={s.nobody}>{words.nobodyFree}</p>
        ) : (
          <>
            <fieldset>
              <legend className="sr">{words.whoFor(words.duties[place.duty], day)}</legend>
              {candidates.map((one) => (
                <label key={one.person.id} className={canBe(one) ? '' : s.cannot}>
                  <input
                    type="radio"
                    name={name}
                    disabled={!canBe(one)}
                    checked={one.person.id === person?.id}
                    onChange={() => setWanted(one.person.id)}
                  />
                  <Avatar name={one.person.name} size="s" />
                  <span className="grow">
                    <span className="med">{one.person.name}</span>
                    <Note candidate={one} place={place} />
                  </span>
                  {one.isProposed && <span className="chip accent">{words.proposal}</span>}
                </label>
              ))}
            </fieldset>
            <Failure attempt={attempt} />
            {person && (
              <button type="button" className="btn primary" aria-disabled={attempt.isBusy} onClick={() => void assign()}>
                {words.assignTo(person.name.split(' ')[0] ?? person.name)}
              </button>
            )}
          </>
        )}
      </div>
    </section>
  );
}

/** Working time left: today until the closing, for the next working day until it opens, which is as much. */
function TimeLeft({ view, date }: { readonly view: RotaView; readonly date: string }) {
  const format = useFormats();
  const now = useNow(30);
  const { data } = useCalendar();
  const changesAt = data?.now.changesAt ? Date.parse(data.now.changesAt) : null;
  const next = view.days.find((day) => day.isWorking && day.date > view.today)?.date;
  const hours = data?.schedule.week[weekdays[(weekdayOf(view.today) + 6) % 7] ?? 'mon'] ?? [];
  // A day in two parts closes at noon too: better no figure than one that is too short.
  if (!data?.now.isOpen || changesAt === null || hours.length !== 1 || (date !== view.today && date !== next)) return null;
  return <span className="sm semi nowrap">{format.duration((changesAt - now) / 1000)}</span>;
}

/** Who had it and left it, as it was noted. */
function WhoLeft({ view, place }: { readonly view: RotaView; readonly place: Place }) {
  const words = useRotaWords();
  const format = useFormats();
  const change = view.changes.find(({ date, duty }) => date === place.date && duty === place.duty);
  if (!change || change.after !== null || change.before === null) return null;
  return (
    <>
      {words.gapBy(change.before, format.moment(Date.parse(change.at)))} {change.reason !== null && words.gapReason(change.reason)}
    </>
  );
}

function Note({ candidate, place }: { readonly candidate: Candidate; readonly place: Place }) {
  const words = useRotaWords();
  const days = useDays();
  const { hindrance, count, near } = candidate;
  const said =
    hindrance === 'away'
      ? words.away
      : hindrance === 'both'
        ? words.both(words.shortDuties[otherDuty(place.duty)])
        : [words.thisMonth(count), near && words.has(words.shortDuties[near.duty], days.short(near.date))].filter(Boolean).join(' · ');
  return <span className={s.small}>{said}</span>;
}
