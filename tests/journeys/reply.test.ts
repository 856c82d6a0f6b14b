// An answer from the console: written, taken back, sent for good, refused by the server, and stopped by what came meanwhile.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { messageId, person } from '../world/mails.ts';
import { expectAccessibleEverywhere, journey, listenForTrouble, mailboxAddress, type Office, openOffice } from '../world/office.ts';
import { eventually } from '../world/temporary.ts';

const test = journey();
let office: Office;
let page: Page;
let trouble: { readonly said: string[] };

before(async () => {
  office = await openOffice();
  await office.deliver(1, '2026-11-23T09:00:00-04:00', { subject: 'Constancia de estudios' });
  await office.deliver(2, '2026-11-23T15:00:00-04:00', { subject: 'Pago de la matrícula' });
  page = await office.page({ as: await office.colleague('Wilkin Santana', 'operator') });
  trouble = listenForTrouble(page);
  await page.goto('/bandeja');
});
after(() => office?.close());

const row = (subject: string) => page.getByRole('option').filter({ hasText: subject });
const field = () => page.getByRole('textbox', { name: 'Responder' });

test('R opens the answer, to whom it goes is said, and it survives a reload', async () => {
  await row('Constancia').click();
  await page.getByRole('heading', { name: 'Constancia de estudios', level: 2 }).waitFor();
  await page.keyboard.press('r');
  await page.keyboard.type('Buenos días: ya puede retirarla en Registro.');
  await page.getByText(`Para: ${person(1).email}`).waitFor();
  await expectAccessibleEverywhere(page);
  await page.reload();
  await field().waitFor();
  await eventually(
    'what was written is there',
    async () => (await field().inputValue()) === 'Buenos días: ya puede retirarla en Registro.',
  );
});

test('what was sent is taken back within ten seconds and can be written on', async () => {
  await field().press('Control+Enter');
  await page.getByText('Por salir').waitFor();
  await page.getByRole('button', { name: /^Deshacer/ }).click();
  await field().waitFor();
  await eventually(
    'what was written is there',
    async () => (await field().inputValue()) === 'Buenos días: ya puede retirarla en Registro.',
  );
  assert.equal(office.smtp.mails.length, 0);
});

test('sent for good it leaves with its file, ends the wait and leaves the list', async () => {
  await page.setInputFiles('input[type=file]', { name: 'constancia.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') });
  await page.getByRole('button', { name: 'Cambiar Destinatarios' }).click();
  await page.getByRole('combobox', { name: 'CC', exact: true }).fill('registro@itla.example');
  await expectAccessibleEverywhere(page);
  await page.getByRole('button', { name: 'Enviar' }).click();
  await office.smtp.received(1);
  const [mail] = office.smtp.mails;
  assert.deepEqual(mail?.to, [person(1).email, 'registro@itla.example']);
  assert.match(mail?.raw.toString() ?? '', /filename=constancia\.pdf/);
  await row('Constancia').waitFor({ state: 'detached' });
  await page.getByRole('article').filter({ hasText: 'ya puede retirarla' }).waitFor();
  await page.getByText('Por salir').waitFor({ state: 'detached' });
  await expectAccessibleEverywhere(page);
});

test('what came while one was writing stops the answer, and the text stays', async () => {
  await page.goto('/bandeja');
  await row('Pago').click();
  await page.getByRole('heading', { name: 'Pago de la matrícula', level: 2 }).waitFor();
  await page.keyboard.press('r');
  await page.keyboard.type('Ya aparece su pago.');
  await page.route('**/api/v1/live*', (route) => route.abort());
  await office.deliver(50, '2026-11-24T10:10:00-04:00', {
    mailbox: 'Sent',
    series: 'respuesta',
    from: { name: 'Servicio al Usuario', email: mailboxAddress },
    to: person(2).email,
    subject: 'Re: Pago de la matrícula',
    inReplyTo: messageId(2),
    text: 'Su pago está conciliado.',
  });
  await page.waitForTimeout(3000);
  await field().press('Control+Enter');
  const stopped = page.getByText('Llegó o salió un mensaje mientras usted escribía');
  const answered = page.getByRole('article').filter({ hasText: 'Su pago está conciliado' });
  await Promise.race([stopped.waitFor(), answered.waitFor()]);
  await eventually('what was written is there', async () => (await field().inputValue()) === 'Ya aparece su pago.');
  trouble.said.length = 0;
});
