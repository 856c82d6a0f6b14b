import { call, Problem } from '../../api.ts';

/** One piece of news: something of `stream` with id `ref` changed; numbered without holes for whoever may hear it. */
export interface Change {
  readonly seq: number;
  readonly stream: string;
  readonly ref: string;
}

const helloWithin = 8_000; // a proxy that buffers answers 200 and then nothing
const silenceAtMost = 40_000; // the server breathes every 15 s

interface Ears {
  /** `reset`: what came between is no longer kept. */
  hello(seq: number, reset: boolean): void;
  change(change: Change): void;
}

/** Listens until the stream ends; throws when it can't be opened or falls silent. `after` null means from now on. */
export async function listen(after: number | null, ears: Ears, signal: AbortSignal): Promise<void> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), helloWithin);
  // The browser knows at once that the network is gone; an open stream would notice only by its silence.
  const gone = (): void => silence.abort();
  window.addEventListener('offline', gone);
  try {
    const answer = await fetch(`/api/v1/live${after === null ? '' : `?after=${after}`}`, {
      headers: { accept: 'text/event-stream' },
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (!answer.ok || !answer.body) throw new Problem(answer.status, {});
    const events = reader(ears);
    for await (const chunk of chunks(answer.body.pipeThrough(new TextDecoderStream()))) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), silenceAtMost);
      events(chunk);
    }
  } finally {
    clearTimeout(timer);
    window.removeEventListener('offline', gone);
  }
}

async function* chunks(stream: ReadableStream<string>): AsyncGenerator<string> {
  const from = stream.getReader();
  for (let read = await from.read(); !read.done; read = await from.read()) yield read.value;
}

/** Cuts server-sent events out of a text that arrives in pieces; comments are only breath. */
function reader(ears: Ears): (chunk: string) => void {
  let rest = '';
  return (chunk) => {
    const blocks = (rest + chunk).replaceAll('\r', '').split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string): string =>
        block
          .split('\n')
          .find((line) => line.startsWith(`${name}:`))
          ?.slice(name.length + 1)
          .trim() ?? '';
      const data = field('data');
      if (!data) continue;
      const event = field('event');
      if (event === 'hello') {
        const { seq, reset } = JSON.parse(data) as { seq: number; reset: boolean };
        ears.hello(seq, reset);
      } else if (event === 'change') ears.change(JSON.parse(data) as Change);
    }
  };
}

/** What came after a number, by an ordinary request: for networks where a long answer does not pass. */
export function poll(after: number | null): Promise<{ items: Change[]; next: number; reset: boolean }> {
  return call('GET', '/live/poll', { query: { after }, anonymous: true });
}
