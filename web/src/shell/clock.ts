import { useSyncExternalStore } from 'react';

// The product's time, which a demo may drive: what the server said, carried on by this browser's own clock.
let anchor = { product: Date.now(), real: Date.now(), speed: 1 };
const listeners = new Set<() => void>();

/** Sets the product's time from an answer of the server (ISO); `speed` 0 stands still. */
export function setProductTime(now: string, speed: number): void {
  anchor = { product: Date.parse(now), real: Date.now(), speed };
  for (const listener of listeners) listener();
}

/** The product's now, ms. */
export function now(): number {
  return productAt(Date.now());
}

/** The product's time at an instant of this browser's clock, ms. */
export function productAt(real: number): number {
  return anchor.product + (real - anchor.real) * anchor.speed;
}

/** The machine's now, ms: sessions, invitations and copies keep it whatever the product's clock does. */
export function realNow(): number {
  return Date.now();
}

let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The product's now rounded down to `everySeconds`: the caller is drawn again only when that changes. */
export function useNow(everySeconds = 15): number {
  const step = everySeconds * 1000;
  return useSyncExternalStore(subscribe, () => Math.floor(now() / step) * step);
}
