import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { module as calendar } from '#calendar';
import { module as kernel } from '#kernel';
import { module as people } from '#people';
import { module as procedure } from '#procedure';
import { openBrowser } from '../../tests/world/browser.ts';
import { type TestHttp, testHttp } from '../../tests/world/visitors.ts';
import { module as desk, receive } from './index.ts';
import { showConversation } from './show.ts';
import { mail } from './testing.ts';

let world: TestHttp;
let browser: Awaited<ReturnType<typeof openBrowser>>;
before(async () => {
  world = await testHttp({ modules: [kernel, calendar, people, procedure, desk], env: { PORT: '0' } });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await world?.close();
});

const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

test('in a sandboxed frame a mail shows its own pictures, runs nothing and asks nobody else', async () => {
  let asked = 0;
  const outside = createServer((_request, response) => {
    asked += 1;
    response.end();
  });
  outside.unref();
  await once(outside.listen(0, '127.0.0.1'), 'listening');
  const away = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
  const sha256 = await world.k.blobs.put(pixel);
  const [received] = await receive(world.k, [
    mail({
      // What a sanitiser that failed would let through: the frame must hold by itself.
      html: `<img id="own" src="cid:foto"><img src="${away}/x.png"><link rel="stylesheet" href="${away}/x.css"><script>document.title="corrió"</script><b>Hola</b>`,
      attachments: [{ name: 'foto.png', type: 'image/png', size: pixel.length, sha256, contentId: 'foto', inline: true }],
    }),
  ]);
  const { messages } = await showConversation(world.k, received?.conversationId ?? '', { messages: 1, before: null, isBrief: true });
  const { port } = await world.http.listen();
  const page = await (await browser.newContext()).newPage();
  const own = `http://127.0.0.1:${port}`;
  const frameOf = `<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" src="${messages[0]?.bodyUrl}"></iframe>`;
  await page.route(`${own}/console`, (route) => route.fulfill({ contentType: 'text/html', body: frameOf }));
  await page.goto(`${own}/console`);
  await page.waitForLoadState('networkidle');
  const frame = page.frames()[1];
  assert.equal(await frame?.title(), 'Mensaje');
  assert.equal(await frame?.locator('b').textContent(), 'Hola');
  assert.equal(asked, 0);
  const size = await frame?.locator('#own').boundingBox();
  assert.deepEqual([size?.width, size?.height], [1, 1]);
  outside.close();
});
