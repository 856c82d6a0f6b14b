import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useNow } from '../shell/clock.ts';
import { Page } from '../shell/Page.tsx';
import { useMay } from '../shell/session.ts';
import { AheadCard } from './AheadCard.tsx';
import { ChangeCard } from './ChangeCard.tsx';
import { DueCard } from './DueCard.tsx';
import { HealthCards } from './HealthCard.tsx';
import { useLiveCounts } from './news.ts';
import { NowCard } from './NowCard.tsx';
import { OperatorsCard } from './OperatorsCard.tsx';
import { Strip } from './Strip.tsx';
import s from './today.module.css';
import { useTodayWords } from './words.ts';

/** Hoy: what is due and late with what mends it, the operators, and how the service stands. */
export default function TodayPage() {
  const words = useTodayWords();
  const format = useFormats();
  const may = useMay();
  useLiveCounts();
  return (
    <Page title={words.title} sub={format.longDay(useNow(60))}>
      <Strip />
      <div className={s.layout}>
        <DueCard />
        <div className="stack">
          {may('rota.read') && <OperatorsCard />}
          <NowCard />
          {may('figures.read') && <ChangeCard />}
          <HealthCards />
          <AheadCard />
        </div>
      </div>
    </Page>
  );
}
