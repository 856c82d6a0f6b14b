import { useEffect, useSyncExternalStore } from 'react';

let page = '';
let unread = 0;
const listeners = new Set<() => void>();

function write(): void {
  document.title = `${unread > 0 ? `(${unread >= 100 ? '100+' : unread}) ` : ''}${page ? `${page} · ` : ''}Ventanilla`;
}

/** The browser's title: unread notices, the page, then the product. */
export function useTitle(title: string): void {
  useEffect(() => {
    page = title;
    write();
  }, [title]);
}

export function setUnread(count: number): void {
  unread = count;
  write();
  for (const listener of listeners) listener();
}

export function useUnreadCount(): number {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => unread,
  );
}
