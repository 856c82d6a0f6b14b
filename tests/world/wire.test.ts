import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, test } from 'node:test';
import { openWire, type Wire } from './wire.ts';

let server: Server;
let wire: Wire;
beforeEach(async () => {
  // Answers each byte with a thousand.
  server = createServer((socket) => socket.on('error', () => {}).on('data', (data) => socket.write(Buffer.alloc(data.length * 1000, 'x'))));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  wire = await openWire({ port: (server.address() as { port: number }).port });
});
afterEach(async () => {
  await wire.stop();
  await new Promise((resolve) => server.close(resolve));
});

async function line(): Promise<Socket> {
  const socket = connect(wire.port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

function ended(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.on('error', () => {}).once('close', () => resolve()));
}

/** How many bytes came before the line was closed or `enough` were there. */
async function read(socket: Socket, enough: number): Promise<number> {
  let bytes = 0;
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    bytes += (chunk as Buffer).length;
    if (bytes >= enough) break;
  }
  return bytes;
}

test('it passes on what both sides say', async () => {
  const socket = await line();
  socket.write('ab');
  assert.equal(await read(socket, 2000), 2000);
  socket.destroy();
});

test('a cut ends open lines and lets new ones pass', async () => {
  const socket = await line();
  socket.write('a');
  await read(socket, 1000);
  wire.cut();
  await ended(socket);
  const second = await line();
  second.write('a');
  assert.equal(await read(second, 1000), 1000);
  second.destroy();
});

test('a broken wire resets whoever comes until it is mended', async () => {
  wire.break();
  await ended(connect(wire.port, '127.0.0.1'));
  wire.mend();
  const second = await line();
  second.write('a');
  assert.equal(await read(second, 1000), 1000);
  second.destroy();
});

test('it cuts in the middle of an answer, after exactly the bytes asked for', async () => {
  wire.cutAfter(1234);
  const socket = await line();
  socket.write('aa');
  await assert.rejects(read(socket, 2000), { code: 'ECONNRESET' });
  assert.equal(socket.bytesRead, 1234);
});

test('the same seed brings the same weather', async () => {
  const cuts: number[][] = [[], []];
  for (const round of cuts) {
    wire.weather(7, [10, 900]);
    for (let i = 0; i < 4; i++) {
      const socket = await line();
      socket.write('a');
      await read(socket, 1000).catch(() => {});
      round.push(socket.bytesRead);
    }
  }
  assert.deepEqual(cuts[0], cuts[1]);
  assert.ok(new Set(cuts[0]).size > 1);
});
