import { useEffect, useState } from 'react';

/** A text that survives leaving the page, the session and the browser: kept under its name until it is sent. */
export function useDraft(name: string): [string, (text: string) => void] {
  const key = `ventanilla-draft:${name}`;
  const [text, setText] = useState(() => read(key));
  useEffect(() => setText(read(key)), [key]);
  return [
    text,
    (next) => {
      setText(next);
      try {
        if (next) localStorage.setItem(key, next);
        else localStorage.removeItem(key);
      } catch {
        // Full or forbidden: the text stays on the page.
      }
    },
  ];
}

function read(key: string): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}
