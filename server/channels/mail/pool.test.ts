import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { defaultLimits } from './parse/limits.ts';
import { largeMailIsolation, openParserPool, type PoolOptions } from './pool.ts';
import { base64, html, multipart, plain } from './samples/letters.ts';

const warned: string[] = [];
const log = { warn: (_: string, fields: Readonly<Record<string, unknown>> = {}) => void warned.push(String(fields['reason'])) };
const folder = mkdtempSync(join(tmpdir(), 'ventanilla-mail-'));
after(() => rmSync(folder, { recursive: true, force: true }));

async function withPool(options: Partial<PoolOptions>, work: (pool: ReturnType<typeof openParserPool>) => Promise<void>): Promise<void> {
  const pool = openParserPool({ log, ...options });
  try {
    await work(pool);
  } finally {
    await pool.close();
    assert.equal(pool.alive(), 0);
  }
}

/** Limits under which the sanitiser's quadratic parser runs for minutes on open tags, and a mail that makes it. */
const unlimited = { limits: { htmlNesting: 1e9, shownTags: 1e9, shownHtml: 1e9 } };
const endless = html('<b>'.repeat(300_000));
const file = Buffer.alloc(3_000_000, 'contenido ');
const large = multipart('mixed', [
  ['', 'hola'],
  ['Content-Type: application/zip; name=a.zip', 'Content-Transfer-Encoding: base64', '', base64(file)],
]);

test('a mail is parsed in another thread and the caller keeps its bytes', () =>
  withPool({}, async (pool) => {
    assert.equal(pool.alive(), 0, 'no thread before there is a mail');
    const raw = multipart('mixed', [
      ['', 'hola'],
      ['Content-Type: a/b; name=uno', '', 'AAA'],
      ['Content-Type: a/b; name=dos', '', 'BB'],
    ]);
    const outcome = await pool.parse(raw, { our: ['info@instituto.example'] });
    assert.ok(outcome.ok);
    assert.equal(outcome.mail.text, 'hola');
    assert.deepEqual(
      outcome.mail.attachments.map((one) => Buffer.from(one.content).toString()),
      ['AAA', 'BB'],
    );
    assert.ok(raw.includes('hola'));
    assert.equal(pool.alive(), 1);
  }));

test('many come back in their order, a killer among them failing alone', () =>
  withPool({ timeoutMs: 1500 }, async (pool) => {
    const raws = Array.from({ length: 12 }, (_, i) => (i === 5 ? html('<b>'.repeat(200_000)) : plain(`mail ${i}`)));
    const outcomes = await pool.parseMany(raws, unlimited);
    assert.deepEqual(
      outcomes.map((one) => (one.ok ? one.mail.text : `${one.reason} ${one.mail.from}`)),
      raws.map((_, i) => (i === 5 ? 'time ana@correo.example' : `mail ${i}`)),
    );
  }));

test('what takes too long is killed, sketched and logged; the next mail is parsed', () =>
  withPool({ timeoutMs: 1000 }, async (pool) => {
    const outcome = await pool.parse(endless, unlimited);
    assert.ok(!outcome.ok);
    assert.equal(outcome.reason, 'time');
    assert.equal(outcome.mail.from, 'ana@correo.example');
    assert.equal(outcome.mail.subject, 'Consulta sobre el certificado');
    assert.equal(warned.at(-1), 'time');
    const next = await pool.parse(plain('sigo aquí'));
    assert.ok(next.ok && next.mail.text === 'sigo aquí');
  }));

test('what takes too much memory ends its thread, not the product', () =>
  withPool({ heapMb: 24, largeFrom: 4_000_000 }, async (pool) => {
    const outcome = await pool.parse(html('<p>hola</p>'.repeat(180_000)), { limits: { ...unlimited.limits, html: 1e9 } });
    assert.ok(!outcome.ok);
    assert.equal(outcome.reason, 'memory');
    assert.ok((await pool.parse(plain('sigo'))).ok);
  }));

test('a large mail comes whole, from memory and from a file', () =>
  withPool({}, async (pool) => {
    const path = join(folder, 'large.eml');
    writeFileSync(path, large);
    for (const raw of [large, { path, size: large.length }]) {
      const outcome = await pool.parse(raw);
      assert.ok(outcome.ok);
      assert.equal(outcome.mail.text, 'hola');
      assert.deepEqual(Buffer.from(outcome.mail.attachments[0]?.content ?? []), file);
    }
    assert.equal(pool.alive(), 1);
  }));

test('a small mail may come from a file too', () =>
  withPool({}, async (pool) => {
    const path = join(folder, 'small.eml');
    writeFileSync(path, plain('desde el disco'));
    const outcome = await pool.parse({ path, size: 500 });
    assert.ok(outcome.ok && outcome.mail.text === 'desde el disco');
  }));

// Without prlimit (macOS) large mails go to a thread, whose Buffers nothing bounds: `doctor` says so.
if (largeMailIsolation() === 'process')
  test('the memory of the process for large mails is bounded as a whole', () =>
    withPool({ largeMb: 16 }, async (pool) => {
      const outcome = await pool.parse(Buffer.concat([large, Buffer.alloc(30_000_000, 'x')]));
      assert.ok(!outcome.ok);
      assert.equal(outcome.reason, 'memory');
      assert.equal(outcome.mail.from, 'ana@correo.example');
      assert.ok((await pool.parse(plain('sigo'))).ok);
    }));

if (largeMailIsolation() === 'process')
  test('a mail of 1 MB is read in the thread, a larger one in the process beside it', () =>
    withPool({}, async (pool) => {
      assert.ok((await pool.parse(plain('x'.repeat(1_000_000)))).ok);
      assert.equal(pool.alive(), 1);
      assert.ok((await pool.parse(plain('x'.repeat(1_100_000)))).ok);
      assert.equal(pool.alive(), 2);
    }));

test('a large mail that takes too long is killed too', () =>
  withPool({ timeoutMs: 1500, largeFrom: 1000 }, async (pool) => {
    const outcome = await pool.parse(endless, unlimited);
    assert.ok(!outcome.ok && outcome.reason === 'time');
    const next = await pool.parse(plain('x'.repeat(2000)));
    assert.ok(next.ok);
  }));

test('a mail that runs into its limit delays nobody behind it', () =>
  withPool({ timeoutMs: 6000 }, async (pool) => {
    let isOver = false;
    const poison = pool.parse(endless, unlimited).finally(() => (isOver = true));
    const next = await pool.parse(plain('tengo prisa'));
    assert.ok(next.ok && !isOver);
    assert.ok(!(await poison).ok);
  }));

test('idle threads end, and come back with the next mail', () =>
  withPool({ idleMs: 20 }, async (pool) => {
    await pool.parse(plain('uno'));
    for (let i = 0; i < 200 && pool.alive() > 0; i++) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.equal(pool.alive(), 0);
    assert.ok((await pool.parse(plain('dos'))).ok);
  }));

test('no more threads than allowed, however many mails wait', () =>
  withPool({ threads: 2 }, async (pool) => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, i) => pool.parse(plain(`mail ${i}`))));
    assert.deepEqual(
      outcomes.map((one) => one.ok && one.mail.text),
      Array.from({ length: 20 }, (_, i) => `mail ${i}`),
    );
    assert.ok(pool.alive() <= 3);
  }));

test('a file that is gone is a failure of that mail alone', () =>
  withPool({}, async (pool) => {
    const outcome = await pool.parse({ path: join(folder, 'none.eml'), size: 10 });
    assert.ok(!outcome.ok && outcome.reason === 'error');
  }));

test('the limits of the contract are the ones in force', () => {
  assert.deepEqual(
    [
      defaultLimits.parts,
      defaultLimits.depth,
      defaultLimits.headerBytes,
      defaultLimits.oneHeader,
      defaultLimits.addresses,
      defaultLimits.attachments,
    ],
    [1000, 20, 262_144, 65_536, 1000, 200],
  );
});
