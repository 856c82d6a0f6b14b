import { IconWifiOff } from '@tabler/icons-react';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { retryLink, useLink } from './live/live.ts';
import s from './shell.module.css';
import { useShellWords } from './words.ts';

/** Says that nothing new can be seen, since when, and that the clock goes on. */
export function LinkBanner() {
  const link = useLink();
  const words = useShellWords();
  const format = useFormats();
  return (
    <div role="status" aria-live="polite">
      {link.state === 'lost' && (
        <div className={`note warn ${s.banner}`}>
          <IconWifiOff aria-hidden="true" />
          <span className="grow">
            <b className="semi">{words.offline(format.time(link.since))}</b> {words.offlineText}
          </span>
          <button type="button" className="btn s" onClick={retryLink}>
            {words.retry}
          </button>
        </div>
      )}
    </div>
  );
}
