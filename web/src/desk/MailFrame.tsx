import { useState } from 'react';
import s from './desk.module.css';
import { useDeskWords } from './words.ts';

/** About how tall the words are: the frame is of a strange origin, so that nobody can measure it from here. */
function heightOf(text: string): number {
  const lines = text
    .split('\n')
    .slice(0, 400)
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 72)), 0);
  return Math.min(Math.max(lines * 25 + 60, 220), 560);
}

/** A mail as it was laid out: no scripts, no pictures from outside; its links open apart. Drag its lower edge, or make it taller. */
export function MailFrame({ url, title, text }: { readonly url: string; readonly title: string; readonly text: string }) {
  const words = useDeskWords();
  const [height, setHeight] = useState(() => heightOf(text));
  return (
    <>
      <div className={s.frameBox} style={{ height }}>
        <iframe
          className={s.frame}
          src={url}
          title={title}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          loading="lazy"
          referrerPolicy="no-referrer"
        />
      </div>
      <button type="button" className={s.small} onClick={() => setHeight(height * 2)}>
        {words.taller}
      </button>
    </>
  );
}
