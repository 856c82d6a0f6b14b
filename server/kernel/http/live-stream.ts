import type { FastifyReply, FastifyRequest } from 'fastify';
import { forgetAccount, type Principal, principalOf, watchAccounts } from '../auth/principal.ts';
import { may } from '../auth/permissions.ts';
import type { Kernel } from '../kernel.ts';
import type { LiveEvent } from '../live/live.ts';
import type { LiveStream } from '../module.ts';
import type { Credential } from './credential.ts';
import { gauge } from './metrics.ts';

const heartbeatMs = 15_000;
/** A console that reads slower than this falls off and asks again for what came after its last number. */
const mostUnread = 1_000_000;
/** Of one session's tabs, or of one script; the oldest makes room. */
const mostListening = { person: 30, token: 1000 } as const;

interface Listener {
  readonly reply: FastifyReply;
  readonly credential: Credential;
  principal: Principal;
  streams: readonly string[];
  /** What came while the past was still being read; null once it has caught up. */
  waiting: LiveEvent[] | null;
  last: number;
}

export interface LiveDoor {
  /** Keeps the answer open and writes what changes, from after `seq` on (null: from now on). */
  open(request: FastifyRequest, reply: FastifyReply, credential: Credential, seq: number | null): Promise<void>;
  streamsOf(principal: Principal): string[];
  close(): void;
}

/** Server-sent events: one subscription a process, one text a batch and set of rights, however many consoles listen. */
export function openLiveDoor(k: Kernel, streams: readonly LiveStream[]): LiveDoor {
  const listeners = new Set<Listener>();
  const streamsOf = (principal: Principal) =>
    streams.filter((one) => one.access === 'signed-in' || may(principal.roles, one.access)).map((one) => one.stream);
  const unsubscribe = k.live.subscribe((events) => {
    for (const event of events) if (event.stream === 'auth') forgetAccount(event.ref);
    broadcast(listeners, events);
  });
  const unwatch = watchAccounts((accountId) => {
    for (const one of listeners) if (one.principal.accountId === accountId) void recheck(one);
  });
  const timer = setInterval(() => {
    for (const one of listeners) {
      write(one, ':\n\n');
      void recheck(one);
    }
  }, heartbeatMs);
  timer.unref();
  gauge('ventanilla_live_listeners', 'Consoles that listen to changes', () => listeners.size);

  /** A session that ended, or an account that may less, is noticed without waiting for the console to ask again. */
  async function recheck(one: Listener): Promise<void> {
    try {
      const principal = await principalOf(k, one.credential.kind, one.credential.secret);
      if (!principal || principal.stage !== 'full') return end(one);
      one.principal = principal;
      one.streams = streamsOf(principal);
    } catch {
      // The database is away: what is open stays open and is asked again at the next beat.
    }
  }

  function end(one: Listener): void {
    if (!listeners.delete(one)) return;
    if (!one.reply.raw.destroyed) one.reply.raw.end('event: bye\ndata: {}\n\n');
  }

  return {
    streamsOf,
    async open(request, reply, credential, seq) {
      const principal = request.principal as Principal;
      const one: Listener = { reply, credential, principal, streams: streamsOf(principal), waiting: [], last: 0 };
      const mine = [...listeners].filter((other) => other.principal.key === principal.key);
      if (mine.length >= mostListening[principal.kind]) end(mine[0] as Listener);
      // Heard from here on, so that nothing falls between the past and the present.
      listeners.add(one);
      request.raw.socket.once('close', () => listeners.delete(one));
      try {
        await begin(k, one, seq);
      } catch (error) {
        listeners.delete(one);
        throw error;
      }
    },
    close() {
      clearInterval(timer);
      unsubscribe();
      unwatch();
      for (const one of listeners) end(one);
    },
  };
}

async function begin(k: Kernel, one: Listener, seq: number | null): Promise<void> {
  const first = await k.live.after(seq ?? (await k.live.top()), one.streams);
  const start = first.isGap ? await k.live.top() : (seq ?? first.next);
  one.reply.hijack();
  one.reply.raw.writeHead(200, {
    ...(one.reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  write(one, `retry: 2000\nevent: hello\ndata: ${JSON.stringify({ seq: start, reset: first.isGap })}\n\n`);
  one.last = start;
  for (let page = first; !first.isGap && page.items.length > 0; page = await k.live.after(page.next, one.streams)) {
    write(one, textOf(page.items));
    one.last = Math.max(one.last, (page.items.at(-1) as LiveEvent).seq);
  }
  const waited = one.waiting ?? [];
  one.waiting = null;
  broadcast(new Set([one]), waited);
}

function broadcast(listeners: ReadonlySet<Listener>, events: readonly LiveEvent[]): void {
  const texts = new Map<string, string>();
  const [first, last] = [events[0], events.at(-1)];
  if (!first || !last) return;
  for (const one of listeners) {
    if (one.waiting) {
      one.waiting.push(...events);
      continue;
    }
    const hears = (event: LiveEvent) => event.seq > one.last && one.streams.includes(event.stream);
    // Whoever has just caught up may have read from the table what is only now told.
    const key = first.seq > one.last ? one.streams.join(' ') : '';
    const text = (key && texts.get(key)) || textOf(events.filter(hears));
    if (key) texts.set(key, text);
    one.last = Math.max(one.last, last.seq);
    if (text) write(one, text);
  }
}

function textOf(events: readonly LiveEvent[]): string {
  return events.map(({ seq, stream, ref }) => `id: ${seq}\nevent: change\ndata: ${JSON.stringify({ stream, ref, seq })}\n\n`).join('');
}

function write(one: Listener, text: string): void {
  const { raw } = one.reply;
  if (raw.destroyed || raw.writableEnded || !raw.headersSent) return;
  raw.write(text);
  if (raw.writableLength > mostUnread) raw.destroy();
}
