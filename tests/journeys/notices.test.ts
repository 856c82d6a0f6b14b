// What one should know of reaches one: a name in a note, the bell, the list, how one wants to be told.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { type Colleague, expectAccessibleEverywhere, journey, type Office, openOffice } from '../world/office.ts';
import { eventually } from '../world/temporary.ts';

const test = journey();
let office: Office;
let people: { nurys: Colleague; wilkin: Colleague };
let nurys: Page;
let wilkin: Page;

before(async () => {
  office = await openOffice();
  await office.deliver(1, '2026-11-23T09:00:00-04:00', { subject: 'Constancia de estudios' });
  await office.deliver(2, '2026-11-23T15:00:00-04:00', { subject: 'Pago de la matrícula' });
  people = {
    nurys: await office.colleague('Nurys Abreu', 'operator'),
    wilkin: await office.colleague('Wilkin Santana', 'coordinator'),
  };
  [nurys, wilkin] = [await office.page({ as: people.nurys }), await office.page({ as: people.wilkin })];
  await nurys.goto('/mi-turno');
});
after(() => office?.close());

async function open(page: Page, subject: string): Promise<void> {
  await page.goto('/bandeja/todas');
  await page.getByRole('option').filter({ hasText: subject }).click();
  await page.getByRole('heading', { name: subject, level: 2 }).waitFor();
}
const note = (page: Page) => page.getByRole('textbox', { name: 'Nota interna' });

test('after «@» colleagues are offered; whoever is chosen is named and hears of it at once', async () => {
  await open(wilkin, 'Constancia de estudios');
  await wilkin.keyboard.press('n');
  await note(wilkin).fill('Falta el sello, @nu');
  await wilkin.getByRole('option', { name: 'Nurys Abreu' }).waitFor();
  await expectAccessibleEverywhere(wilkin);
  await note(wilkin).press('Enter');
  await eventually('the name is written', async () => (await note(wilkin).inputValue()) === 'Falta el sello, @Nurys Abreu ');
  await note(wilkin).press('Control+Enter');
  await wilkin.getByRole('article').filter({ hasText: '@Nurys Abreu' }).waitFor();
  await nurys
    .getByRole('button', { name: /^Avisos/ })
    .getByText('1')
    .waitFor();
  await eventually('the title says it', async () => /^\(1\) /.test(await nurys.title()));
});

test('the bell shows it and leads to its place, where it is read', async () => {
  await nurys.getByRole('button', { name: /^Avisos/ }).click();
  const said = nurys.getByRole('link', { name: /Wilkin Santana le nombró en una nota/ });
  await said.waitFor();
  await expectAccessibleEverywhere(nurys);
  await said.click();
  await nurys.getByRole('heading', { name: 'Constancia de estudios', level: 2 }).waitFor();
  await nurys.getByText('@Nurys Abreu').waitFor();
  await eventually('it is read', async () => !/^\(/.test(await nurys.title()));
});

test('opening the conversation reads what is told of it; the rest is marked at once', async () => {
  await open(wilkin, 'Pago de la matrícula');
  await wilkin.keyboard.press('n');
  await note(wilkin).fill('@Nurys Abreu ¿la ve?');
  await note(wilkin).press('Control+Enter');
  await eventually('it is told', async () => /^\(1\) /.test(await nurys.title()));
  await open(nurys, 'Pago de la matrícula');
  await eventually('it is read', async () => !/^\(/.test(await nurys.title()));
  await open(wilkin, 'Constancia de estudios');
  await wilkin.keyboard.press('a');
  await wilkin.getByRole('menuitem', { name: /Nurys Abreu/ }).click();
  await eventually('it is told', async () => /^\(1\) /.test(await nurys.title()));
  await nurys.goto('/avisos');
  await nurys.getByText('Wilkin Santana le asignó una conversación').waitFor();
  await expectAccessibleEverywhere(nurys);
  await nurys.getByRole('button', { name: 'Marcar leídos' }).click();
  await eventually('all is read', async () => !/^\(/.test(await nurys.title()));
});

test('how one is told is chosen in one’s profile and stays', async () => {
  await nurys.goto('/perfil');
  const mention = nurys.getByRole('radiogroup', { name: 'Me nombran en una nota' });
  await mention.getByText('Al abrir').click();
  await nurys.getByText('Guardado.').first().waitFor();
  await nurys.getByLabel('Horas de silencio').click();
  await nurys.getByLabel('Desde').waitFor();
  await expectAccessibleEverywhere(nurys);
  await nurys.reload();
  await eventually('it stands', async () => mention.getByLabel('Al abrir').isChecked());
  assert.equal(await nurys.getByLabel('Desde').inputValue(), '12:00');
});

// In words: the tests' types know no browser.
const inPage = <T>(page: Page, script: string) => page.evaluate(`(async () => (${script}))()`) as Promise<T>;

test('where nothing answers a page says what is up, and opens again by itself; nothing else is ever kept', async () => {
  await nurys.goto('/bandeja/todas');
  const stands = "(await navigator.serviceWorker.getRegistration())?.active?.state === 'activated'";
  await eventually('the worker stands', () => inPage<boolean>(nurys, stands), 20_000);
  await nurys.context().setOffline(true);
  await nurys.goto('/bandeja/mios');
  await nurys.getByText('Este equipo no tiene red').waitFor();
  await expectAccessibleEverywhere(nurys);
  await nurys.context().setOffline(false);
  await nurys.getByRole('heading', { name: 'Bandeja' }).waitFor();
  const kept =
    'Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((one) => new URL(one.url).pathname)))';
  assert.deepEqual(await inPage(nurys, kept), [['/offline.html', '/offline.js', '/icon.svg']]);
});
