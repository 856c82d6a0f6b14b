import { IconBell, IconSearch, IconUser } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useEffectEvent, useRef, useState } from 'react';
import { Link, NavLink, Outlet, useLocation, useNavigate } from 'react-router';
import { Brand } from '../design/Brand.tsx';
import { PageSkeleton } from '../design/Loading.tsx';
import { countInWords, useCounts } from '../desk/counts.ts';
import { Bell } from '../notices/Bell.tsx';
import { useUnread } from '../notices/useUnread.ts';
import { useNoticeWords } from '../notices/words.ts';
import { hearKeys, useCommands } from './commands.ts';
import { DrivenClock } from './DrivenClock.tsx';
import { LinkBanner } from './LinkBanner.tsx';
import { startLive, useLive, useReset } from './live/live.ts';
import { PageGuard } from './PageGuard.tsx';
import { barFor, menuFor, pages, pagesFor } from './pages.ts';
import { ProfileMenu } from './ProfileMenu.tsx';
import { RoleTrouble } from './RoleTrouble.tsx';
import { useClockSync, useMay } from './session.ts';
import s from './shell.module.css';
import { useShellWords } from './words.ts';

const Palette = lazy(() => import('./Palette.tsx'));
const ShortcutSheet = lazy(() => import('./ShortcutSheet.tsx'));

type Open = 'palette' | 'shortcuts' | null;

/** The frame of every page behind the sign-in. */
export function Shell() {
  const words = useShellWords();
  const location = useLocation();
  const [open, setOpen] = useState<Open>(null);
  useEffect(startLive, []);
  useEffect(hearKeys, []);
  useWorker();
  useNews();
  const unread = useUnread();
  useClockSync();
  usePaletteKey(() => setOpen('palette'));
  useGoCommands(setOpen);
  const main = useFocusOnNavigation(location.pathname.split('/')[1] ?? '');
  const isInbox = location.pathname.startsWith('/bandeja');
  return (
    <div className={s.screen}>
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <DrivenClock />
      <div className={`${s.app} ${isInbox ? s.rail : ''}`}>
        <SideMenu isRail={isInbox} unread={unread} />
        <main id="main" ref={main} tabIndex={-1} className={s.main}>
          {!isInbox && <LinkBanner />}
          <PageGuard place={location.pathname}>
            <Suspense fallback={<PageSkeleton />}>
              <Permitted />
            </Suspense>
          </PageGuard>
        </main>
        <BottomBar />
      </div>
      {/* Until it is here, what is typed for it must not act on the page behind (commands.ts is deaf beside a modal). */}
      <Suspense fallback={<span hidden role="dialog" aria-modal="true" />}>
        {open === 'palette' && <Palette onClose={() => setOpen(null)} onHelp={() => setOpen('shortcuts')} />}
        {open === 'shortcuts' && <ShortcutSheet onClose={() => setOpen(null)} />}
      </Suspense>
    </div>
  );
}

function Permitted() {
  const may = useMay();
  const { pathname } = useLocation();
  const page = pages.find(({ path }) => pathname.startsWith(path));
  if (page && !page.needs.some(may)) return <RoleTrouble page={page.word} />;
  return <Outlet />;
}

function SideMenu({ isRail, unread }: { readonly isRail: boolean; readonly unread: number }) {
  const words = useShellWords();
  const may = useMay();
  const { toAnswer: count = 0, overdue = 0 } = useCounts();
  return (
    <nav className={s.nav} aria-label={words.main}>
      <Link to="/" className={s.brand} aria-label="Ventanilla">
        <Brand />
        <span>Ventanilla</span>
      </Link>
      {menuFor(may).map(({ path, word, icon: Icon }) => (
        <NavLink key={path} to={path} className={s.item ?? ''} {...(isRail && { title: words[word] })}>
          <Icon aria-hidden="true" />
          <span className={s.text}>{words[word]}</span>
          {isRail && <span className="sr">{words[word]}</span>}
          {path === '/bandeja' && count > 0 && <b className={s.count}>{countInWords(count)}</b>}
          {(path === '/hoy' || path === '/mi-turno') && overdue > 0 && (
            <b className={`${s.count} ${s.isBad}`} title={words.overdue(overdue)}>
              {countInWords(overdue)}
            </b>
          )}
        </NavLink>
      ))}
      <div className={s.foot}>
        {may('conversations.read') && <Bell unread={unread} isRail={isRail} />}
        <ProfileMenu isRail={isRail} />
      </div>
    </nav>
  );
}

function BottomBar() {
  const words = useShellWords();
  const may = useMay();
  return (
    <nav className={s.bottom} aria-label={words.main}>
      {barFor(may).map(({ path, word, icon: Icon }) => (
        <NavLink key={path} to={path} className={s.tab ?? ''}>
          <Icon aria-hidden="true" className="lg" />
          {words[word]}
        </NavLink>
      ))}
      {may('conversations.read') && (
        <NavLink to="/buscar" className={s.tab ?? ''}>
          <IconSearch aria-hidden="true" className="lg" />
          {words.search}
        </NavLink>
      )}
      <NavLink to="/perfil" className={s.tab ?? ''}>
        <IconUser aria-hidden="true" className="lg" />
        {words.profileTab}
      </NavLink>
    </nav>
  );
}

/** Beside the page, once it stands: what shows notices while it is closed. */
function useWorker(): void {
  const navigate = useNavigate();
  const go = useEffectEvent((path: string) => void navigate(path));
  useEffect(() => {
    const start = (): void => void import('../notices/push.ts').then(({ startWorker }) => startWorker(go)).catch(() => {});
    const timer = setTimeout(start, 3_000);
    return () => clearTimeout(timer);
  }, []);
}

/** What others changed: every answer kept under a key that begins with the stream's name is asked for again. */
function useNews(): void {
  const client = useQueryClient();
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stale = useRef(new Set<string>());
  const mark = (...streams: string[]): void => {
    for (const stream of streams) stale.current.add(stream);
    soon.current ??= setTimeout(() => {
      for (const stream of stale.current) void client.invalidateQueries({ queryKey: [stream] });
      stale.current.clear();
      soon.current = undefined;
    }, 500);
  };
  // The desk patches its own list (desk/list.ts): a mail must stand there at once.
  useLive('desk', () => mark('today', 'outgoing'));
  useLive('procedure', () => mark('procedure', 'today'));
  useLive('calendar', () => mark('calendar', 'procedure', 'desk', 'rota', 'today'));
  useLive('rota', () => mark('rota', 'procedure', 'today'));
  useLive('mail', () => mark('mail', 'outgoing'));
  useLive('people', () => mark('people'));
  useLive('contact', () => mark('contact'));
  useReset(() => void client.invalidateQueries());
}

function usePaletteKey(open: () => void): void {
  const latest = useRef(open);
  latest.current = open;
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', hear);
    window.addEventListener('ventanilla:palette', openNow);
    function openNow(): void {
      latest.current();
    }
    return () => {
      document.removeEventListener('keydown', hear);
      window.removeEventListener('ventanilla:palette', openNow);
    };
  }, []);
}

function useGoCommands(setOpen: (open: Open) => void): void {
  const words = useShellWords();
  const notices = useNoticeWords();
  const navigate = useNavigate();
  const may = useMay();
  useCommands([
    ...pagesFor(may).map(({ path, word, icon, keys }) => ({
      id: `go${path}`,
      title: words[word],
      section: words.goTo,
      keys,
      icon,
      run: () => void navigate(path),
    })),
    ...(may('conversations.read')
      ? [{ id: 'go/buscar', title: words.search, section: words.goTo, icon: IconSearch, run: () => void navigate('/buscar') }]
      : []),
    ...(may('conversations.read')
      ? [{ id: 'go/avisos', title: notices.title, section: words.goTo, keys: 'g a', icon: IconBell, run: () => void navigate('/avisos') }]
      : []),
    { id: 'go/perfil', title: words.profile, section: words.goTo, icon: IconUser, run: () => void navigate('/perfil') },
    { id: 'palette', title: words.palette, section: words.everywhere, keys: 'Ctrl+K', isSilent: true, run: () => setOpen('palette') },
    { id: 'help', title: words.shortcuts, section: words.everywhere, keys: '?', run: () => setOpen('shortcuts') },
  ]);
}

/** Another page: the reading of a screen reader begins at its start, not where the link was. */
function useFocusOnNavigation(page: string) {
  const main = useRef<HTMLElement>(null);
  const before = useRef(page);
  useEffect(() => {
    if (before.current === page) return;
    before.current = page;
    main.current?.focus({ preventScroll: true });
  }, [page]);
  return main;
}
