// One matter came in as two: they are merged by key, read as one, and taken apart again; nothing of either is lost on the way.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { messageId } from '../world/mails.ts';
import { expectAccessibleEverywhere, journey, listenForTrouble, type Office, openOffice } from '../world/office.ts';
import { eventually } from '../world/temporary.ts';

const test = journey();
let office: Office;
let page: Page;
let trouble: { readonly said: string[] };
const rafael = { name: 'Rafael Mota', email: 'rafael.mota@correo.example' };

before(async () => {
  office = await openOffice({
    async prepare({ deliver }) {
      await deliver(1, '2026-11-24T08:05:00-04:00', {
        from: rafael,
        subject: 'Carta de estudio para la visa',
        text: 'Necesito la carta para el jueves.',
      });
      await deliver(2, '2026-11-24T09:12:00-04:00', {
        from: rafael,
        subject: 'Carta de estudio para visa (urgente)',
        text: 'Adjunto olvidé el pasaporte.',
      });
      await deliver(3, '2026-11-24T09:40:00-04:00', {
        from: { name: 'Ana Díaz', email: 'ana@correo.example' },
        subject: 'Horario de inglés',
        text: '¿A qué hora es?',
      });
    },
  });
  page = await office.page({ as: await office.colleague('María Peña', 'operator') });
  trouble = listenForTrouble(page);
});
after(() => office?.close());

const row = (subject: string) => page.getByRole('option').filter({ hasText: subject });
const shows = (...wanted: string[]) =>
  eventually(
    `the list shows ${wanted.join(', ')}`,
    async () => {
      const texts = await page.locator('#conversation-list [role=option]').allInnerTexts();
      return texts.length === wanted.length && wanted.every((one) => texts.some((text) => text.includes(one)));
    },
    20_000,
  );
const thread = () => page.getByRole('log').first();
let merged = '';

test('what may be the same matter is shown with why, and read beside', async () => {
  await page.goto('/bandeja/todas');
  await shows('para la visa', '(urgente)', 'Horario');
  await row('para la visa').click();
  const panel = page.getByRole('complementary', { name: 'Solicitante' });
  await panel.getByText('Mismo solicitante y asunto parecido').waitFor();
  await panel.getByRole('button', { name: /^Ver al lado/ }).click();
  const beside = page.getByRole('dialog');
  await beside.getByText('Adjunto olvidé el pasaporte.').waitFor();
  await expectAccessibleEverywhere(page);
  await page.keyboard.press('Escape');
  await beside.waitFor({ state: 'hidden' });
});

test('by key it is merged, after what will happen was read; the list has one, the thread both', async () => {
  await thread().press('u');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Puede ser el mismo asunto').waitFor();
  merged = /VT-\d+/.exec(await dialog.getByRole('radio').first().locator('xpath=..').innerText())?.[0] ?? '';
  await dialog.getByRole('radio').first().press('Space');
  await dialog.getByText(`${merged} se verá aquí`, { exact: false }).waitFor();
  await expectAccessibleEverywhere(page);
  await dialog.getByRole('button', { name: 'Unir', exact: true }).press('Enter');
  await page.getByText(`María Peña unió ${merged} a esta conversación`).waitFor();
  await thread().getByText('Adjunto olvidé el pasaporte.').waitFor();
  await thread().getByText('Necesito la carta para el jueves.').waitFor();
  await shows('para la visa', 'Horario');
  await expectAccessibleEverywhere(page);
});

test('the address of the one that was merged leads to where it is, and a search says so', async () => {
  const address = new URL(page.url()).pathname;
  await page.goto(`/bandeja/todas/${merged.slice(3)}`);
  await eventually('the address is the other’s', async () => new URL(page.url()).pathname === address, 20_000);
  await page.goto(`/buscar?q=${merged}`);
  await page.getByText('unida a VT-', { exact: false }).first().waitFor();
  await page.goto(address);
});

test('another requester’s needs a word; taken apart, each is as it was', async () => {
  await thread().waitFor();
  await thread().press('u');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Conversación que se une').fill('Horario de inglés');
  await dialog.getByRole('radio', { name: /Horario/ }).check();
  await dialog.getByText('Son de solicitantes distintos', { exact: false }).waitFor();
  await dialog.getByRole('button', { name: 'Unir', exact: true }).click();
  await dialog.getByText('Confirme que es el mismo asunto.').waitFor();
  await dialog.getByRole('button', { name: 'Cancelar' }).click();
  await page.getByRole('button', { name: `Deshacer la unión con ${merged}` }).press('Enter');
  await shows('para la visa', '(urgente)', 'Horario');
  await page.getByText(`María Peña deshizo la unión con ${merged}`).waitFor();
  await thread().getByText('Adjunto olvidé el pasaporte.').waitFor({ state: 'hidden' });
});

test('two matters in one thread are split by key, and put together again', async () => {
  await office.deliver(4, '2026-11-24T10:02:00-04:00', {
    from: rafael,
    subject: 'Re: Carta de estudio para la visa',
    text: 'Otra cosa: perdí el carné.',
    inReplyTo: messageId(1),
  });
  await thread().getByText('Otra cosa: perdí el carné.').waitFor();
  await thread().press('s');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Separar', exact: true }).press('Enter');
  await dialog.getByText('Elija al menos un correo del solicitante y deje otro aquí.').waitFor();
  await dialog.getByRole('checkbox').last().press('Space');
  await expectAccessibleEverywhere(page);
  await dialog.getByRole('button', { name: 'Separar', exact: true }).press('Enter');
  await shows('para la visa', 'Re: Carta', '(urgente)', 'Horario');
  const line = page.getByText(/^María Peña separó mensajes a VT-\d+/);
  await line.waitFor();
  await thread().getByText('Otra cosa: perdí el carné.').waitFor({ state: 'hidden' });
  await expectAccessibleEverywhere(page);
  await page.getByRole('button', { name: /^Deshacer la separación de VT-/ }).press('Enter');
  await thread().getByText('Otra cosa: perdí el carné.').waitFor();
  await shows('para la visa', '(urgente)', 'Horario');
  assert.deepEqual(trouble.said, []);
});
