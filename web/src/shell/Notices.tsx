import { IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { dismiss, type Notice, useNotices } from './notices.ts';
import s from './shell.module.css';
import { useShellWords } from './words.ts';

/** What was just done or failed, at the foot of the page; failures are said at once to screen readers. */
export function Notices() {
  const notices = useNotices();
  return (
    <div className={s.notices}>
      <div role="status" aria-live="polite">
        {notices
          .filter(({ tone }) => tone === 'ok')
          .map((notice) => (
            <Toast key={notice.id} notice={notice} />
          ))}
      </div>
      <div role="alert">
        {notices
          .filter(({ tone }) => tone === 'bad')
          .map((notice) => (
            <Toast key={notice.id} notice={notice} />
          ))}
      </div>
    </div>
  );
}

function Toast({ notice }: { readonly notice: Notice }) {
  const words = useShellWords();
  return (
    <div className={`${s.toast} ${notice.tone === 'bad' ? s.bad : ''}`}>
      <span>{notice.text}</span>
      {notice.action && (
        <button
          type="button"
          onClick={() => {
            dismiss(notice.id);
            notice.action?.run();
          }}
        >
          {notice.action.label}
          {notice.until !== undefined && <Countdown until={notice.until} />}
        </button>
      )}
      {notice.until === undefined && (
        <button type="button" className={s.x} aria-label={words.dismiss} onClick={() => dismiss(notice.id)}>
          <IconX aria-hidden="true" />
        </button>
      )}
    </div>
  );
}

function Countdown({ until }: { readonly until: number }) {
  const words = useShellWords();
  const left = () => Math.max(0, Math.ceil((until - Date.now()) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    const timer = setInterval(() => setSeconds(left()), 250);
    return () => clearInterval(timer);
  });
  return <span aria-hidden="true"> · {words.seconds(seconds)}</span>;
}
