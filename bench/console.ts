import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { startDovecot } from '../tests/world/dovecot.ts';
import { mail } from '../tests/world/mails.ts';
import { openBrowser } from '../tests/world/browser.ts';
import { startSmtp } from '../tests/world/smtp.ts';
import { atMost, type Bench, type Figure, figure, inRounds, percentile } from './figure.ts';
import { addMailbox, benchCluster, newProduct, untilMessages } from './product.ts';

const dist = path.join(import.meta.dirname, '..', 'dist', 'web');
const clicks = 42;
const password = 'una clave larga de prueba';

/** What the first screen loads of JavaScript, gzip; and a conversation of 50 messages, from the click until it stands there. */
export const bench: Bench = {
  name: 'console',
  async run(): Promise<Figure[]> {
    if (!existsSync(path.join(dist, 'index.html'))) throw new Error('the console is not built: npm start builds it');
    const [cluster, dovecot, smtp, browser] = await Promise.all([benchCluster(), startDovecot(), startSmtp(), openBrowser()]);
    const product = await newProduct(cluster, 'console');
    await addMailbox(product, dovecot, smtp.port);
    await seedThreads(dovecot);
    await product.cliWith(
      password,
      'user',
      'add',
      'agente@itla.test',
      '--name',
      'Wilkin Santana',
      '--role',
      'operator',
      '--password-stdin',
    );
    const server = await product.serve();
    await untilMessages(product, 100, 60_000);
    const seen = await inRounds(async () => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'es-DO' });
      const page = await context.newPage();
      const bytes = await firstScreen(page, server.url);
      const times = await openings(page);
      await context.close();
      return { kB: bytes / 1000, p95: percentile(times, 0.95) };
    });
    await browser.close();
    await server.stop();
    await product.remove();
    await Promise.all([dovecot.stop(), smtp.stop()]);
    cluster.remove();
    return [
      figure(
        'console/first-screen',
        'kB gzip',
        seen.map((one) => one.kB),
        null,
        atMost(230, 'kB'),
        atMost(200, 'kB'),
      ),
      figure(
        'console/open-50-messages',
        'ms (p95)',
        seen.map((one) => one.p95),
        null,
        atMost(200, 'ms'),
        atMost(100, 'ms'),
      ),
    ];
  },
};

/** Signs in and waits for the inbox; answers the bytes of every script that was asked for on the way. */
async function firstScreen(page: Page, url: string): Promise<number> {
  const loaded = new Set<string>();
  page.on('response', (response) => {
    if (/\.js(\?|$)/.test(response.url())) loaded.add(new URL(response.url()).pathname);
  });
  // One lands in Mi turno, which is lighter; the Inbox is what one works in, and what the figure has always been of.
  await page.goto(`${url}/entrar?a=%2Fbandeja`);
  await page
    .getByLabel(/correo/i)
    .first()
    .fill('agente@itla.test');
  await page.locator('input[type=password]').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('option').first().waitFor();
  return [...loaded].reduce((sum, file) => sum + gzipSync(readFileSync(path.join(dist, file)), { level: 9 }).length, 0);
}

async function openings(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (let click = 0; click < clicks; click++) {
    const option = page.getByRole('option').nth(click % 2);
    const thread = (await option.innerText()).includes('Hilo 0') ? 0 : 1;
    const began = performance.now();
    await option.click();
    await page.getByText(`Último mensaje del hilo ${thread}`).last().waitFor();
    if (click >= 2) times.push(performance.now() - began);
  }
  return times;
}

/** Two conversations of 50 messages each. */
async function seedThreads(dovecot: Awaited<ReturnType<typeof startDovecot>>): Promise<void> {
  const from = { name: 'Génesis Marte', email: 'genesis@correo.example' };
  for (const thread of [0, 1]) {
    for (let index = 0; index < 50; index++) {
      const before = index === 0 ? {} : { inReplyTo: `<${firstId(thread)}>` };
      const text = index === 49 ? `Último mensaje del hilo ${thread}` : `Mensaje ${index}`;
      await dovecot.deliver(mail(index, { series: `hilo${thread}`, subject: `Hilo ${thread}`, from, text, ...before }));
    }
  }
}

function firstId(thread: number): string {
  const raw = mail(0, { series: `hilo${thread}` }).toString('latin1');
  return /^Message-ID: <(.+)>/im.exec(raw)?.[1] ?? '';
}
