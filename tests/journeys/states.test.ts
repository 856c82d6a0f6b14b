// What the console shows when something is missing: an answer, the server, the session.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { Page, Route } from 'playwright-core';
import { endSessions } from '../../server/kernel/auth/sessions.ts';
import { type Colleague, expectAccessibleEverywhere, field, journey, type Office, openOffice, password } from '../world/office.ts';

const test = journey();
let office: Office;
let page: Page;
let agent: Colleague;

before(async () => {
  office = await openOffice({
    async prepare({ deliver }) {
      await deliver(1, '2026-11-24T08:05:00-04:00', { subject: 'Pago de la matrícula' });
      await deliver(2, '2026-11-24T09:12:00-04:00', { subject: 'Constancia de estudios' });
    },
  });
  agent = await office.colleague('Wilkin Santana', 'operator');
  page = await office.page({ as: agent });
});
after(() => office?.close());

const row = (subject: string) => page.getByRole('option').filter({ hasText: subject });
const note = () => page.getByRole('textbox', { name: 'Nota interna' });

test('while the list is on its way its place is kept and said; when nothing comes, a sentence and a way to try again', async () => {
  let answer: 'wait' | 'fail' | 'pass' = 'wait';
  // What comes meanwhile asks for the list again: all that wait are let go.
  const waiting: (() => void)[] = [];
  await page.route('**/api/v1/conversations?*', async (route) => {
    if (answer === 'wait') await new Promise<void>((resolve) => waiting.push(resolve));
    if (answer === 'fail') await route.abort();
    else await route.continue();
  });
  await page.goto('/bandeja');
  await page.getByRole('status').filter({ hasText: 'Cargando conversaciones' }).waitFor({ state: 'attached' });
  await expectAccessibleEverywhere(page);
  answer = 'fail';
  for (const release of waiting) release();
  await page.getByText('No pudimos cargar la bandeja').waitFor();
  await expectAccessibleEverywhere(page);
  answer = 'pass';
  await page.getByRole('button', { name: /Reintentar/ }).click();
  await row('Constancia de estudios').waitFor();
  await page.unrouteAll();
});

test('an empty view says what it means', async () => {
  await page.goto('/bandeja/vencidos');
  await page.getByText('Nada vencido').waitFor();
  await expectAccessibleEverywhere(page);
});

test('a page that breaks on what it was given says so in its place, and the menu goes on', async () => {
  const other = await office.page({ as: await office.colleague('Rosanna Mejía', 'coordinator') });
  await other.route('**/api/v1/calendar*', async (route) => {
    const answer = await route.fetch();
    const calendar = (await answer.json()) as { schedule: object };
    await route.fulfill({ response: answer, json: { ...calendar, schedule: { ...calendar.schedule, since: 'ayer' } } });
  });
  await other.goto('/configuracion/horario');
  await other.getByText('No pudimos cargar esta página').waitFor();
  await other.getByRole('link', { name: 'Procedimiento' }).first().click();
  await other.getByRole('heading', { level: 1, name: 'Gestión del Servicio al Usuario' }).waitFor();
  await other.context().close();
});

test('without the server the page says since when, goes on showing, and keeps what is typed', async () => {
  await page.goto('/bandeja');
  await row('Constancia de estudios').click();
  await page.getByText('vence vie 27/11 9:12 am').waitFor();
  await page.keyboard.press('n');
  await note().pressSequentially('Falta la firma');
  await office.server().kill();
  await page.getByText(/Sin conexión desde/).waitFor();
  await expectAccessibleEverywhere(page);
  await note().press('End');
  await page.keyboard.type(' del Registro.');
  await note().press('Control+Enter');
  await page.getByText('La nota no se guardó.').waitFor();
  assert.equal(await note().inputValue(), 'Falta la firma del Registro.');
});

test('when it is back it shows what came meanwhile, without a reload, and the note is saved', async () => {
  await office.deliver(3, '2026-11-24T10:00:00-04:00', { subject: 'Reposición del carnet' });
  await office.restart();
  // Whoever does not press it is back a little later all the same, and then the button is gone.
  await page
    .getByRole('button', { name: 'Reintentar' })
    .dispatchEvent('click', {}, { timeout: 500 })
    .catch(() => {});
  await page.getByText(/Sin conexión desde/).waitFor({ state: 'detached', timeout: 30_000 });
  await row('Reposición del carnet').waitFor();
  assert.equal(await note().inputValue(), 'Falta la firma del Registro.');
  await note().press('Control+Enter');
  await page.getByRole('article').filter({ hasText: 'Falta la firma del Registro.' }).waitFor();
  await note().waitFor({ state: 'detached' });
});

test('a session that ended while writing opens the door over the page, and the note is saved afterwards', async () => {
  await page.keyboard.press('n');
  await note().pressSequentially('La firma ya está.');
  assert.equal(await note().inputValue(), 'La firma ya está.');
  // The session ends while the note is on its way, and the server has heard of it: it may remember who asks for a moment.
  const ending = async (route: Route) => {
    await office.k.transaction((k) => endSessions(k, agent.id));
    while ((await (await page.request.get('/api/v1/session')).json()).person !== null) await setTimeout(50);
    await route.continue();
  };
  await page.route('**/notes', ending, { times: 1 });
  await note().press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: 'Su sesión terminó' });
  await dialog.waitFor();
  await expectAccessibleEverywhere(page);
  assert.equal(await note().inputValue(), 'La firma ya está.');
  await field(page, 'Clave').fill(password);
  await dialog.getByRole('button', { name: 'Entrar' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('article').filter({ hasText: 'La firma ya está.' }).waitFor();
});
