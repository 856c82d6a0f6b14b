// Answers that left from somebody's own mail program: seen in Sent, counted in the figure, found again behind it.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { messageId, person } from '../world/mails.ts';
import { expectAccessibleEverywhere, journey, listenForTrouble, mailboxAddress, type Office, openOffice } from '../world/office.ts';

const test = journey();
let office: Office;
let page: Page;
let trouble: { readonly said: string[] };

before(async () => {
  office = await openOffice();
  await office.deliver(1, '2026-11-18T09:00:00-04:00', { subject: 'Beca para el próximo cuatrimestre' });
  await office.deliver(2, '2026-11-23T15:00:00-04:00', { subject: 'Constancia de estudios' });
  page = await office.page({ as: await office.colleague('Rosanna Mejía', 'coordinator') });
  trouble = listenForTrouble(page);
});
after(() => office?.close());

const row = (subject: string) => page.getByRole('option').filter({ hasText: subject });

async function answer(number: number, at: string): Promise<void> {
  await office.deliver(100 + number, at, {
    mailbox: 'Sent',
    series: 'respuesta',
    from: { name: 'Servicio al Usuario', email: mailboxAddress },
    to: person(number).email,
    subject: 'Re: su consulta',
    inReplyTo: messageId(number),
    text: 'Con gusto: ya puede retirarla en Registro.',
  });
}

test('what waits stands in the inbox, the late one first', async () => {
  await page.goto('/bandeja');
  await row('Beca').waitFor();
  assert.match(await page.getByRole('option').first().innerText(), /Beca/);
  assert.match(await row('Beca').innerText(), /Vencido hace/);
});

test('an answer in Sent takes it from the list while one looks, and the conversation says where it was given', async () => {
  await row('Constancia').click();
  await page.getByText('vence jue 26/11 3:00 pm').waitFor();
  await answer(2, '2026-11-24T09:40:00-04:00');
  await page.getByText('Respondido fuera de Ventanilla').first().waitFor();
  await row('Constancia').waitFor({ state: 'detached' });
  await page.getByRole('article').filter({ hasText: 'ya puede retirarla en Registro' }).waitFor();
  await expectAccessibleEverywhere(page);
  await page.getByRole('link', { name: 'cumplido hoy 9:40 am' }).click();
  await page.getByRole('heading', { level: 1, name: 'Cómo se calculó este plazo' }).waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByLabel('Desde dónde se llegó').getByRole('link', { name: 'Bandeja', exact: true }).click();
  await page.getByRole('link', { name: 'cumplido hoy 9:40 am' }).waitFor();
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/bandeja');
});

test('a late answer is found too', async () => {
  await answer(1, '2026-11-24T09:50:00-04:00');
  await row('Beca').waitFor({ state: 'detached' });
  await page.getByText('Bandeja al día').waitFor();
});

test('the figure of 5.3 counts both, and leads down to the mail', async () => {
  await page.goto('/procedimiento/5.3');
  const clause = page.locator('[id="clausula-5.3"]');
  await clause.getByText('1 de 2', { exact: true }).first().waitFor();
  await clause.getByText('2 esperas · 1 tarde', { exact: false }).waitFor();
  assert.deepEqual(await page.getByLabel('Mes').getByRole('option').allInnerTexts(), ['noviembre 2026'], 'before it there is nothing');
  await expectAccessibleEverywhere(page);
  const late = clause.getByRole('row').filter({ hasText: 'Tarde' });
  assert.match(await late.innerText(), /Beca[\s\S]*fuera de Ventanilla/);
  await late.getByRole('link', { name: /VT-/ }).first().click();
  await page.getByRole('heading', { level: 2, name: 'Beca para el próximo cuatrimestre' }).waitFor();
  assert.deepEqual(trouble.said, []);
});

test('a closure that is declared after the answer is found at its deadline, and does not count for it', async () => {
  const closure = { date: '2026-11-25', reason: 'Paso de la tormenta' };
  const said = await page.request.post('/api/v1/calendar/closures', { data: closure, headers: { 'sec-fetch-site': 'same-origin' } });
  assert.equal(said.status(), 201);
  await page.goto('/procedimiento/5.3');
  await page
    .getByRole('row')
    .filter({ hasText: 'Constancia' })
    .getByRole('link', { name: /^Cálculo/ })
    .click();
  await page.getByText('mié 25/11, Paso de la tormenta').waitFor();
  await page.getByText('declarado después, no cuenta para este plazo').waitFor();
  await expectAccessibleEverywhere(page);
});
