import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cloneDatabase } from './database.ts';
import { startServer } from './server.ts';

test('the product starts as its users start it, says where, and ends when asked', async () => {
  const database = await cloneDatabase();
  try {
    const server = await startServer({ databaseUrl: database.url });
    assert.match(server.setupLink ?? '', /\/primer-inicio#\S+$/);
    const answer = await fetch(`${server.url}/api/v1/session`);
    assert.equal(answer.status, 200);
    assert.equal(((await answer.json()) as { setup: boolean }).setup, true);
    assert.equal(await server.stop(), 0, server.stderr());
    await assert.rejects(fetch(server.url));
  } finally {
    await database.drop();
  }
});

test('a server that cannot start is told with what it said', async () => {
  await assert.rejects(startServer({ env: { PORT: 'ochenta' } }), /PORT/);
});
