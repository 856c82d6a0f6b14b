// What `node tools/pictures-demo.ts http://127.0.0.1:8080` does: takes, from a demonstration that is open there (`npm run demo`), the pictures
// of the pages that need months of work behind them: the day, the shift, the rota, and what an area and a requester see.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { password } from '../demo/cast.ts';
import { openBrowser } from '../tests/world/browser.ts';
import { withPalette } from './pictures-png.ts';

const [url = 'http://127.0.0.1:8080'] = process.argv.slice(2);
const to = path.join(import.meta.dirname, '..', 'docs', 'pictures');
mkdirSync(to, { recursive: true });
const wide = { width: 1440, height: 900 };
const narrow = { width: 390, height: 844 };

const browser = await openBrowser();
try {
  await ofTheCoordinator(browser);
  await ofTheOperator(browser);
} finally {
  await browser.close();
}

async function ofTheCoordinator(at: Browser): Promise<void> {
  const page = await signedIn(at, 'elena.marmolejos@iste.example');
  await page.goto('/hoy');
  await page.getByRole('heading', { name: 'Obligaciones' }).waitFor();
  await take(page, 'hoy');
  await page.emulateMedia({ colorScheme: 'dark' });
  await take(page, 'hoy-oscuro');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/turnos');
  await page.getByRole('heading', { name: 'Cambios' }).waitFor();
  await take(page, 'turnos');
  const { area, status } = await linksIn(page);
  await page.setViewportSize(narrow);
  await page.goto('/hoy');
  await page.getByRole('heading', { name: 'Obligaciones' }).waitFor();
  await take(page, 'hoy-390');
  const outside = await at.newContext(options(wide));
  const visitor = await outside.newPage();
  await visitor.goto(area);
  await visitor.getByRole('textbox').first().waitFor();
  await take(visitor, 'area');
  await visitor.setViewportSize(narrow);
  await visitor.goto(status);
  await visitor.getByRole('heading').first().waitFor();
  await take(visitor, 'estado-390');
}

async function ofTheOperator(at: Browser): Promise<void> {
  const page = await signedIn(at, 'nurys.abreu@iste.example');
  await page.goto('/mi-turno');
  await page.getByRole('heading', { name: 'Mis turnos' }).waitFor();
  await take(page, 'mi-turno');
}

function options(viewport: { width: number; height: number }): BrowserContextOptions {
  return { locale: 'es-DO', viewport, baseURL: url, reducedMotion: 'reduce' };
}

async function signedIn(at: Browser, email: string): Promise<Page> {
  const page = await (await at.newContext(options(wide))).newPage();
  await page.goto('/entrar');
  await page.getByLabel('Correo').fill(email);
  await page.getByLabel('Clave', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Entrar' }).click();
  await page.waitForURL((now) => !now.pathname.startsWith('/entrar'));
  return page;
}

/** The paths of the links that went out in the mails about a matter which an area still has to answer. */
async function linksIn(page: Page): Promise<{ area: string; status: string }> {
  const { items } = await read<{ items: { id: string }[] }>(page, '/api/v1/conversations?view=escalated');
  for (const { id } of items) {
    const { messages } = await read<{ messages: { id: string }[] }>(page, `/api/v1/conversations/${id}`);
    const texts = await Promise.all(messages.map(async (one) => (await page.request.get(`/api/v1/messages/${one.id}/raw`)).text()));
    const all = texts.join('\n').replace(/=\r?\n/g, '');
    const area = /\/area\/[\w-]+/.exec(all)?.[0];
    const status = /\/estado\/[\w-]+/.exec(all)?.[0];
    if (area && status) return { area, status };
  }
  throw new Error('No matter is at an area: play the demonstration anew.');
}

async function read<T>(page: Page, from: string): Promise<T> {
  return (await (await page.request.get(from)).json()) as T;
}

/** The driven clock's notice would only be in the way of who looks at the pictures. */
async function take(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(900);
  await page.getByText(/^Reloj de demostración/).evaluateAll((all: { style: { display: string } }[]) => {
    for (const one of all) one.style.display = 'none';
  });
  await page.mouse.move(0, 0);
  writeFileSync(path.join(to, `${name}.png`), withPalette(await page.screenshot({ animations: 'disabled', caret: 'hide' })));
}
