// Somebody gets the printed link and ends with the first mail and its due time on the screen.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../world/browser.ts';
import { cloneDatabase } from '../world/database.ts';
import { type Dovecot, startDovecot } from '../world/dovecot.ts';
import { mail } from '../world/mails.ts';
import { expectAccessibleEverywhere, field as fieldOf, journey, listenForTrouble, tuesday } from '../world/office.ts';
import { type RunningServer, startServer } from '../world/server.ts';

const address = 'servicio@itla.example';
let browser: Browser;
let dovecot: Dovecot;
let server: RunningServer;
let page: Page;
let trouble: { readonly said: string[] };
let database: Awaited<ReturnType<typeof cloneDatabase>>;

before(async () => {
  [browser, dovecot, database] = await Promise.all([openBrowser(), startDovecot({ users: [address] }), cloneDatabase()]);
  server = await startServer({ databaseUrl: database.url, env: { VENTANILLA_CLOCK: tuesday } });
  const context = await browser.newContext({ locale: 'es-DO', viewport: { width: 1440, height: 900 }, baseURL: server.url });
  context.setDefaultTimeout(10_000);
  page = await context.newPage();
  trouble = listenForTrouble(page);
  const at = (time: string) => Date.parse(`2026-11-${time}:00-04:00`);
  // Of October: history. Of today and yesterday: they wait.
  for (const [number, when, subject] of [
    [1, Date.parse('2026-10-06T09:00:00-04:00'), 'Carnet vencido'],
    [2, at('23T15:00'), 'Horario del laboratorio'],
    [3, at('24T09:12'), 'Constancia de estudios'],
  ] as const)
    await dovecot.deliver(mail(number, { date: when, subject }), { internalDate: when });
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await dovecot?.stop();
  await database?.drop();
});

const test = journey();
const field = (name: string) => fieldOf(page, name);
const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
const step = (name: string) => page.getByRole('region', { name }).waitFor();

test('the printed link opens the first step, and a reload keeps what was typed but the password', async () => {
  await page.goto(server.setupLink as string);
  await step('Institución');
  await field('Institución').fill('Instituto Tecnológico de Las Américas');
  await field('Siglas').fill('ITLA');
  await field('Dependencia').fill('Gestión de la Información');
  await field('Nombre y apellido').fill('Rosanna Mejía');
  await field('Correo').fill('rosanna@itla.example');
  await page.reload();
  await step('Institución');
  assert.equal(await field('Institución').inputValue(), 'Instituto Tecnológico de Las Américas');
  assert.equal(await field('Nombre y apellido').inputValue(), 'Rosanna Mejía');
  assert.equal(await field('Clave').inputValue(), '');
  await expectAccessibleEverywhere(page);
});

test('a password from the lists of leaked ones is refused with what to do; a good one goes on', async () => {
  await press('Continuar');
  await page.getByText('Escriba una clave de 10 caracteres o más').waitFor();
  await field('Clave').and(page.locator(':focus')).waitFor();
  await field('Clave').fill('password123');
  await press('Continuar');
  await page.getByRole('alert').filter({ hasText: 'cuatro palabras al azar' }).waitFor();
  await field('Clave').fill('mata de mango en patio');
  await press('Continuar');
  await step('Horario');
});

test('the schedule and the holidays of the year are confirmed, a day of the institution’s own among them', async () => {
  await press('Atrás');
  await step('Institución');
  assert.equal(await field('Siglas').inputValue(), 'ITLA');
  await press('Continuar');
  await step('Horario');
  await page.getByText('40 h por semana').waitFor();
  await page.getByText('24 horas laborables = 24 horas del horario').waitFor();
  const before = Number(/\d+/.exec(await page.getByRole('button', { name: /^Confirmar/ }).innerText())?.[0]);
  assert.ok(before >= 12, `${before} holidays`);
  await press('Agregar día propio');
  await field('Fecha').fill('2026-12-07');
  await field('Nombre del día').fill('Aniversario del ITLA');
  await press('Agregar');
  await expectAccessibleEverywhere(page);
  await press(`Confirmar ${before + 1} feriados`);
  await step('Correo');
  await page.reload();
  await step('Correo');
});

test('a wrong password of the mailbox is said in a sentence that tells what to do', async () => {
  await field('Dirección').fill(address);
  await field('Recibe (IMAP)').fill(`127.0.0.1 : ${dovecot.port}`);
  await field('Envía (SMTP)').fill('127.0.0.1 : 9');
  await page.getByLabel('Cifrado').first().selectOption('none');
  await field('Clave').fill('otra');
  await press('Probar');
  const alert = page.getByRole('alert').filter({ hasText: 'Entrar.' });
  await alert.waitFor();
  assert.match(await alert.innerText(), /clave/i);
  assert.equal(await page.getByRole('button', { name: 'Empezar a leer' }).count(), 0);
  await expectAccessibleEverywhere(page);
});

test('the right one leads to a rehearsal that says how many mails, and that nobody is answered', async () => {
  await field('Clave').fill(dovecot.password);
  await press('Probar');
  await page.getByText('Ensayo: leería 3 correos de Recibidos y no le respondería a ninguna persona.').waitFor();
  // A server for sending that does not answer keeps nobody from reading, and does not look like a failure.
  await page.getByText('Para leer no hace falta; sin él no saldrán las respuestas.').first().waitFor();
  assert.equal(await page.locator('.note.bad').count(), 0);
  await press('Ver qué haría con cada uno');
  const sample = page.getByRole('table');
  assert.match(await sample.getByRole('row').filter({ hasText: 'Carnet vencido' }).innerText(), /Histórico/);
  assert.match(
    await sample.getByRole('row').filter({ hasText: 'Constancia de estudios' }).innerText(),
    /Abre conversación\s+vie 27\/11 9:12 am/,
  );
  assert.equal(await dovecot.doveadm('fetch', '-u', address, 'flags', 'mailbox', 'INBOX', 'SEEN'), '');
  await expectAccessibleEverywhere(page);
  await press('Empezar a leer');
  await step('Personas');
});

test('each person gets a link; whoever is known already is said', async () => {
  await press('Agregar persona');
  await field('Nombre y apellido').fill('Wilkin Santana');
  await field('Correo').fill('wilkin@itla.example');
  await press('Agregar');
  await page.getByRole('row').filter({ hasText: 'Wilkin Santana' }).getByRole('button', { name: 'Copiar enlace' }).waitFor();
  await field('Nombre y apellido').fill('Otra Rosanna');
  await field('Correo').fill('rosanna@itla.example');
  await press('Agregar');
  await page.getByText('Ya hay una cuenta con ese correo').waitFor();
  await expectAccessibleEverywhere(page);
  await press('Continuar');
  await step('Listo');
});

test('it ends in Hoy, with the rota to confirm, and the first mail with its due time in the inbox; nothing was marked as read', async () => {
  await page.getByText('2 por responder.').waitFor();
  // One look at both: whoever waits is among what was read.
  await page.getByText('3 correos guardados, de todas sus carpetas.').waitFor();
  await expectAccessibleEverywhere(page);
  await page.getByText('Faltan operadores de turno (6.2).').waitFor();
  await press('Ir a Hoy');
  await page.getByRole('heading', { name: 'Hoy', level: 1 }).waitFor();
  await page.getByRole('region', { name: 'Operadores' }).getByText('Falta').first().waitFor();
  await expectAccessibleEverywhere(page);
  await page
    .getByRole('navigation', { name: 'Principal' })
    .getByRole('link', { name: /^Bandeja/ })
    .click();
  const rows = page.getByRole('option');
  await rows.filter({ hasText: 'Horario del laboratorio' }).waitFor();
  assert.equal(await rows.count(), 2);
  // 24 working hours from Monday 3 pm: one was Monday's, 2 h 24 min were today's.
  assert.match(await rows.nth(0).innerText(), /Horario del laboratorio[\s\S]*20 h 36 min/);
  await rows.filter({ hasText: 'Constancia de estudios' }).click();
  await page.getByText('vence vie 27/11 9:12 am').waitFor();
  assert.equal(await dovecot.doveadm('fetch', '-u', address, 'flags', 'mailbox', 'INBOX', 'SEEN'), '');
});

test('the link of the first start is dead afterwards, for everybody', async () => {
  const stranger = await (await browser.newContext({ locale: 'es-DO' })).newPage();
  await stranger.goto(server.setupLink as string);
  await stranger.getByRole('heading', { name: 'Entrar' }).waitFor();
  const answer = await fetch(`${server.url}/api/v1/setup/look`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: new URL(server.setupLink as string).hash.slice(1) }),
  });
  assert.ok([403, 404, 409, 410].includes(answer.status), String(answer.status));
  assert.deepEqual(
    trouble.said.filter((one) => !/status of 4\d\d/.test(one)),
    [],
  );
});
