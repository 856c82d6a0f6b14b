import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useNow } from './clock.ts';
import { useSession } from './session.ts';
import s from './shell.module.css';
import { useShellWords } from './words.ts';

/** Says that the time shown is a demonstration's. */
export function DrivenClock() {
  const { data } = useSession();
  const words = useShellWords();
  const format = useFormats();
  const now = useNow(30);
  if (!data?.clock.driven) return null;
  return (
    <section className={s.driven} aria-label={words.clock}>
      {words.drivenClock(data.clock.speed === 0 ? words.stopped : `×${data.clock.speed}`)} · {format.weekday(now)} {format.time(now)}
    </section>
  );
}
