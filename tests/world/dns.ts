import { createSocket } from 'node:dgram';

/** Records by name; a name that is not in it does not exist. */
export type Zone = Record<string, { readonly txt?: readonly string[]; readonly a?: readonly string[]; readonly mx?: readonly string[] }>;

export interface Dns {
  /** `127.0.0.1:port` */
  readonly server: string;
  /** Replaces what it knows. */
  serve(zone: Zone): void;
  /** Hears questions and says nothing. */
  fallSilent(): void;
  /** `TXT itla.test`, in order. */
  readonly asked: string[];
  stop(): Promise<void>;
}

const types = { 1: 'A', 15: 'MX', 16: 'TXT', 28: 'AAAA' } as const;

/** A DNS server with the records of a test, on a loopback port (RFC 1035: one question, answers without compression). */
export async function startDns(zone: Zone = {}): Promise<Dns> {
  const state = { zone, silent: false, asked: [] as string[] };
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    const { name, type, end } = questionOf(query);
    state.asked.push(`${types[type as keyof typeof types] ?? type} ${name}`);
    if (!state.silent)
      socket.send(answerTo(query, { end, data: dataOf(state.zone[name], type), exists: name in state.zone }), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    server: `127.0.0.1:${socket.address().port}`,
    asked: state.asked,
    serve(next) {
      state.zone = next;
      state.silent = false;
      state.asked.length = 0;
    },
    fallSilent: () => {
      state.silent = true;
    },
    stop: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  };
}

function questionOf(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] as number; length > 0; length = query[at] as number) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

function dataOf(records: Zone[string] | undefined, type: number): { type: number; data: Buffer }[] {
  const data =
    type === 16
      ? (records?.txt ?? []).map((text) =>
          Buffer.concat(
            (text.match(/.{1,255}/gs) ?? ['']).map((piece) => Buffer.concat([Buffer.from([piece.length]), Buffer.from(piece, 'latin1')])),
          ),
        )
      : type === 1
        ? (records?.a ?? []).map((address) => Buffer.from(address.split('.').map(Number)))
        : type === 15
          ? (records?.mx ?? []).map((host, nr) => Buffer.concat([Buffer.from([0, nr]), nameOf(host)]))
          : [];
  return data.map((one) => ({ type, data: one }));
}

function nameOf(host: string): Buffer {
  return Buffer.concat([
    ...host.split('.').map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)])),
    Buffer.from([0]),
  ]);
}

function answerTo(query: Buffer, { end, data, exists }: { end: number; data: { type: number; data: Buffer }[]; exists: boolean }): Buffer {
  const head = Buffer.alloc(12);
  query.copy(head, 0, 0, 2);
  // A response, recursion offered; 3: there is no such name.
  head.writeUInt16BE(0x8180 | (exists ? 0 : 3), 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(data.length, 6);
  const answers = data.map((one) => {
    const fixed = Buffer.alloc(12);
    // The name is that of the question.
    fixed.writeUInt16BE(0xc00c, 0);
    fixed.writeUInt16BE(one.type, 2);
    fixed.writeUInt16BE(1, 4);
    fixed.writeUInt32BE(60, 6);
    fixed.writeUInt16BE(one.data.length, 10);
    return Buffer.concat([fixed, one.data]);
  });
  return Buffer.concat([head, query.subarray(12, end), ...answers]);
}
