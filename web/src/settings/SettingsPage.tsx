import { IconChevronLeft } from '@tabler/icons-react';
import { Suspense } from 'react';
import { Link, NavLink, useNavigate, useParams } from 'react-router';
import { PageSkeleton } from '../design/Loading.tsx';
import { useCommands } from '../shell/commands.ts';
import { Page } from '../shell/Page.tsx';
import { NotFound, WhomToAsk } from '../shell/RoleTrouble.tsx';
import { useMay } from '../shell/session.ts';
import { groups, settingsPages } from './pages.ts';
import { SettingsIndex } from './SettingsIndex.tsx';
import s from './settings.module.css';
import { useSettingsWords } from './words.ts';

/** Configuración: its index, or one page beside the list of pages. */
export default function SettingsPage() {
  const words = useSettingsWords();
  const may = useMay();
  const { page: path } = useParams();
  const mine = settingsPages.filter(({ needs }) => needs.some(may));
  useSettingsCommands(mine);
  if (path === undefined) {
    return (
      <Page title={words.title}>
        <SettingsIndex pages={mine} />
      </Page>
    );
  }
  const found = settingsPages.find((one) => one.path === path);
  if (!found) return <NotFound />;
  const Shown = found.page;
  return (
    <Page title={words.title} sub={words.pages[found.word]}>
      <div className={s.layout}>
        <Pages mine={mine} />
        <div className={s.content}>
          {mine.includes(found) ? (
            <Suspense fallback={<PageSkeleton />}>
              <Shown />
            </Suspense>
          ) : (
            <section className="card center">
              <b>{words.notYours(words.owners[found.word])}</b>
              <WhomToAsk />
              <Link className="btn" to="/configuracion">
                {words.back}
              </Link>
            </section>
          )}
        </div>
      </div>
    </Page>
  );
}

type Pages = readonly (typeof settingsPages)[number][];

function useSettingsCommands(mine: Pages): void {
  const words = useSettingsWords();
  const navigate = useNavigate();
  useCommands(
    mine.map(({ path, word, icon }) => ({
      id: `settings/${path}`,
      title: words.pages[word],
      section: words.title,
      icon,
      run: () => void navigate(`/configuracion/${path}`),
    })),
  );
}

function Pages({ mine }: { readonly mine: Pages }) {
  const words = useSettingsWords();
  return (
    <nav className={s.side} aria-label={words.title}>
      <Link to="/configuracion" className={s.backLink}>
        <IconChevronLeft aria-hidden="true" />
        {words.back}
      </Link>
      {groups.map((group) => {
        const own = mine.filter((one) => one.group === group);
        if (own.length === 0) return null;
        return (
          <div key={group}>
            <div className={s.group}>{words.groups[group]}</div>
            {own.map(({ path, word }) => (
              <NavLink key={path} to={`/configuracion/${path}`}>
                {words.pages[word]}
              </NavLink>
            ))}
          </div>
        );
      })}
    </nav>
  );
}
