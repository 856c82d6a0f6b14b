import { connect, createServer, type Socket } from 'node:net';
import { seeded } from './seeded.ts';

export interface Wire {
  /** Connect here instead of to the server behind. */
  readonly port: number;
  /** How many lines are open now, and how many there ever were. */
  readonly open: number;
  readonly opened: number;
  /** Cuts every open line with a reset; new ones pass. */
  cut(): void;
  /** Cuts, and resets whoever comes until `mend`. */
  break(): void;
  /** Whoever comes is taken and hears nothing; open lines fall silent, as behind a dead router. */
  silence(): void;
  /** Cuts each line after so many more bytes from the server. */
  cutAfter(bytes: number): void;
  /** From the server, at most so many bytes a second. */
  slow(bytesPerSecond: number): void;
  /** Back to a wire that only passes on. */
  mend(): void;
  /** Cuts each line after a number of bytes drawn from the seed, between the two: repeatable bad weather. */
  weather(seed: number, between: readonly [number, number]): void;
  stop(): Promise<void>;
}

type Target = { readonly host?: string; readonly port: number } | { readonly path: string };
/** How many bytes of the server a new line may pass before it is cut; Infinity: all. */
type Draw = () => number;

interface Mood {
  state: 'passes' | 'broken' | 'silent';
  bytesPerSecond: number;
  draw: Draw;
}

interface Line {
  readonly client: Socket;
  readonly server: Socket;
  left: number;
}

const fair = (): Mood => ({ state: 'passes', bytesPerSecond: Number.POSITIVE_INFINITY, draw: () => Number.POSITIVE_INFINITY });

/** A TCP wire in front of a server (or of a unix socket) that can be cut, slowed and silenced on command or by a seed. */
export async function openWire(target: Target): Promise<Wire> {
  let mood = fair();
  let opened = 0;
  const lines = new Set<Line>();
  const mute = new Set<Socket>();
  const listener = createServer({ noDelay: true }, (client) => {
    client.on('error', () => {});
    if (mood.state === 'broken') return void client.resetAndDestroy();
    if (mood.state === 'silent') {
      mute.add(client);
      return;
    }
    opened += 1;
    const line: Line = {
      client,
      server: connect('path' in target ? target : { host: target.host ?? '127.0.0.1', port: target.port }),
      left: mood.draw(),
    };
    lines.add(line);
    carry(
      line,
      () => mood,
      () => lines.delete(line),
    );
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const line of lines) sever(line);
    for (const client of mute) client.resetAndDestroy();
    lines.clear();
    mute.clear();
  };
  const cutBy = (draw: Draw) => {
    mood = { ...mood, draw };
    for (const line of lines) line.left = draw();
  };
  return {
    port: (listener.address() as { port: number }).port,
    get open() {
      return lines.size;
    },
    get opened() {
      return opened;
    },
    cut,
    break() {
      mood = { ...mood, state: 'broken' };
      cut();
    },
    silence() {
      mood = { ...mood, state: 'silent' };
    },
    cutAfter: (bytes) => cutBy(() => bytes),
    slow(bytesPerSecond) {
      mood = { ...mood, bytesPerSecond };
    },
    mend() {
      // What fell silent stays dead, as a router that came back knows nothing of the old lines.
      if (mood.state === 'silent') cut();
      mood = fair();
      for (const line of lines) line.left = Number.POSITIVE_INFINITY;
    },
    weather(seed, [least, most]) {
      const random = seeded(seed);
      cutBy(() => Math.floor(least + random() * (most - least)));
    },
    async stop() {
      cut();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}

function carry(line: Line, mood: () => Mood, ended: () => void): void {
  const { client, server } = line;
  const end = () => {
    ended();
    client.destroy();
    server.destroy();
  };
  for (const socket of [client, server]) socket.on('error', end).on('close', end);
  server.setNoDelay(true);
  client.on('data', (data) => {
    if (mood().state !== 'silent') server.write(data);
  });
  server.on('data', (data) => {
    const { state, bytesPerSecond } = mood();
    if (state === 'silent') return;
    if (data.length >= line.left) {
      client.write((data as Buffer).subarray(0, line.left), () => sever(line));
      return;
    }
    line.left -= data.length;
    if (!client.write(data) || Number.isFinite(bytesPerSecond)) hold(server, client, (data.length / bytesPerSecond) * 1000);
  });
}

/** No more is read until the client took what it has, and until the time that so many bytes take has passed. */
function hold(server: Socket, client: Socket, ms: number): void {
  server.pause();
  const onward = () => setTimeout(() => server.resume(), ms);
  if (client.writableNeedDrain) client.once('drain', onward);
  else onward();
}

function sever({ client, server }: Line): void {
  client.resetAndDestroy();
  server.destroy();
}
