import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { expectAccessible, openBrowser } from './browser.ts';

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

async function show(body: string): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'es-DO' })).newPage();
  await page.setContent(`<!doctype html><html lang="es"><head><title>Prueba</title></head><body><main>${body}</main></body></html>`);
  return page;
}

test('a page is drawn, letters included', async () => {
  const page = await show('<h1>Buenas tardes, <span id="wide">señora Núñez</span></h1>');
  assert.equal(await page.getByRole('heading').textContent(), 'Buenas tardes, señora Núñez');
  assert.ok(((await page.locator('#wide').boundingBox())?.width ?? 0) > 50);
});

test('an accessible page passes', async () => {
  await expectAccessible(await show('<label>Correo <input type="email"></label>'));
});

test('a field without a label is found and named', async () => {
  await assert.rejects(expectAccessible(await show('<input id="bare" type="email">')), /label[\s\S]*#bare/);
});
