// The day of the coordinator and of the agent: where each lands, what is late with the act that mends it, the operators confirmed at one press.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { operatorsOn, setOperators } from '#rota';
import { person } from '../world/mails.ts';
import { type Colleague, expectAccessibleEverywhere, journey, listenForTrouble, type Office, openOffice } from '../world/office.ts';

const test = journey();
let office: Office;
let page: Page;
let trouble: { readonly said: string[] };
let wilkin: Colleague;
let maria: Colleague;

before(async () => {
  office = await openOffice();
  const rosanna = await office.colleague('Rosanna Mejía', 'coordinator');
  wilkin = await office.colleague('Wilkin Santana', 'operator');
  maria = await office.colleague('María Peguero', 'operator');
  await office.deliver(1, '2026-11-18T09:50:00-04:00', { subject: 'Reclamo por pago duplicado' });
  await office.deliver(2, '2026-11-19T10:40:00-04:00', { subject: 'Fecha límite de reinscripción' });
  page = await office.page({ as: rosanna });
  trouble = listenForTrouble(page);
});
after(() => office?.close());

const part = (name: string, on = page) => on.getByRole('region', { name, exact: true });
const row = (text: string, on = page) => on.getByRole('listitem').filter({ hasText: text });

test('the coordinator lands in Hoy: late first with how long, then today’s, each with its act', async () => {
  await page.goto('/');
  await page.getByRole('heading', { name: 'Hoy', level: 1 }).waitFor();
  const late = part('Vencidas');
  await late.getByText('Reclamo por pago duplicado', { exact: true }).waitFor();
  assert.match(
    await late.innerText(),
    /1 plazo de PR-ME-04[\s\S]*sin asignar[\s\S]*hace 8 h 34 min[\s\S]*venció lun 23\/11 9:50 am[\s\S]*Responder/,
  );
  const due = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: /^Hoy/, level: 3 }) })
    .last();
  assert.match(await due.innerText(), /Fecha límite de reinscripción[\s\S]*16 min[\s\S]*hoy 10:40 am/);
  assert.match(await part('Conformidad de noviembre 2026').innerText(), /5\.3[\s\S]*0 de 1[\s\S]*1 tarde, 1 aún abierta/);
  await expectAccessibleEverywhere(page);
});

test('what changed since yesterday stands beside today, each figure with its rows one click away', async () => {
  await part('Qué cambió').getByRole('link', { name: '1: ver vencieron sin respuesta a tiempo' }).click();
  await page
    .getByRole('link', { name: /Reclamo por pago duplicado/ })
    .or(page.getByText('Reclamo por pago duplicado'))
    .first()
    .waitFor();
  await expectAccessibleEverywhere(page);
  await page.goBack();
  await page.getByRole('heading', { name: 'Hoy', level: 1 }).waitFor();
});

test('at one press tomorrow’s operators are confirmed, and nothing of them is asked any more', async () => {
  await setOperators(
    office.k,
    (['mail', 'chat'] as const).map((duty) => ({ date: '2026-11-24', duty, accountId: duty === 'mail' ? wilkin.id : maria.id })),
    { reason: null, mustExplain: false },
  );
  const operators = part('Operadores');
  await operators.getByText('Propuesta para mié 25/11:').waitFor();
  await row('Asignar operador de correo para mañana').waitFor();
  await operators.getByRole('button', { name: /^Confirmar/ }).click();
  await page.getByText('Operadores de mié 25/11 confirmados.').waitFor();
  await row('para mañana').first().waitFor({ state: 'detached' });
  const { mail, chat } = await operatorsOn(office.k, '2026-11-25');
  assert.deepEqual(new Set([mail?.name, chat?.name]), new Set(['María Peguero', 'Wilkin Santana']));
});

test('what is late is opened from Hoy with its answer, and once it is answered it is gone', async () => {
  await row('Reclamo por pago duplicado')
    .getByRole('link', { name: /^Responder/ })
    .click();
  const field = page.getByRole('textbox', { name: 'Responder' });
  await field.fill('Buenos días: Caja ya le devolvió el pago.');
  await field.press('Control+Enter');
  await office.smtp.received(1);
  assert.deepEqual(office.smtp.mails[0]?.to, [person(1).email]);
  await page.keyboard.press('Escape');
  await page.locator('#conversation-list').focus();
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await page.getByRole('heading', { name: 'Hoy', level: 1 }).waitFor();
  await row('Reclamo por pago duplicado').waitFor({ state: 'detached' });
  assert.equal(await page.getByRole('heading', { name: /^Vencidas/ }).count(), 0);
});

test('each card fails alone and is asked again; without a connection the last data say of when they are', async () => {
  await page.route('**/api/v1/rota?*', (route) =>
    route.fulfill({ status: 503, json: { code: 'unavailable', detail: 'La base no responde. Reintente en un momento.' } }),
  );
  await page.reload();
  const operators = part('Operadores');
  await operators.getByText('La base no responde').waitFor();
  // In time and the agent's: only among everybody's.
  await page.getByText('De todos', { exact: true }).click();
  await row('Fecha límite de reinscripción').waitFor();
  await expectAccessibleEverywhere(page);
  await page.unroute('**/api/v1/rota?*');
  await operators.getByRole('button', { name: 'Reintentar' }).click();
  await operators.getByText('Mié 25').waitFor();
  await office.server().kill();
  await page.getByText('Sin conexión desde').waitFor({ timeout: 60_000 });
  await part('Obligaciones').getByText('de las 10:24 am').waitFor();
  await row('Fecha límite de reinscripción').waitFor();
  await expectAccessibleEverywhere(page);
  await office.restart();
  await page.getByText('Sin conexión desde').waitFor({ state: 'detached', timeout: 60_000 });
  await part('Obligaciones').getByText('de las 10:24 am').waitFor({ state: 'detached', timeout: 30_000 });
  trouble.said.length = 0;
});

test('an agent lands in Mi turno: the duty, what expires first, own turns and figures; an absence is said there', async () => {
  const agent = await office.page({ as: wilkin });
  await agent.goto('/');
  await agent.getByRole('heading', { name: 'Mi turno', level: 1 }).waitFor();
  await part('Hoy es operador/a de correo', agent).getByText('Chat y llamadas: María Peguero').waitFor();
  await row('Fecha límite de reinscripción', agent)
    .getByRole('link', { name: /^Responder/ })
    .waitFor();
  assert.match(await part('Mis turnos', agent).innerText(), /Hoy 24\s+Correo\s+Mié 25\/11/);
  await expectAccessibleEverywhere(agent);
  await agent.getByRole('button', { name: 'Avisar ausencia' }).click();
  await agent.getByRole('dialog').getByLabel('Hasta').fill('2026-11-24');
  await agent.getByRole('dialog').getByLabel('Desde').fill('2026-11-24');
  await expectAccessibleEverywhere(agent);
  await agent.keyboard.press('Escape');
  await agent.goto('/hoy');
  await agent.getByText('Esta página es de Coordinación.').waitFor();
  assert.equal(await agent.getByRole('navigation', { name: 'Principal' }).getByRole('link', { name: 'Hoy' }).count(), 0);
  await agent.context().close();
});

test('an empty day says so with what comes next', async () => {
  const head = await office.page({ as: await office.colleague('Julio César Almonte', 'head') });
  await head.route('**/api/v1/today?*', async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    const none = { items: [], total: 0, isMore: false, texts: 0 };
    await route.fulfill({ json: { ...body, overdue: none, today: none, week: none, next: body.today.items[0] ?? null } });
  });
  await head.goto('/hoy');
  await head.getByText('Nada vence hoy. Lo próximo: Fecha límite de reinscripción, hoy 10:40 am.').waitFor();
  assert.equal(await head.getByRole('button', { name: /^Confirmar/ }).count(), 0);
  await expectAccessibleEverywhere(head);
  await head.context().close();
  assert.deepEqual(trouble.said, []);
});
