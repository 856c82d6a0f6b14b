import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { Kbd } from '../design/Kbd.tsx';
import { ServiceClock } from './ServiceClock.tsx';
import { useMay } from './session.ts';
import s from './shell.module.css';
import { useShellWords } from './words.ts';

interface PageProps {
  readonly title: string;
  /** Quiet words beside the title. */
  readonly sub?: ReactNode;
  /** Before the title: where one came from. */
  readonly before?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page with the bar on top: title, whether the service is open, search. */
export function Page({ title, sub, before, actions, children }: PageProps) {
  useTitle(title);
  return (
    <>
      <div className={s.top}>
        {before}
        <div className={s.titles}>
          <h1 className="nowrap">{title}</h1>
          {sub && (
            <span className="sm faint trunc" {...(typeof sub === 'string' && { title: sub })}>
              {sub}
            </span>
          )}
        </div>
        <span className="grow" />
        <span className={s.wideOnly}>
          <ServiceClock />
        </span>
        {actions}
        <SearchButton />
      </div>
      <div className={s.page}>{children}</div>
    </>
  );
}

export function SearchButton() {
  const words = useShellWords();
  const may = useMay();
  if (!may('conversations.read')) return null;
  return (
    <button
      type="button"
      className={`${s.searchButton} ${s.wideOnly}`}
      aria-keyshortcuts="Control+K"
      onClick={() => window.dispatchEvent(new Event('ventanilla:palette'))}
    >
      <IconSearch aria-hidden="true" />
      {words.search}
      <Kbd>Ctrl K</Kbd>
    </button>
  );
}

/** The browser's title: the page, then the product. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Ventanilla`;
  }, [title]);
}
