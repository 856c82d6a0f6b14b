import { useEffect, useState } from 'react';
import { realNow } from '../shell/clock.ts';

interface Kept {
  readonly text: string;
  /** Goes with what is sent: the same again, after a lost line or a second press, is the same. */
  readonly key: string;
  /** Real ms; null while nothing was written. */
  readonly savedAt: number | null;
}

/**
 * What is being written on a page behind a link, with the key that it will be sent under. It survives the page, under the matter's number:
 * the token is a secret, and a new link to the same matter finds the same text.
 */
export function useVisitDraft(kind: string, token: string) {
  const name = `ventanilla-visit:${kind}:${token.split('-')[0] ?? ''}`;
  const [kept, setKept] = useState<Kept>(() => read(name) ?? fresh());
  useEffect(() => {
    // The same link in another tab writes the same text, under the same key.
    const listen = (event: StorageEvent): void => {
      if (event.key === name) setKept(read(name) ?? fresh());
    };
    addEventListener('storage', listen);
    return () => removeEventListener('storage', listen);
  }, [name]);
  const keep = (next: Kept): void => {
    setKept(next);
    write(name, next.text === '' ? null : JSON.stringify(next));
  };
  return {
    ...kept,
    setText: (text: string) => keep({ ...kept, text, savedAt: realNow() }),
    /** It arrived: what is written next is another. */
    clear: () => keep(fresh()),
  };
}

export type VisitDraft = ReturnType<typeof useVisitDraft>;

const nameKey = 'ventanilla-visit-name';

/** Who answers, as this browser knows from the last time. */
export function useOwnName(): [string, (name: string) => void] {
  const [name, setName] = useState(() => readText(nameKey) ?? '');
  return [
    name,
    (next) => {
      setName(next);
      write(nameKey, next || null);
    },
  ];
}

function fresh(): Kept {
  const key = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { text: '', key, savedAt: null };
}

function read(name: string): Kept | null {
  try {
    const kept = JSON.parse(readText(name) ?? 'null') as Partial<Kept> | null;
    if (typeof kept?.text !== 'string' || typeof kept.key !== 'string') return null;
    return { text: kept.text, key: kept.key, savedAt: kept.savedAt ?? null };
  } catch {
    return null;
  }
}

function readText(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function write(name: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(name);
    else localStorage.setItem(name, text);
  } catch {
    // Full or forbidden: it stays on the page.
  }
}
