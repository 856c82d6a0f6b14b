// Two people on one conversation, each in a browser of their own: who is answering is seen, a draft is taken over, one reply leaves, and nothing that
// was written is lost, neither by the other one nor by a browser that dies.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { messageId, person } from '../world/mails.ts';
import { type Colleague, expectAccessibleEverywhere, journey, mailboxAddress, type Office, openOffice } from '../world/office.ts';
import { eventually } from '../world/temporary.ts';

const test = journey();
let office: Office;
let people: { maria: Colleague; wilkin: Colleague };
let maria: Page;
let wilkin: Page;

before(async () => {
  office = await openOffice();
  await office.deliver(1, '2026-11-23T09:00:00-04:00', { subject: 'Constancia de estudios' });
  await office.deliver(2, '2026-11-23T15:00:00-04:00', { subject: 'Pago de la matrícula' });
  await office.deliver(3, '2026-11-23T15:30:00-04:00', { subject: 'Cambio de sección' });
  people = {
    maria: await office.colleague('María Peña', 'operator'),
    wilkin: await office.colleague('Wilkin Santana', 'coordinator'),
  };
  [maria, wilkin] = [await office.page({ as: people.maria }), await office.page({ as: people.wilkin })];
});
after(() => office?.close());

const field = (page: Page) => page.getByRole('textbox', { name: 'Responder' });
const saved = (page: Page) => page.getByText(/^Guardado /).waitFor();
async function open(page: Page, subject: string): Promise<void> {
  await page.goto('/bandeja/todas');
  await page.getByRole('option').filter({ hasText: subject }).click();
  await page.getByRole('heading', { name: subject, level: 2 }).waitFor();
}
async function write(page: Page, text: string): Promise<void> {
  if (!(await field(page).isVisible())) await page.getByRole('button', { name: /^Responder/ }).click();
  await field(page).fill(text);
  await saved(page);
}

test('who opens it sees that María is answering, reads her draft, and keeps the own one', async () => {
  await open(maria, 'Constancia de estudios');
  await open(wilkin, 'Constancia de estudios');
  await maria.getByText('Wilkin Santana la tiene abierta').waitFor();
  await maria.getByRole('button', { name: /^Nota/ }).click();
  await wilkin.getByText('María Peña escribe una nota').waitFor();
  await maria.getByRole('tab', { name: /^Responder/ }).click();
  await wilkin.getByText('María Peña escribe una respuesta').waitFor();
  await write(maria, 'Buenos días: ya puede retirarla en Registro.');
  await wilkin.getByText('María Peña está respondiendo').waitFor();
  await write(wilkin, 'Le escribo enseguida.');
  await maria.getByText('Wilkin Santana está respondiendo').waitFor();
  await wilkin.getByRole('button', { name: 'Ver el de María' }).click();
  const theirs = wilkin.getByRole('region', { name: 'Borrador de María Peña' });
  assert.match(await theirs.innerText(), /ya puede retirarla en Registro/);
  await expectAccessibleEverywhere(wilkin);
  await eventually('what was written is there', async () => (await field(wilkin).inputValue()) === 'Le escribo enseguida.');
});

test('taking it over copies it before the own text, leaves hers, and both are told', async () => {
  await wilkin.getByRole('button', { name: 'Tomar el borrador de María Peña' }).click();
  await eventually('it is in the box', async () => (await field(wilkin).inputValue()).startsWith('Buenos días'));
  await eventually(
    'what was written is there',
    async () => (await field(wilkin).inputValue()) === 'Buenos días: ya puede retirarla en Registro.\n\nLe escribo enseguida.',
  );
  await eventually(
    'what was written is there',
    async () => (await field(maria).inputValue()) === 'Buenos días: ya puede retirarla en Registro.',
  );
  await maria.getByText('Wilkin Santana tomó su borrador').waitFor();
  await maria.getByText(/Wilkin Santana tomó el borrador de María Peña/).waitFor();
});

test('both press «Enviar»: one reply leaves, the other is stopped with its text', async () => {
  // Neither gets to see the other's before pressing.
  for (const page of [maria, wilkin]) await stopReading(page);
  await Promise.all([field(maria).press('Control+Enter'), field(wilkin).press('Control+Enter')]);
  const stopped = (page: Page) => page.getByText('Llegó o salió un mensaje mientras usted escribía').waitFor();
  const loser = await Promise.any([stopped(maria).then(() => maria), stopped(wilkin).then(() => wilkin)]);
  assert.match(await field(loser).inputValue(), /ya puede retirarla en Registro/);
  await expectAccessibleEverywhere(loser);
  await office.smtp.received(1);
  assert.equal(office.smtp.mails.length, 1);
  assert.deepEqual(office.smtp.mails[0]?.to, [person(1).email]);
  for (const page of [maria, wilkin]) await readAgain(page);
  await loser.reload();
  await field(loser).waitFor();
  assert.match(await field(loser).inputValue(), /ya puede retirarla en Registro/);
  const winner = loser === maria ? wilkin : maria;
  await winner.reload();
  await winner.getByRole('article').filter({ hasText: 'ya puede retirarla' }).waitFor();
  assert.equal(await field(winner).count(), 0);
});

test('an answer found in Sent stops a draft that had not seen it', async () => {
  await open(maria, 'Pago de la matrícula');
  await wilkin.getByText(/^María Peña (la tiene abierta|escribe una)/).waitFor({ state: 'detached' });
  await write(maria, 'Ya aparece su pago.');
  await stopReading(maria);
  const before = office.smtp.mails.length;
  await office.deliver(50, '2026-11-24T10:10:00-04:00', {
    mailbox: 'Sent',
    series: 'respuesta',
    from: { name: 'Servicio al Usuario', email: mailboxAddress },
    to: person(2).email,
    subject: 'Re: Pago de la matrícula',
    inReplyTo: messageId(2),
    text: 'Su pago está conciliado.',
  });
  const id = /\d+$/.exec(new URL(maria.url()).pathname)?.[0] ?? '';
  await eventually('it was found in Sent', async () => (await messagesOf(wilkin, id)) === 2, 20_000);
  await field(maria).press('Control+Enter');
  await maria.getByText('Llegó o salió un mensaje mientras usted escribía').waitFor();
  await eventually('what was written is there', async () => (await field(maria).inputValue()) === 'Ya aparece su pago.');
  await readAgain(maria);
  await maria.reload();
  await maria.getByRole('article').filter({ hasText: 'Su pago está conciliado' }).waitFor();
  await eventually('what was written is there', async () => (await field(maria).inputValue()) === 'Ya aparece su pago.');
  assert.equal(office.smtp.mails.length, before);
});

test('a browser that dies loses nothing: the draft is on the server, with its file', async () => {
  await open(maria, 'Cambio de sección');
  await write(maria, 'Puede cambiarla hasta el viernes.');
  await maria.setInputFiles('input[type=file]', { name: 'calendario.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') });
  await maria.getByRole('button', { name: 'Quitar calendario.pdf' }).waitFor();
  await maria.context().close();
  maria = await office.page({ as: people.maria });
  await open(maria, 'Cambio de sección');
  await field(maria).waitFor();
  await eventually('what was written is there', async () => (await field(maria).inputValue()) === 'Puede cambiarla hasta el viernes.');
  await maria.getByRole('button', { name: 'Quitar calendario.pdf' }).waitFor();
});

test('two windows of one person never overwrite each other unasked', async () => {
  const second = await maria.context().newPage();
  await open(second, 'Cambio de sección');
  await field(second).waitFor();
  // The first one's network is away while the second one writes on.
  await maria.route('**/api/v1/**', (route) => route.abort());
  await field(second).fill('Puede cambiarla hasta el jueves.');
  await saved(second);
  await field(maria).fill('Puede cambiarla hasta el lunes.');
  await maria.getByText('Sin guardar aún').waitFor();
  await maria.unroute('**/api/v1/**');
  await maria.getByText(/Este borrador cambió en otra ventana/).waitFor({ timeout: 30_000 });
  await maria.getByText('Puede cambiarla hasta el jueves.').waitFor();
  await eventually('what was written is there', async () => (await field(maria).inputValue()) === 'Puede cambiarla hasta el lunes.');
  await expectAccessibleEverywhere(maria);
  await maria.getByRole('button', { name: 'Usar ese' }).click();
  await eventually('what was written is there', async () => (await field(maria).inputValue()) === 'Puede cambiarla hasta el jueves.');
  await second.close();
});

/** What the page knows of conversations stays as it is, whatever it hears. */
const reading = /\/api\/v1\/conversations\/\d+\?/;
const stopReading = (page: Page) => page.route(reading, (route) => route.abort());
const readAgain = (page: Page) => page.unroute(reading);

async function messagesOf(page: Page, id: string): Promise<number> {
  const answer = await page.request.get(`/api/v1/conversations/${id}`);
  return ((await answer.json()) as { messages: { direction: string }[] }).messages.filter((one) => one.direction !== 'event').length;
}
