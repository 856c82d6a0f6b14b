import { useState } from 'react';
import { Link } from 'react-router';
import { put } from '../../api.ts';
import { Failure, useAttempt } from '../../design/attempt.tsx';
import { Notice } from '../../design/Trouble.tsx';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import { hoursOf, timeOfDay, type Week, weekdays } from '../../i18n/week.ts';
import { useLanguage } from '../../i18n/words.ts';
import { say } from '../../shell/notices.ts';
import { useMay } from '../../shell/session.ts';
import type { CalendarDocument } from '../api.ts';
import { Card } from '../Card.tsx';
import s from '../settings.module.css';
import { useSettingsWords } from '../words.ts';
import { Moves } from './Moves.tsx';
import { areSound } from './span.ts';
import { Spans } from './Spans.tsx';
import { useCalendarWords } from './words.ts';

interface ScheduleProps {
  readonly calendar: CalendarDocument;
  readonly onChanged: () => Promise<unknown>;
}

/** The week's hours as bars, or as fields with what a change would move. */
export function ScheduleCard({ calendar, onChanged }: ScheduleProps) {
  const words = useCalendarWords();
  const common = useSettingsWords();
  const format = useFormats();
  const may = useMay();
  const [isEdited, setEdited] = useState(false);
  const { week, since, by } = calendar.schedule;
  const hours = hoursOf(week);
  return (
    <Card
      title={words.schedule}
      actions={
        may('calendar.change') &&
        !isEdited && (
          <button type="button" className="btn" onClick={() => setEdited(true)}>
            {common.change}
          </button>
        )
      }
      footer={
        <>
          {words.hoursAWeek(format.number(hours, Number.isInteger(hours) ? 0 : 1))} · {words.since(format.date(Date.parse(since)), by)}.{' '}
          {may('settings.read') && (
            <Link className={s.inText} to="/configuracion/parametros">
              {words.seeReadings}
            </Link>
          )}
        </>
      }
    >
      {isEdited ? (
        <Editor
          week={week}
          onClose={() => setEdited(false)}
          onSaved={async (moved) => {
            await onChanged();
            setEdited(false);
            say(common.moved(format.number(moved), moved === 1));
          }}
        />
      ) : (
        <Bars week={week} />
      )}
    </Card>
  );
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** From the hour before the first opening to the hour after the last close, so that the bars are not all day long. */
function drawn(week: Week): readonly [number, number] {
  const all = weekdays.flatMap((day) => week[day] ?? []);
  const from = Math.min(...all.map(([one]) => minutesOf(one)), 8 * 60);
  const to = Math.max(...all.map(([, one]) => minutesOf(one)), 16 * 60);
  return [Math.max(0, Math.floor(from / 60) * 60 - 120), Math.min(1440, Math.ceil(to / 60) * 60 + 120)];
}

function Bars({ week }: { readonly week: Week }) {
  const words = useCalendarWords();
  const format = useFormats();
  const { language } = useLanguage();
  const [from, to] = drawn(week);
  const share = (time: string): number => ((minutesOf(time) - from) / (to - from)) * 100;
  return (
    <ul className={s.week}>
      {weekdays.map((day) => {
        const spans = week[day] ?? [];
        const said = spans.map(([a, b]) => words.hours(timeOfDay(a, language), timeOfDay(b, language))).join(', ');
        return (
          <li key={day} title={said || words.closed}>
            <span className={s.dayName}>{words.days[day]}</span>
            <span className={s.bar} aria-hidden="true">
              {spans.map(([a, b]) => (
                <i key={a} style={{ left: `${share(a)}%`, right: `${100 - share(b)}%` }} />
              ))}
            </span>
            <span className="xs faint right">
              <span className="sr">{said}, </span>
              {spans.length === 0
                ? words.closed
                : format.duration(spans.reduce((sum, [a, b]) => sum + minutesOf(b) - minutesOf(a), 0) * 60)}
            </span>
            <span className={`xs muted ${s.dayHours}`} aria-hidden="true">
              {said}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

interface EditorProps {
  readonly week: Week;
  readonly onClose: () => void;
  readonly onSaved: (moved: number) => Promise<void>;
}

function Editor({ week: stored, onClose, onSaved }: EditorProps) {
  const words = useCalendarWords();
  const common = useSettingsWords();
  const [week, setWeek] = useState(stored);
  const attempt = useAttempt();
  const isSound = weekdays.every((day) => areSound(week[day] ?? []));
  const isChanged = JSON.stringify(week) !== JSON.stringify(stored);
  const save = (): Promise<boolean> =>
    attempt.run(async () => {
      const { moved } = await put<{ moved: number }>('/calendar/schedule', { week });
      await onSaved(moved);
    });
  return (
    <div className="in stack">
      <ul className={s.editWeek}>
        {weekdays.map((day) => (
          <li key={day}>
            <span className={s.dayName}>{words.days[day]}</span>
            <Spans
              day={words.days[day]}
              spans={week[day] ?? []}
              onChange={(spans) => {
                const { [day]: _, ...rest } = week;
                setWeek(spans.length > 0 ? { ...rest, [day]: spans } : rest);
              }}
            />
          </li>
        ))}
      </ul>
      {isSound ? (
        <Moves change={isChanged ? { schedule: { week } } : null} isDecided={attempt.isBusy} />
      ) : (
        <Notice tone="warn">{words.overlap}</Notice>
      )}
      <Failure attempt={attempt} />
      <div className="row">
        <button
          type="button"
          className="btn"
          aria-disabled={!isSound || !isChanged || attempt.isBusy}
          onClick={() => isSound && isChanged && void save()}
        >
          {attempt.isBusy ? common.saving : words.saveSchedule}
        </button>
        <button type="button" className="btn quiet" onClick={onClose}>
          {common.cancel}
        </button>
      </div>
    </div>
  );
}
