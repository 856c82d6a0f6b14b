// An agent's day: invited, at the inbox by keyboard, with mail that arrives while looking.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { createAccount } from '#kernel';
import type { Page } from 'playwright-core';
import { expectAccessibleEverywhere, field, journey, listenForTrouble, type Office, openOffice } from '../world/office.ts';

const test = journey();
let office: Office;
let page: Page;
let trouble: { readonly said: string[] };
let link: string;

before(async () => {
  office = await openOffice({
    async prepare({ k, deliver }) {
      await deliver(1, '2026-11-23T15:00:00-04:00', { subject: 'Horario del laboratorio' });
      await deliver(2, '2026-11-24T08:05:00-04:00', { subject: 'Pago de la matrícula' });
      await deliver(3, '2026-11-24T09:12:00-04:00', { subject: 'Constancia de estudios' });
      const made = await createAccount(k, { name: 'Wilkin Santana', email: 'wilkin@itla.example', roles: ['operator'] });
      link = made.link as string;
      await createAccount(k, { name: 'Rosanna Mejía', email: 'rosanna@itla.example', roles: ['coordinator', 'admin'] });
    },
  });
  page = await office.page();
  trouble = listenForTrouble(page);
});
after(() => office?.close());

const row = (subject: string) => page.getByRole('option').filter({ hasText: subject });
const cursor = () => page.locator('[role=option]#' + cursorId).innerText();
let cursorId = '';
/** The row that the keyboard points at. */
async function pointed(): Promise<string> {
  cursorId = (await page.getByRole('listbox').getAttribute('aria-activedescendant')) ?? '';
  assert.notEqual(cursorId, '', 'the list points at a row');
  return cursor();
}

test('an invitation asks for a password and opens the person’s own day; the inbox is a key away', async () => {
  await page.goto(`/invitacion#${new URL(link).hash.slice(1)}`);
  await page.getByText('Su rol: Agente de Servicio. Elija su clave.').waitFor();
  await expectAccessibleEverywhere(page);
  await field(page, 'Clave nueva').fill('mata de mango en patio');
  await page.getByRole('button', { name: 'Crear mi acceso' }).click();
  await page.getByRole('heading', { level: 1, name: 'Mi turno' }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('b');
  await row('Constancia de estudios').waitFor();
  assert.equal(await page.getByRole('option').count(), 3);
  await expectAccessibleEverywhere(page);
});

test('the link serves once', async () => {
  const other = await office.page();
  await other.goto(`/invitacion#${new URL(link).hash.slice(1)}`);
  await other.getByRole('heading', { name: 'Esta invitación ya no sirve' }).waitFor();
  await other.context().close();
});

test('J and K walk the rows by what is due first, Enter opens', async () => {
  await page.keyboard.press('j');
  assert.match(await pointed(), /Horario del laboratorio/);
  await page.keyboard.press('j');
  assert.match(await pointed(), /Pago de la matrícula/);
  await page.keyboard.press('k');
  assert.match(await pointed(), /Horario del laboratorio/);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Pago de la matrícula', level: 2 }).waitFor();
  await page.getByText('vence vie 27/11 8:05 am').waitFor();
  await expectAccessibleEverywhere(page);
});

test('a mail that arrives while looking stands in the list within two seconds, and the one open stays', async () => {
  await office.deliver(4, '2026-11-24T10:20:00-04:00', { subject: 'Reposición del carnet' });
  const deliveredAt = performance.now();
  await row('Reposición del carnet').waitFor();
  const waited = performance.now() - deliveredAt;
  assert.ok(waited < 2000, `${Math.round(waited)} ms`);
  assert.ok(await page.getByRole('heading', { name: 'Pago de la matrícula', level: 2 }).isVisible());
});

test('«Tomar» says what it does, and M takes it', async () => {
  await page.getByRole('button', { name: 'Tomar', exact: true }).waitFor();
  await page.keyboard.press('m');
  await page.getByRole('button', { name: 'Asignada a Wilkin Santana' }).waitFor();
  await page.getByText('Wilkin Santana tomó la conversación').waitFor();
});

test('N opens a note that survives a reload, and Ctrl Enter keeps it', async () => {
  await page.keyboard.press('n');
  await page.keyboard.type('Llamé a Caja: el pago está, falta conciliarlo.');
  await page.reload();
  const note = page.getByRole('textbox', { name: 'Nota interna' });
  await note.waitFor();
  assert.equal(await note.inputValue(), 'Llamé a Caja: el pago está, falta conciliarlo.');
  await expectAccessibleEverywhere(page);
  await note.press('Control+Enter');
  await page.getByRole('article').filter({ hasText: 'falta conciliarlo' }).filter({ hasText: 'Nota interna' }).waitFor();
  assert.equal(await note.count(), 0);
});

test('E while an answer is owed says what to do, and the server says the same', async () => {
  await page.keyboard.press('e');
  const said = page.getByRole('alert').filter({ hasText: 'Todavía espera respuesta' });
  await said.waitFor();
  const id = page.url().split('/').at(-1);
  const answer = await page.evaluate(async (url) => {
    const got = await fetch(url, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
    return { status: got.status, body: (await got.json()) as { code: string; detail: string } };
  }, `/api/v1/conversations/${id}/resolution`);
  assert.equal(answer.status, 409);
  assert.equal(answer.body.code, 'waits-for-answer');
  assert.match(answer.body.detail, /No requiere respuesta/);
  trouble.said.length = 0;
});

test('«No requiere respuesta» asks for the reason and takes the wait away', async () => {
  await page.getByRole('alert').getByRole('button', { name: 'No requiere respuesta' }).click();
  const dialog = page.getByRole('dialog', { name: 'No requiere respuesta' });
  await dialog.getByRole('button', { name: 'Apartar' }).click();
  await dialog.getByText('Escriba el motivo.').waitFor();
  await expectAccessibleEverywhere(page);
  await field(page, 'Motivo').fill('Caja ya le respondió por teléfono.');
  await dialog.getByRole('button', { name: 'Apartar' }).click();
  await page.getByText('Wilkin Santana: no requiere respuesta · Caja ya le respondió por teléfono.').waitFor();
  await page.locator('#conversation header').first().getByText('No requiere respuesta', { exact: true }).waitFor();
  await row('Pago de la matrícula').waitFor({ state: 'detached' });
});

test('E resolves with ten seconds to undo, and what was undone stays open', async () => {
  await page.locator('#conversation').focus();
  await page.keyboard.press('e');
  await page.getByRole('button', { name: /^Deshacer/ }).click();
  await page.getByRole('button', { name: 'Resolver' }).waitFor();
  await page.keyboard.press('e');
  await page.getByRole('button', { name: /^Deshacer/ }).waitFor();
  // A page that closes takes nothing back: what was decided leaves now.
  await page.reload();
  await page.getByText('Wilkin Santana resolvió la conversación').waitFor();
});

test('a resolved one is reopened', async () => {
  await page.getByRole('button', { name: 'Reabrir' }).click();
  await page.getByText('Wilkin Santana reabrió la conversación').waitFor();
  await page.getByRole('button', { name: 'Resolver' }).waitFor();
});

test('/ searches in the list, Escape clears it; ? lists the keys; Ctrl K goes anywhere', async () => {
  await page.keyboard.press('/');
  await page.keyboard.type('carnet');
  await row('Constancia de estudios').waitFor({ state: 'detached' });
  await row('Reposición del carnet').waitFor();
  await page.keyboard.press('Escape');
  await row('Constancia de estudios').waitFor();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Atajos del teclado' });
  for (const named of ['Buscar en la lista', 'Nota interna', 'Enviar o guardar', 'Volver a la lista'])
    await sheet.getByText(named, { exact: true }).waitFor();
  assert.equal(await sheet.getByText('Asignar', { exact: true }).count(), 0, 'an agent assigns to nobody else');
  await expectAccessibleEverywhere(page);
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('combobox', { name: 'Búsqueda y órdenes' });
  await palette.fill('constancia');
  const found = page.getByRole('dialog').getByRole('option').filter({ hasText: 'Constancia de estudios' });
  await found.waitFor();
  const [, name = '', number = ''] = /Constancia de estudios\s*·\s*(\S.*?)\s*(VT-\d+)/.exec(await found.innerText()) ?? [];
  assert.match(number, /^VT-/, await found.innerText());
  await palette.fill(name);
  await found.filter({ hasText: name }).waitFor();
  await expectAccessibleEverywhere(page);
  await page.keyboard.press('Escape');
});

test('what is typed while the palette is still being fetched acts on nothing behind it', async () => {
  const other = await office.page();
  await office.signIn(other.context(), { id: await ownId(), name: '', email: '' });
  await other.route(/\/assets\/Palette-/, async (route) => {
    await other.waitForTimeout(500);
    await route.continue();
  });
  await other.goto('/bandeja/todas/10001');
  await other.getByRole('button', { name: 'Nota interna' }).waitFor();
  await other.keyboard.press('Control+k');
  await other.keyboard.press('n');
  await other.getByRole('combobox', { name: 'Búsqueda y órdenes' }).waitFor();
  await other.keyboard.press('Escape');
  assert.equal(await other.getByRole('textbox', { name: 'Nota interna' }).count(), 0);
  await other.context().close();
});

test('a link with the view’s name of before leads to the same list', async () => {
  const other = await office.page();
  await office.signIn(other.context(), { id: await ownId(), name: '', email: '' });
  await other.goto('/bandeja/all/10001');
  await other.waitForURL(/\/bandeja\/todas\/10001$/);
  await other.getByRole('heading', { name: 'Todas', level: 2 }).waitFor();
  await other.context().close();
});

async function ownId(): Promise<string> {
  return ((await (await page.request.get('/api/v1/session')).json()) as { person: { id: string } }).person.id;
}

test('a conversation has an address that others can open', async () => {
  await row('Constancia de estudios').click();
  await page.getByRole('heading', { name: 'Constancia de estudios', level: 2 }).waitFor();
  const other = await office.page();
  await other.goto(page.url());
  await other.getByRole('heading', { name: 'Entrar' }).waitFor();
  await field(other, 'Correo').fill('wilkin@itla.example');
  await field(other, 'Clave').fill('mata de mango en patio');
  await other.getByRole('button', { name: 'Entrar' }).click();
  await other.getByRole('heading', { name: 'Constancia de estudios', level: 2 }).waitFor();
  assert.equal(new URL(other.url()).pathname, new URL(page.url()).pathname);
  await other.context().close();
});

test('a page of another role is absent from the menu, and a link to it says whom to ask', async () => {
  const menu = page.getByRole('navigation', { name: 'Principal' }).first();
  assert.equal(await menu.getByRole('link', { name: 'Configuración' }).count(), 0);
  await page.goto('/configuracion');
  await page.getByText('Esta página es de Coordinación.').waitFor();
  await page.getByText('Pida acceso a Rosanna Mejía.', { exact: true }).waitFor();
  await expectAccessibleEverywhere(page);
  assert.deepEqual(trouble.said, []);
});
