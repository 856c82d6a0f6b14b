import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Front, openFront } from './front.ts';

const opened: Front[] = [];
after(async () => {
  for (const front of opened) await front.close();
});

async function open(): Promise<{ front: Front; ask: (path: string) => Promise<Response> }> {
  const front = await openFront({ host: '127.0.0.1', port: 0 });
  opened.push(front);
  return { front, ask: (path) => fetch(`http://127.0.0.1:${front.port}${path}`) };
}

test('whoever asks /readyz waits for the word, and /healthz never waits', async () => {
  const { front, ask } = await open();
  const asked = ask('/readyz');
  assert.equal((await ask('/healthz')).status, 200);
  front.ready();
  const answer = await asked;
  assert.deepEqual([answer.status, await answer.json()], [200, { ok: true, detail: 'Lista.' }]);
  assert.equal((await ask('/readyz')).status, 200);
});

test('/readyz says «not yet» after two seconds, and what else was asked goes on waiting', async () => {
  const { front, ask } = await open();
  const page = ask('/api/v1/session');
  const answer = await ask('/readyz');
  assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '2']);
  front.handOver((_request, response) => response.end('here'));
  assert.equal(await (await page).text(), 'here');
});

test('what came before the routes is answered by them, body and all, and the probes are theirs from then on', async () => {
  const { front } = await open();
  const posted = fetch(`http://127.0.0.1:${front.port}/x`, { method: 'POST', body: 'hola' });
  await new Promise((resolve) => setTimeout(resolve, 30));
  front.handOver((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk;
    });
    request.on('end', () => response.end(`${request.url} ${body}`));
  });
  assert.equal(await (await posted).text(), '/x hola');
  assert.equal(await (await fetch(`http://127.0.0.1:${front.port}/readyz`)).text(), '/readyz ');
});

test('closing keeps nobody waiting, and a port in use is said at once', async () => {
  const { front, ask } = await open();
  const page = ask('/bandeja');
  const lost = assert.rejects(page);
  await new Promise((resolve) => setTimeout(resolve, 30));
  await assert.rejects(openFront({ host: '127.0.0.1', port: front.port }), { code: 'EADDRINUSE' });
  await front.close();
  await lost;
});
