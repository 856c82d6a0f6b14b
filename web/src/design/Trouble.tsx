import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Problem } from '../api.ts';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { now } from '../shell/clock.ts';
import { useDesignWords } from './words.ts';

/** The sentence of a failure; the server says what to do next. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A failure said in place, above or below what failed. */
export function Notice({
  tone = 'bad',
  children,
}: {
  readonly tone?: 'bad' | 'warn' | 'ok' | 'info' | 'plain';
  readonly children: ReactNode;
}) {
  return (
    <div className={`note ${tone === 'info' ? '' : tone}`} role={tone === 'bad' ? 'alert' : 'note'}>
      <IconAlertTriangle aria-hidden="true" />
      <div className="grow">{children}</div>
    </div>
  );
}

/** A failure in place of what could not be loaded. */
export function LoadTrouble({
  error,
  title,
  text,
  retry,
}: {
  readonly error: unknown;
  readonly title?: string;
  readonly text?: string;
  readonly retry: () => void;
}) {
  const words = useDesignWords();
  const format = useFormats();
  const code = error instanceof Problem ? (error.status === 0 ? 'V-0' : `V-${error.status}`) : 'V';
  return (
    <div className="center" role="alert">
      <b>{title ?? words.errorTitle}</b>
      <span>{text ?? sentenceOf(error)}</span>
      <button type="button" className="btn" onClick={retry}>
        <IconRefresh aria-hidden="true" />
        {words.retryNow}
      </button>
      <span className="xs faint">
        {words.errorCode(code)} · {format.time(now())}
        {error instanceof Problem && error.requestId ? ` · ${error.requestId}` : ''}
      </span>
    </div>
  );
}
