// What `node tools/pictures.ts` does: starts the product with an invented month of mail and takes the pictures of the documentation.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser } from '../tests/world/browser.ts';
import { closeCluster, openCluster } from '../tests/world/cluster.ts';
import { cloneDatabase } from '../tests/world/database.ts';
import { installDovecot } from '../tests/world/dovecot-program.ts';
import { encoded, mailDate, quotedPrintable } from '../tests/world/mails.ts';
import { field, mailboxAddress, type Office, openOffice, tuesday } from '../tests/world/office.ts';
import { startServer } from '../tests/world/server.ts';
import { temporaryFolder } from '../tests/world/temporary.ts';
import { answered, type Letter, waiting } from './pictures-mails.ts';
import { withPalette } from './pictures-png.ts';

const to = path.join(import.meta.dirname, '..', 'docs', 'pictures');
mkdirSync(to, { recursive: true });
installDovecot();
const folder = temporaryFolder('pictures');
process.env.VENTANILLA_TEST_CLUSTER = JSON.stringify(await openCluster(folder.path));
const office = await openOffice({ since: '2026-09-01T00:00:00-04:00', prepare: fill });
try {
  await ofTheConsole(office);
  await ofTheFirstStart(office);
} finally {
  await office.close();
  await closeCluster(folder.path);
  folder.remove();
}

async function fill({ raw }: Pick<Office, 'raw'>): Promise<void> {
  for (const [nr, letter] of [...answered(workingDays('2026-10-01', '2026-11-20')), ...waiting].entries()) {
    await raw(mailOf(nr, letter), letter.at);
    if (letter.answeredAt) await raw(answerTo(nr, letter, letter.answeredAt), letter.answeredAt, 'Sent');
  }
}

function workingDays(from: string, until: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(`${from}T12:00:00Z`); at <= Date.parse(`${until}T12:00:00Z`); at += 86_400_000) {
    const day = new Date(at);
    if (day.getUTCDay() % 6 !== 0) days.push(day.toISOString().slice(0, 10));
  }
  return days;
}

function idOf(nr: number): string {
  return `<${nr}@correo.example>`;
}

function addressOf(name: string): string {
  const plain = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z ]/g, '');
  return `${plain.replace(/ +/g, '.')}@correo.example`;
}

function mailOf(nr: number, { from, at, subject, text }: Letter): string {
  return lines(
    [`From: ${encoded(from)} <${addressOf(from)}>`, `To: ${mailboxAddress}`, `Subject: ${encoded(subject)}`, `Message-ID: ${idOf(nr)}`],
    at,
    text,
  );
}

function answerTo(nr: number, { from, subject }: Letter, at: string): string {
  return lines(
    [
      `From: Servicio al Usuario <${mailboxAddress}>`,
      `To: ${addressOf(from)}`,
      `Subject: ${encoded(`Re: ${subject}`)}`,
      `Message-ID: <respuesta-${nr}@itla.example>`,
      `In-Reply-To: ${idOf(nr)}`,
    ],
    at,
    'Buenos días. Con gusto: puede hacerlo en Registro, de 8 de la mañana a 4 de la tarde. Tarda dos días.',
  );
}

function lines(headers: readonly string[], at: string, text: string): string {
  const rest = [`Date: ${mailDate(Date.parse(at))}`, 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8'];
  return [...headers, ...rest, 'Content-Transfer-Encoding: quoted-printable', '', quotedPrintable(text.replaceAll('\n', '\r\n'))].join(
    '\r\n',
  );
}

async function ofTheConsole(office: Office): Promise<void> {
  const who = await office.colleague('Rosanna Mejía', 'coordinator');
  const agent = await office.colleague('Wilkin Santana', 'operator');
  const page = await office.page({ as: who, reducedMotion: 'reduce' });
  await page.goto('/bandeja/todas');
  await untilRead(page);
  for (const [subject, owner] of [
    ['Constancia', who],
    ['laboratorio de redes', agent],
  ] as const) {
    const { items } = (await (await page.request.get(`/api/v1/conversations?view=toAnswer&q=${encodeURIComponent(subject)}`)).json()) as {
      items: { id: string }[];
    };
    await page.request.post(`/api/v1/conversations/${items[0]?.id}/assignment`, {
      data: { assignee: owner.id },
      headers: { 'sec-fetch-site': 'same-origin' },
    });
  }
  await page.goto('/bandeja');
  await page.getByRole('option').filter({ hasText: 'Constancia de estudios' }).click();
  await page.getByText(/^vence /).waitFor();
  await take(page, 'bandeja');
  await page.emulateMedia({ colorScheme: 'dark' });
  await take(page, 'bandeja-oscuro');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByTitle(/^Cómo se calculó/).click();
  await page.getByRole('link', { name: 'Ver página' }).click();
  await page.getByText(/^Vence .*a tiempo\.$/).waitFor();
  await take(page, 'plazo');
  await page.goto('/procedimiento/5.3');
  await page.getByRole('row').nth(3).waitFor();
  await take(page, 'procedimiento');
  await page.goto('/configuracion/buzones');
  await page.getByText(mailboxAddress).first().waitFor();
  await take(page, 'configuracion-buzones');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/bandeja');
  await page.getByRole('option').first().waitFor();
  await take(page, 'bandeja-390');
}

/** The parsers go on for a while after the server listens. */
async function untilRead(page: Page): Promise<void> {
  for (let before = -1, now = 0; now !== before; ) {
    before = now;
    await page.waitForTimeout(2500);
    const { items } = (await (await page.request.get('/api/v1/mailboxes')).json()) as { items?: { counts: { read: number } }[] };
    now = items?.[0]?.counts.read ?? 0;
  }
}

async function ofTheFirstStart(office: Office): Promise<void> {
  const browser = await openBrowser();
  const database = await cloneDatabase();
  const server = await startServer({ databaseUrl: database.url, env: { VENTANILLA_CLOCK: tuesday } });
  try {
    const page = await (await browser.newContext({ locale: 'es-DO', viewport: { width: 1440, height: 900 } })).newPage();
    await page.goto(server.setupLink as string);
    await fillIn(page, [
      ['Institución', 'Instituto Tecnológico de Las Américas'],
      ['Siglas', 'ITLA'],
      ['Dependencia', 'Gestión de la Información'],
      ['Dirección pública de esta consola', 'https://ventanilla.itla.example'],
      ['Nombre y apellido', 'Rosanna Mejía'],
      ['Correo', 'rosanna.mejia@itla.example'],
      ['Clave', 'mata de mango en patio'],
    ]);
    await page.getByRole('button', { name: 'Continuar' }).click();
    await page.getByRole('button', { name: /^Confirmar/ }).click();
    await fillIn(page, [
      ['Dirección', mailboxAddress],
      ['Recibe (IMAP)', `127.0.0.1 : ${office.dovecot.port}`],
      ['Envía (SMTP)', ''],
      ['Clave', office.dovecot.password],
    ]);
    await page.getByLabel('Cifrado').first().selectOption('none');
    await page.getByRole('button', { name: 'Probar' }).click();
    await page.getByText(/^Ensayo:/).waitFor();
    await take(page, 'primer-inicio');
    await page.context().clearCookies();
    await page.goto(`${server.url}/entrar`);
    await page.getByRole('heading', { name: 'Entrar' }).waitFor();
    await take(page, 'entrar');
  } finally {
    await browser.close();
    await server.stop();
    await database.drop();
  }
}

async function fillIn(page: Page, values: readonly (readonly [string, string])[]): Promise<void> {
  for (const [label, value] of values) await field(page, label).fill(value);
}

/** The clock is driven so that the pictures are the same on any day; its notice would only be in the way of who looks at them. */
async function take(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(600);
  await page.getByText(/^Reloj de demostración/).evaluateAll((all: { style: { display: string } }[]) => {
    for (const one of all) one.style.display = 'none';
  });
  await page.mouse.move(0, 0);
  writeFileSync(path.join(to, `${name}.png`), withPalette(await page.screenshot({ animations: 'disabled', caret: 'hide' })));
}
