import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Kbd } from '../design/Kbd.tsx';
import { BellLink } from '../notices/BellLink.tsx';
import { ServiceClock } from './ServiceClock.tsx';
import { useMay } from './session.ts';
import s from './shell.module.css';
import { useTitle } from './title.ts';
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
        <BellLink />
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
