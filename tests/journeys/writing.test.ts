// Writing: to whom an answer goes, what its author forgot, a picture out of the clipboard.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import PostalMime from 'postal-mime';
import { expectAccessibleEverywhere, field, journey, type Office, openOffice } from '../world/office.ts';
import { eventually } from '../world/temporary.ts';

const test = journey();
let office: Office;
let page: Page;

before(async () => {
  office = await openOffice();
  await office.deliver(1, '2026-11-23T09:00:00-04:00', {
    subject: 'Constancia de estudios',
    from: { name: 'Ana Díaz', email: 'ana@correo.example' },
    headers: ['Cc: eva@correo.example'],
  });
  page = await office.page({ as: await office.colleague('Wilkin Santana', 'operator') });
});
after(() => office?.close());

/** As a browser hands a screenshot over. */
const paste = `{
  const bytes = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='), (one) => one.charCodeAt(0));
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([bytes], 'image.png', { type: 'image/png' }));
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}`;
const answer = () => page.getByRole('textbox', { name: 'Responder' });

test('an answer goes to whoever asked and, in copy, to whoever got the question; all of it is in sight', async () => {
  await page.goto('/bandeja');
  await page.getByRole('option').filter({ hasText: 'Constancia de estudios' }).click();
  await page.getByRole('heading', { name: 'Constancia de estudios', level: 2 }).waitFor();
  await page.keyboard.press('r');
  await page.getByText('Para: ana@correo.example · CC: eva@correo.example').waitFor();
  await answer().press('Escape');
  await page.keyboard.press('r');
  await answer().waitFor();
  await page.getByRole('button', { name: 'Cambiar Destinatarios' }).click();
  await field(page, 'CC').waitFor();
  assert.equal(await field(page, 'CC').inputValue(), 'eva@correo.example');
});

test('a known address is taken with Enter; a new one from outside is warned of, and so is an answer that misses who asked', async () => {
  await field(page, 'CCO').pressSequentially('wilk');
  await page.getByRole('option', { name: /Wilkin Santana/ }).waitFor();
  await expectAccessibleEverywhere(page);
  await field(page, 'CCO').press('Enter');
  await eventually('it is taken', async () => (await field(page, 'CCO').inputValue()) === 'wilkin.santana@itla.example, ');
  await field(page, 'CC').fill('eva@correo.example, otra@fuera.example');
  await page.getByText('Fuera de la institución y nuevo en esta conversación: otra@fuera.example').waitFor();
  await field(page, 'Para').fill('eva@correo.example');
  await page.getByText('ana@correo.example preguntó y no recibirá este mensaje').waitFor();
  await expectAccessibleEverywhere(page);
  await field(page, 'Para').fill('ana@correo.example');
  await page.getByText('no recibirá este mensaje').waitFor({ state: 'detached' });
});

test('what says «adjunto» and has nothing with it is asked about once; a pasted picture is attached and shown', async () => {
  await answer().fill('Buenos días, Ana: le adjunto la constancia.');
  assert.equal(await answer().getAttribute('lang'), 'es-DO');
  await answer().press('Control+Enter');
  await page.getByText('Escribió «adjunto» y no adjuntó nada.').waitFor();
  await expectAccessibleEverywhere(page);
  await page.evaluate(paste);
  await page.getByText('captura-2026-11-24-1024.png').waitFor();
  await eventually('the picture is seen', () => page.evaluate('document.querySelector("li img")?.naturalWidth > 0'));
  await page.getByText('Escribió «adjunto»').waitFor({ state: 'detached' });
  await expectAccessibleEverywhere(page);
});

test('it can leave at another hour: said when that is too late, shown in the thread, and called off', async () => {
  await answer().press('Control+Shift+Enter');
  await page.getByRole('button', { name: /En la próxima apertura mañana 8:00 am/ }).waitFor();
  await field(page, 'Fecha y hora').fill('2026-12-01T08:00');
  await page.getByText('Saldría después de su vencimiento').waitFor();
  await expectAccessibleEverywhere(page);
  await page.getByRole('button', { name: /En la próxima apertura/ }).press('Enter');
  await page.getByText('Sale mañana 8:00 am', { exact: true }).waitFor();
  await page.getByText('Espera su hora').waitFor();
  await expectAccessibleEverywhere(page);
  assert.equal(office.smtp.mails.length, 0);
  await page.getByRole('button', { name: 'Cancelar y volver a escribirla' }).click();
  await answer().waitFor();
  await eventually('it is written on', async () => /le adjunto la constancia/.test(await answer().inputValue()));
  await page.getByRole('button', { name: 'Quitar captura-2026-11-24-1024.png' }).waitFor();
});

test('it leaves to all of them, and no header names the blind copy', async () => {
  await answer().press('Control+Enter');
  await office.smtp.received(1);
  const [sent] = office.smtp.mails;
  const { to, cc, bcc, attachments } = await PostalMime.parse(sent?.raw ?? '');
  assert.deepEqual(
    [to, cc].map((list) => list?.map((one) => one.address)),
    [['ana@correo.example'], ['eva@correo.example', 'otra@fuera.example']],
  );
  assert.deepEqual([bcc?.length ?? 0, attachments.map((one) => one.filename)], [0, ['captura-2026-11-24-1024.png']]);
  assert.ok(sent?.to.includes('wilkin.santana@itla.example'), 'the blind copy is in the envelope');
});

test('the conversation is forwarded by key, and what they answer comes apart in it', async () => {
  await page.getByRole('heading', { name: 'Constancia de estudios', level: 2 }).waitFor();
  await page.locator('#conversation').focus();
  await page.keyboard.press('w');
  const dialog = page.getByRole('dialog', { name: 'Reenviar' });
  await field(page, 'Para').fill('decano@otra.example');
  await dialog.getByText('Fuera de la institución y nuevo en esta conversación: decano@otra.example').waitFor();
  await field(page, 'Sus palabras, antes de lo reenviado').fill('¿Puede usted verlo?');
  await expectAccessibleEverywhere(page);
  await dialog.getByRole('button', { name: 'Reenviar', exact: true }).click();
  await page.getByText('Aparte con decano@otra.example').waitFor();
  const [, sent] = await office.smtp.received(2);
  assert.deepEqual(sent?.to, ['decano@otra.example']);
  const { replyTo, messageId, subject } = await PostalMime.parse(sent?.raw ?? '');
  assert.match(replyTo?.[0]?.address ?? '', /^servicio\+s\d+\./);
  const answer = [
    'From: Decano <decano@otra.example>',
    `To: ${replyTo?.[0]?.address}`,
    `Subject: Re: ${subject}`,
    `In-Reply-To: ${messageId}`,
    'Message-ID: <decano-1@otra.example>',
    'Date: Tue, 24 Nov 2026 10:20:00 -0400',
    '',
    'Ya la firmé.',
  ].join('\r\n');
  await office.raw(answer, '2026-11-24T10:24:00-04:00');
  const came = page.getByRole('article', { name: 'Decano' });
  await came.getByText('Ya la firmé.').waitFor();
  await came.getByText('Aparte con decano@otra.example').waitFor();
  await expectAccessibleEverywhere(page);
  await came.getByRole('button', { name: 'Responder aparte' }).click();
  await page.getByRole('dialog', { name: 'Responder aparte a decano@otra.example' }).waitFor();
  await expectAccessibleEverywhere(page);
});

test('whoever reads English writes in the same way', async () => {
  const english = await office.page({ as: await office.colleague('Luz Peña', 'operator'), locale: 'en-US' });
  await english.goto('/bandeja/todas');
  await english.getByRole('option').filter({ hasText: 'Constancia de estudios' }).click();
  await english.getByRole('heading', { name: 'Constancia de estudios', level: 2 }).waitFor();
  await english.getByText('Apart with decano@otra.example').first().waitFor();
  await english.keyboard.press('r');
  const reply = english.getByRole('textbox', { name: 'Reply' });
  await reply.fill('I attached it.');
  await english.getByRole('button', { name: 'Change Recipients' }).click();
  await field(english, 'BCC').waitFor();
  await reply.press('Control+Shift+Enter');
  await english.getByRole('button', { name: /At the next opening tomorrow 8:00 am/ }).waitFor();
  await expectAccessibleEverywhere(english);
  await english.context().close();
});
