import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { z } from 'zod';
import { defineRoute, module as kernel, type Module } from '#kernel';
import { module as people } from '#people';
import { temporaryFolder } from '../../../tests/world/temporary.ts';
import { type TestHttp, testHttp } from '../../../tests/world/visitors.ts';
import { openHttp } from './server.ts';

const failing: Module = {
  name: 'failing',
  routes: [
    defineRoute({
      method: 'GET',
      path: '/failing',
      access: 'public',
      summary: 'Fails as nobody foresaw',
      handle: async () => {
        throw new Error('secreto de adentro at /srv/ventanilla/x.ts:1');
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/echo',
      access: 'public',
      summary: 'Takes a text',
      body: z.strictObject({ text: z.string().max(10), count: z.number().int().optional(), kind: z.enum(['a', 'b']).optional() }),
      handle: async (_k, { body }) => body,
    }),
  ],
};

const folder = temporaryFolder('web');
let t: TestHttp;
before(async () => {
  mkdirSync(path.join(folder.path, 'assets'));
  writeFileSync(path.join(folder.path, 'index.html'), '<!doctype html><title>Ventanilla</title>');
  writeFileSync(path.join(folder.path, 'assets', 'app-1a2b.js'), 'console.log(1)');
  writeFileSync(path.join(folder.path, 'assets', 'app-1a2b.js.br'), brotliCompressSync('console.log(1)'));
  t = await testHttp({ modules: [kernel, people], more: [failing], web: folder.path });
});
after(async () => {
  await t?.close();
  folder.remove();
});

const raw = (payload: string, type = 'application/json') => ({ payload, headers: { 'content-type': type } });

test('what nobody foresaw is a 500 with the request’s number and nothing from inside', async () => {
  const answer = await t.visitor().get('/failing');
  assert.deepEqual([answer.status, answer.body.code], [500, 'internal-error']);
  assert.equal(answer.headers['content-type'], 'application/problem+json; charset=utf-8');
  assert.equal(answer.body.requestId, answer.headers['x-request-id']);
  assert.ok(!/secreto|x\.ts|stack/.test(answer.text));
});

test('a problem speaks Spanish, and English to whom asks for it', async () => {
  const who = t.visitor();
  const es = await who.get('/users');
  assert.equal(es.body.detail, 'Entre con su cuenta para continuar.');
  for (const en of [await who.get('/users', { headers: { 'accept-language': 'en-US,en;q=0.9' } }), await who.get('/users?lang=en')]) {
    assert.deepEqual([en.body.detail, en.headers['content-language']], ['Sign in to go on.', 'en']);
  }
});

test('a fault names the field and says what to write', async () => {
  const cases: [unknown, string][] = [
    [{}, '«text» no sirve: escriba un texto.'],
    [{ text: 5 }, '«text» no sirve: escriba un texto.'],
    [{ text: 'demasiado largo' }, '«text» no sirve: escriba como máximo 10 caracteres.'],
    [{ text: 'a', count: 1.5 }, '«count» no sirve: escriba un número entero.'],
    [{ text: 'a', kind: 'c' }, '«kind» no sirve: escriba uno de estos: a, b.'],
    [{ text: 'a', color: 'rojo' }, 'No se conoce «color» en el cuerpo: quítelo o revise cómo se escribe.'],
    [{ text: 'a\0' }, 'El cuerpo no sirve: escriba texto en UTF-8 sin caracteres nulos.'],
    [{ text: '\ud800' }, 'El cuerpo no sirve: escriba texto en UTF-8 sin caracteres nulos.'],
    [[], 'El cuerpo no sirve: escriba un objeto.'],
  ];
  for (const [body, detail] of cases) {
    const answer = await t.visitor().post('/echo', body);
    assert.deepEqual([answer.status, answer.body.code, answer.body.detail], [400, 'bad-input', detail]);
    assert.ok(answer.body.issues.length > 0);
  }
});

test('what is not JSON, not this type or too large is said so', async () => {
  const cases: [string, string, number, string][] = [
    ['{"text":', 'application/json', 400, 'bad-json'],
    ['{"__proto__":{"x":1},"text":"a"}', 'application/json', 400, 'bad-json'],
    ['text=a', 'application/x-www-form-urlencoded', 415, 'wrong-content-type'],
    ['<a/>', 'text/xml', 415, 'wrong-content-type'],
    [JSON.stringify({ text: 'x'.repeat(1_100_000) }), 'application/json', 413, 'too-large'],
  ];
  for (const [payload, type, status, code] of cases) {
    const answer = await t.visitor().ask('POST', '/echo', undefined, raw(payload, type));
    assert.deepEqual([answer.status, answer.body?.code], [status, code], payload.slice(0, 40));
  }
});

test('an unknown address is a problem, a wrong method says which there are', async () => {
  assert.deepEqual([(await t.visitor().get('/nada')).status, (await t.visitor().get('//api/v2/x')).body.code], [404, 'not-found']);
  const answer = await t.visitor().ask('PUT', '/echo', {});
  assert.deepEqual([answer.status, answer.headers.allow], [405, 'POST']);
  assert.equal((await t.visitor().get('//api/v1/%zz')).body.code, 'bad-request');
});

test('bytes that are no HTTP get a problem and the line is closed', async () => {
  await t.http.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = t.http.app.server.address() as net.AddressInfo;
  const text = await new Promise<string>((resolve, reject) => {
    let read = '';
    const socket = net.connect(port, '127.0.0.1', () => socket.write('NO ES HTTP\r\n\r\n'));
    socket.on('data', (chunk) => {
      read += String(chunk);
    });
    socket.on('end', () => resolve(read));
    socket.on('error', reject);
  });
  assert.match(text, /^HTTP\/1\.1 400 [\s\S]*application\/problem\+json[\s\S]*"bad-request"/);
});

test('HEAD answers as GET does, without the body', async () => {
  const answer = await t.visitor().ask('HEAD', '/session');
  assert.deepEqual([answer.status, answer.text], [200, '']);
});

test('a route without a rule of access does not register', async () => {
  const open: Module = { name: 'open', routes: [{ method: 'GET', path: '/open', summary: '', handle: async () => ({}) } as never] };
  await assert.rejects(openHttp(t.k, [open]), /no rule of access/);
});

test('the probes answer; /metrics is Prometheus text that counts by route, not by address', async () => {
  const who = t.visitor();
  assert.equal((await who.get('//healthz')).status, 200);
  assert.equal((await who.get('//readyz')).status, 200);
  await who.get('/account/sessions?nombre=secreto');
  const { text, headers } = await who.get('//metrics');
  assert.match(String(headers['content-type']), /^text\/plain; version=0\.0\.4/);
  assert.match(text, /ventanilla_http_requests_total\{method="GET",route="\/api\/v1\/account\/sessions",status="401"\} \d+/);
  assert.match(text, /# TYPE process_cpu_seconds_total counter\n/);
  assert.ok(!text.includes('secreto'));
});

test('the document names every route with its rule', async () => {
  const document = (await t.visitor().get('//api/openapi.json')).body;
  for (const route of t.http.routes) {
    const operation = document.paths[`/api/v1${route.path.replace(/:(\w+)/g, '{$1}')}`]?.[route.method.toLowerCase()];
    assert.ok(operation?.summary && operation.responses, `${route.method} ${route.path}`);
  }
  assert.equal(document.paths['/api/v1/areas'].post.requestBody.content['application/json'].schema.additionalProperties, false);
});

test('the console’s page comes for every address of its own, strict and unkept; its assets for ever and compressed', async () => {
  const who = t.visitor();
  for (const address of ['//', '//bandeja/todas/7', '//entrar', '//procedimiento/5.3']) {
    const page = await who.get(address);
    assert.deepEqual([page.status, page.text.slice(0, 15), page.headers['cache-control']], [200, '<!doctype html>', 'no-cache'], address);
    const policy = String(page.headers['content-security-policy']);
    assert.match(policy, /default-src 'none'; script-src 'self';/);
    assert.match(policy, /frame-ancestors 'none'/);
  }
  const asset = await who.get('//assets/app-1a2b.js', { headers: { 'accept-encoding': 'br' } });
  assert.deepEqual([asset.headers['content-encoding'], asset.headers['cache-control']], ['br', 'public, max-age=31536000, immutable']);
  assert.equal((await who.get('//assets/otra.js')).status, 404);
  assert.equal((await who.get('//../../package.json')).status, 404);
  assert.equal((await who.get('//assets/..%2f..%2fpackage.json')).status === 200, false);
});

test('every answer carries the headers that protect it', async () => {
  for (const address of ['//', '/session', '/nada', '//healthz']) {
    const { headers } = await t.visitor().get(address);
    assert.equal(headers['x-content-type-options'], 'nosniff', address);
    assert.equal(headers['referrer-policy'], 'no-referrer', address);
    assert.ok(headers['content-security-policy'], address);
  }
  assert.equal((await t.visitor().get('/session')).headers['cache-control'], 'no-store');
});

test('without a built console a sentence says what to do', async () => {
  const bare = await openHttp(t.k, [], { web: 'nowhere' });
  const answer = await bare.app.inject('/');
  assert.equal(answer.statusCode, 503);
  assert.match(answer.body, /npm start/);
  await bare.close();
});

test('the proxy in front is believed only when configured, and only for the last hop', async () => {
  const headers = { 'x-forwarded-for': '1.1.1.1, 10.20.30.40' };
  const ipSeenBy = async (trust: string) => {
    const one = await testHttp({ modules: [kernel, people], env: { VENTANILLA_TRUST_PROXY: trust } });
    await one.person('ip@itla.example', 'cuatro palabras al azar', 'operator');
    const who = one.visitor('127.0.0.1');
    await who.post('/session', { email: 'ip@itla.example', password: 'cuatro palabras al azar' }, { headers });
    const { ip } = (await who.get('/account/sessions')).body.items[0];
    await one.close();
    return ip;
  };
  assert.equal(await ipSeenBy('0'), '127.0.0.1');
  assert.equal(await ipSeenBy('1'), '10.20.30.40');
});

test('/readyz says 503 and why while the database is away', async () => {
  const one = await testHttp({ modules: [kernel, people] });
  const { db } = one.k;
  await db.destroy();
  const answer = await one.visitor().get('//readyz');
  assert.deepEqual([answer.status, answer.body.ok], [503, false]);
  assert.match(answer.body.detail, /base de datos/);
  assert.equal((await one.visitor().get('//healthz')).status, 200);
  await one.close().catch(() => {});
});
