import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { expired, Problem } from '../../api.ts';
import { now } from '../clock.ts';
import { type Change, listen, poll } from './listen.ts';

/** `live`: pushed; `polling`: asked for every few seconds; `lost`: nobody answers since an instant (product ms). */
export type Link = { readonly state: 'connecting' | 'live' | 'polling' } | { readonly state: 'lost'; readonly since: number };

type Handler = (refs: readonly string[]) => void;
type Said =
  | { readonly kind: 'changes'; readonly items: readonly Change[] }
  | { readonly kind: 'link'; readonly link: Link; readonly last: number | null }
  | { readonly kind: 'who' };

let link: Link = { state: 'connecting' };
let last: number | null = null;
const linkListeners = new Set<() => void>();
const handlers = new Map<string, Set<Handler>>();
const resets = new Set<() => void>();

function setLink(next: Link): void {
  if (next.state === link.state) return;
  link = next;
  for (const listener of linkListeners) listener();
}

function deliver(items: readonly Change[]): void {
  const byStream = Map.groupBy(items, (item) => item.stream);
  for (const item of items) last = Math.max(last ?? 0, item.seq);
  for (const [stream, changes] of byStream)
    for (const handler of handlers.get(stream) ?? []) handler([...new Set(changes.map((change) => change.ref))]);
}

/** Too long away, or a database restored from a copy: then nothing on the screen is certain. */
function startFrom(seq: number, reset: boolean): void {
  const isBehind = last !== null && seq < last;
  if (reset || isBehind) for (const each of resets) each();
  if (last === null || reset || isBehind) last = seq;
}

/** Starts listening for this tab. Of several tabs one listens and tells the others; answers how to stop. */
export function startLive(): () => void {
  const stopped = new AbortController();
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('ventanilla-live');
  let leads = false;
  channel?.addEventListener('message', ({ data }: MessageEvent<Said>) => {
    if (data.kind === 'who' && leads) channel.postMessage({ kind: 'link', link, last } satisfies Said);
    else if (data.kind === 'link') {
      setLink(data.link);
      // Whoever leads next goes on from here.
      last ??= data.last;
    } else if (data.kind === 'changes') deliver(data.items);
  });
  const tell = (said: Said): void => channel?.postMessage(said);
  const lead = async (): Promise<void> => {
    leads = true;
    await keepListening(tell, stopped.signal);
  };
  channel?.postMessage({ kind: 'who' } satisfies Said);
  // Without a secure context there are no locks: then each tab listens for itself.
  if (navigator.locks && channel) navigator.locks.request('ventanilla-live', { signal: stopped.signal }, lead).catch(() => {});
  else void lead();
  return () => {
    stopped.abort();
    channel?.close();
    link = { state: 'connecting' };
    last = null;
  };
}

async function keepListening(tell: (said: Said) => void, signal: AbortSignal): Promise<void> {
  const say = (next: Link): void => {
    setLink(next);
    tell({ kind: 'link', link, last });
  };
  const pass = (items: readonly Change[]): void => {
    if (items.length === 0) return;
    deliver(items);
    tell({ kind: 'changes', items });
  };
  for (let wait = 1_000; !signal.aborted; wait = Math.min(wait * 2, 15_000)) {
    try {
      await listen(
        last,
        {
          hello(seq, reset) {
            startFrom(seq, reset);
            say({ state: 'live' });
            wait = 500;
          },
          change: (change) => pass([change]),
        },
        signal,
      );
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Problem && error.status === 401) await expired();
    }
    if (signal.aborted) return;
    await askOnce(say, pass);
    await pause(wait, signal);
  }
}

async function askOnce(say: (next: Link) => void, pass: (items: readonly Change[]) => void): Promise<void> {
  try {
    const { items, next, reset } = await poll(last);
    pass(items);
    startFrom(next, reset);
    last = next;
    if (link.state !== 'live') say({ state: 'polling' });
  } catch {
    say({ state: 'lost', since: now() });
  }
}

/** Waits, but not once the browser says that the network is back or somebody asks to try again. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      for (const [target, event] of events) target.removeEventListener(event, done);
      resolve();
    };
    const events: [EventTarget, string][] = [
      [window, 'online'],
      [retry, 'now'],
      [signal, 'abort'],
    ];
    const timer = setTimeout(done, ms);
    for (const [target, event] of events) target.addEventListener(event, done);
  });
}

const retry = new EventTarget();
/** Tries the link again at once. */
export function retryLink(): void {
  retry.dispatchEvent(new Event('now'));
}

export function useLink(): Link {
  return useSyncExternalStore(
    (listener) => {
      linkListeners.add(listener);
      return () => linkListeners.delete(listener);
    },
    () => link,
  );
}

/** Calls back with the ids that changed in a stream while the caller is on screen. */
export function useLive(stream: string, handler: Handler): void {
  const latest = useEffectEvent(handler);
  useEffect(() => {
    const each: Handler = (refs) => latest(refs);
    const set = handlers.get(stream) ?? new Set();
    handlers.set(stream, set.add(each));
    return () => void set.delete(each);
  }, [stream]);
}

/** Calls back when what is on the screen can't be trusted any more. */
export function useReset(handler: () => void): void {
  const latest = useEffectEvent(handler);
  useEffect(() => {
    const each = (): void => latest();
    resets.add(each);
    return () => void resets.delete(each);
  }, []);
}
