import { useSyncExternalStore } from 'react';

/** Whether the window fits a media query now. The breakpoints of ui/README 4: 1280, 1024, 640. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    () => matchMedia(query).matches,
  );
}
