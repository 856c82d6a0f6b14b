// What a person decides about mail on its way: the acknowledgement, the address to answer from, what is uncertain, and what a newer message held back.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { messageId, person } from '../world/mails.ts';
import { expectAccessibleEverywhere, journey, mailboxAddress, type Office, openOffice } from '../world/office.ts';
import { eventually } from '../world/temporary.ts';

const test = journey();
let office: Office;
let page: Page;

before(async () => {
  office = await openOffice();
  await sql`update mail.mailbox set aliases = '{admisiones@itla.example}'`.execute(office.k.db);
  await office.deliver(1, '2026-11-23T09:00:00-04:00', { subject: 'Constancia de estudios', to: 'admisiones@itla.example' });
  await office.deliver(2, '2026-11-23T15:00:00-04:00', { subject: 'Pago de la matrícula' });
  await office.deliver(3, '2026-11-23T16:00:00-04:00', { subject: 'Carné perdido' });
  page = await office.page({ as: await office.colleague('Wilkin Santana', 'operator') });
});
after(() => office?.close());

const row = (subject: string) => page.getByRole('option').filter({ hasText: subject });
const field = () => page.getByRole('textbox', { name: 'Responder' });
const card = (text: string) => page.getByRole('article').filter({ hasText: text });

/** For whoever asks to see them. */
async function picture(name: string): Promise<void> {
  const folder = process.env.VENTANILLA_TEST_PICTURES;
  if (!folder) return;
  await page.getByRole('article').last().scrollIntoViewIfNeeded();
  await page.evaluate("document.querySelectorAll('article').forEach((one) => one.scrollIntoView({ block: 'end' }))");
  await page.screenshot({ path: `${folder}/${name}.png` });
}

async function answers(subject: string, text: string): Promise<void> {
  await page.goto('/bandeja/all');
  await row(subject).click();
  await page.getByRole('heading', { name: subject, level: 2 }).waitFor();
  await page.keyboard.press('r');
  await field().fill(text);
}

test('who wrote to an alias is answered from it, or from another address of the mailbox', async () => {
  await answers('Constancia de estudios', 'Ya puede retirarla.');
  const from = page.getByRole('combobox', { name: 'De', exact: true });
  assert.equal(await from.inputValue(), 'admisiones@itla.example');
  await from.selectOption(mailboxAddress);
  await expectAccessibleEverywhere(page);
  await picture('from');
  await field().press('Control+Enter');
  await office.smtp.received(1);
  assert.match(office.smtp.mails[0]?.raw.toString() ?? '', new RegExp(`^From: .*${mailboxAddress}`, 'im'));
});

test('an uncertain answer says so, and is sent again when a person wants it', async () => {
  office.smtp.loseAnswer(1);
  await answers('Pago de la matrícula', 'Ya aparece su pago.');
  await field().press('Control+Enter');
  await card('Ya aparece su pago.').getByText('Incierto').waitFor();
  await card('Ya aparece su pago.').getByRole('button', { name: 'Enviar otra vez' }).click();
  await page.getByText(/le llegará dos veces/).waitFor();
  await expectAccessibleEverywhere(page);
  await picture('uncertain');
  await page.setViewportSize({ width: 390, height: 844 });
  await picture('uncertain-phone');
  await page.setViewportSize({ width: 1440, height: 900 });
  await card('Ya aparece su pago.').getByRole('button', { name: 'Enviar otra vez' }).last().click();
  await office.smtp.received(3);
  await page.getByText(/la envía otra vez/).waitFor();
  assert.deepEqual(office.smtp.mails[1]?.raw, office.smtp.mails[2]?.raw);
});

test('or it is taken as sent on a person’s word', async () => {
  office.smtp.loseAnswer(1);
  await answers('Carné perdido', 'Pase por Registro.');
  await field().press('Control+Enter');
  await card('Pase por Registro.').getByRole('button', { name: 'Ya salió' }).click();
  await page.getByRole('button', { name: 'Dar por enviada' }).waitFor();
  await expectAccessibleEverywhere(page);
  await picture('has-left');
  await page.getByRole('button', { name: 'Dar por enviada' }).click();
  await card('Pase por Registro.').getByText('Por palabra de una persona').waitFor();
  await page.getByText(/la da por enviada/).waitFor();
});

test('what comes within the ten seconds holds the answer back; its author writes on', async () => {
  await office.deliver(4, '2026-11-24T10:00:00-04:00', { subject: 'Cupo de inglés' });
  await row('Cupo').waitFor();
  await answers('Cupo de inglés', 'Sí hay cupo.');
  await field().press('Control+Enter');
  await page.getByText('Por salir').waitFor();
  const before = office.smtp.mails.length;
  await office.deliver(40, '2026-11-24T10:20:00-04:00', {
    series: 'seguida',
    from: { name: person(4).name, email: person(4).email },
    subject: 'Re: Cupo de inglés',
    inReplyTo: messageId(4),
    text: 'Olvídelo, ya no lo necesito.',
  });
  await card('Sí hay cupo.').getByRole('button', { name: 'Volver a escribirla' }).waitFor({ timeout: 40_000 });
  await expectAccessibleEverywhere(page);
  await picture('held-back');
  await card('Sí hay cupo.').getByRole('button', { name: 'Volver a escribirla' }).click();
  await field().waitFor();
  await eventually('what was written is back', async () => (await field().inputValue()) === 'Sí hay cupo.');
  assert.equal(office.smtp.mails.length, before);
});

test('the coordinator reads what the acknowledgement says, turns it on, and whoever writes next gets it', async () => {
  const coordinator = await office.page({ as: await office.colleague('Carolina Féliz', 'coordinator') });
  await coordinator.goto('/configuracion/parametros');
  await coordinator
    .getByRole('region', { name: /Esto dice/ })
    .getByText(/quedó registrado con el número VT-10482/)
    .waitFor();
  await expectAccessibleEverywhere(coordinator);
  const folder = process.env.VENTANILLA_TEST_PICTURES;
  const choice = coordinator.getByRole('combobox', { name: 'Acuse automático' });
  await choice.scrollIntoViewIfNeeded();
  if (folder) await coordinator.screenshot({ path: `${folder}/acknowledgement.png` });
  await coordinator.setViewportSize({ width: 390, height: 844 });
  await coordinator.emulateMedia({ colorScheme: 'dark' });
  await choice.scrollIntoViewIfNeeded();
  if (folder) await coordinator.screenshot({ path: `${folder}/acknowledgement-phone.png` });
  await choice.selectOption('on');
  await coordinator.getByText('Guardado').first().waitFor();
  const before = office.smtp.mails.length;
  await office.deliver(5, '2026-11-24T10:22:00-04:00', { subject: 'Horario de biblioteca' });
  await office.smtp.received(before + 1);
  assert.deepEqual(office.smtp.mails.at(-1)?.to, [person(5).email]);
  await page.goto('/bandeja/all');
  await row('Horario').click();
  await page.getByText('Acuse automático · no cuenta como respuesta').waitFor();
  await picture('acknowledged');
});
