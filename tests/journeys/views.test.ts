// A list is narrowed, ordered, and kept as a link; what comes in while it is narrowed comes where it belongs.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { take } from '../../server/desk/assign.ts';
import { expectAccessibleEverywhere, journey, listenForTrouble, type Colleague, type Office, openOffice } from '../world/office.ts';
import { eventually } from '../world/temporary.ts';

const test = journey();
let office: Office;
let page: Page;
let coordinator: Colleague;
let trouble: { readonly said: string[] };

before(async () => {
  office = await openOffice({
    async prepare({ deliver }) {
      await deliver(1, '2026-11-24T08:05:00-04:00', { subject: 'Pago de la matrícula' });
      await deliver(2, '2026-11-24T09:12:00-04:00', { subject: 'Constancia de estudios' });
      await deliver(3, '2026-11-24T09:40:00-04:00', { subject: 'Horario de inglés' });
    },
  });
  coordinator = await office.colleague('Rosanna Mejía', 'coordinator');
  page = await office.page({ as: coordinator });
  trouble = listenForTrouble(page);
});
after(() => office?.close());

const row = (subject: string) => page.getByRole('option').filter({ hasText: subject });
const known = /Pago de|Constancia de|Horario de|Beca dep/;
const subjects = async () =>
  (await page.locator('#conversation-list [role=option]').allInnerTexts()).map((text) => known.exec(text)?.[0].split(' ')[0] ?? text);
const shows = (...wanted: string[]) =>
  eventually(`the list shows ${wanted.join(', ')}`, async () => String(await subjects()) === String(wanted), 20_000);

test('by key alone the list is narrowed to what nobody has, and the address says so', async () => {
  await page.goto('/bandeja/todas');
  await shows('Horario', 'Constancia', 'Pago');
  await row('Constancia').click();
  await page.getByRole('heading', { name: 'Constancia de estudios', level: 2 }).waitFor();
  await page.keyboard.press('m');
  await page.getByRole('button', { name: 'Asignada a Rosanna Mejía' }).waitFor();
  await page.keyboard.press('f');
  const owner = page.getByLabel('De quién es');
  await owner.waitFor();
  await owner.selectOption({ label: 'Sin asignar' });
  await shows('Horario', 'Pago');
  await expectAccessibleEverywhere(page);
  await page.getByRole('button', { name: 'Listo' }).press('Enter');
  await page
    .getByRole('button', { name: 'Vence primero', exact: false })
    .or(page.getByRole('button', { name: /^Lo último primero/ }))
    .press('Enter');
  await shows('Pago', 'Horario');
  const address = new URL(page.url());
  assert.deepEqual(
    [...address.searchParams],
    [
      ['de', 'nadie'],
      ['orden', 'vence'],
    ],
  );
  assert.match(address.pathname, /^\/bandeja\/todas\/\d+$/, 'the conversation stays open');
});

test('the link alone brings the same list back; opening a conversation keeps it; «atrás» undoes it', async () => {
  await page.goto(page.url());
  await shows('Pago', 'Horario');
  await row('Horario').click();
  await page.getByRole('heading', { name: 'Horario de inglés', level: 2 }).waitFor();
  assert.match(page.url(), /de=nadie&orden=vence$/);
  await page.getByRole('button', { name: 'Quitar: Sin asignar' }).press('Enter');
  await shows('Pago', 'Constancia', 'Horario');
  await page.goBack();
  await shows('Pago', 'Horario');
});

test('what comes in, and what a colleague takes, is seen in the narrowed list at once', async () => {
  await office.deliver(4, '2026-11-24T10:02:00-04:00', { subject: 'Beca deportiva' });
  await shows('Pago', 'Horario', 'Beca');
  const id = (await row('Pago de la').getAttribute('id'))?.replace('row-', '') as string;
  await take(await office.t.asPerson('Wilkin Santana', 'operator'), id);
  await shows('Horario', 'Beca');
});

test('«por nosotros» and «por ellos» at one press; where nothing is left the list says why', async () => {
  await page.getByRole('button', { name: 'Por ellos' }).click();
  await page.getByText('Nada con estos filtros').waitFor();
  await page.getByRole('button', { name: 'Por nosotros' }).click();
  await shows('Horario', 'Beca');
  await page.getByRole('button', { name: 'Por nosotros' }).click();
  await shows('Horario', 'Beca');
  assert.deepEqual([...new URL(page.url()).searchParams.keys()], ['de', 'orden']);
});

const column = () => page.getByRole('navigation', { name: 'Vistas' });
const kept = (name: string) => column().getByRole('link', { name: new RegExp(`^${name}`) });

test('what the list is narrowed to is kept under a name, for oneself or for all, with its count in the column', async () => {
  await page.getByRole('button', { name: 'Guardar esta vista' }).press('Enter');
  await page.getByLabel('Nombre', { exact: true }).fill('Por dar');
  await expectAccessibleEverywhere(page);
  await page.keyboard.press('Enter');
  await kept('Por dar').waitFor();
  await eventually('it counts two', async () => (await kept('Por dar').innerText()).includes('2'));
  await page.getByRole('heading', { name: 'Por dar', level: 2 }).waitFor();
  await page.getByRole('button', { name: 'Por nosotros' }).click();
  await page.getByRole('button', { name: 'Guardar esta vista' }).click();
  await page.getByLabel('Nombre', { exact: true }).fill('Nos toca');
  await page.getByLabel('Compartirla', { exact: false }).check();
  await page.keyboard.press('Enter');
  await column().getByText('Compartidas').waitFor();
});

test('a colleague sees the shared one, live, and cannot change it; her own is nobody else’s', async () => {
  const other = await office.page({ as: await office.colleague('Wilkin Peña', 'operator'), locale: 'en-US' });
  await other.goto('/bandeja');
  await other.getByRole('link', { name: /^Nos toca/ }).click();
  await other.getByRole('heading', { name: 'Nos toca', level: 2 }).waitFor();
  assert.match(other.url(), /esperan=nosotros&de=nadie&orden=vence$/);
  assert.equal(await other.getByRole('link', { name: /^Por dar/ }).count(), 0);
  assert.equal(await other.getByRole('button', { name: 'What to do with this view' }).count(), 0);
  await expectAccessibleEverywhere(other);
  await page.getByRole('button', { name: 'Qué hacer con esta vista' }).click();
  await page.getByRole('menuitem', { name: 'Cambiar el nombre' }).click();
  await page.getByLabel('Nombre', { exact: true }).fill('Nos toca ya');
  await page.keyboard.press('Enter');
  await other.getByRole('link', { name: /^Nos toca ya/ }).waitFor();
  await other.close();
});

test('removed it goes from the column, and «Deshacer» brings it back', async () => {
  await page.getByRole('button', { name: 'Qué hacer con esta vista' }).click();
  await page.getByRole('menuitem', { name: 'Quitar la vista' }).click();
  await kept('Nos toca ya').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^Deshacer/ }).click();
  await kept('Nos toca ya').waitFor();
  assert.deepEqual(trouble.said, []);
});

test('by key and with the shift key several are marked, taken together, and given back by «Deshacer»', async () => {
  await page.goto('/bandeja/todas?orden=vence');
  await shows('Pago', 'Constancia', 'Horario', 'Beca');
  await row('Constancia').hover();
  await page.locator('#conversation-list').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('s');
  await page.getByText('1 marcada').waitFor();
  await page.keyboard.press('Shift+ArrowUp');
  await page.getByText('2 marcadas').waitFor();
  await page.getByRole('button', { name: 'Tomar', exact: true }).waitFor();
  await expectAccessibleEverywhere(page);
  await page.getByRole('button', { name: 'Tomar', exact: true }).press('Enter');
  await page.getByText('2 tomadas').waitFor();
  await eventually('they are hers', async () => (await kept('Por dar').innerText()).trim() === 'Por dar');
  await page.getByRole('button', { name: 'Deshacer', exact: true }).click();
  await page.getByText('Deshecho').waitFor();
  await eventually('nobody has them', async () => (await kept('Por dar').innerText()).includes('2'));
});

test('all of the view are resolved at once; those that wait for an answer are told with the reason', async () => {
  await page.getByRole('button', { name: 'Marcar varias' }).click();
  await row('Pago de').click();
  await page.getByRole('button', { name: 'Marcar las 4 de esta vista' }).click();
  await page.getByText('4 marcadas').waitFor();
  await page.getByRole('button', { name: 'Resolver', exact: true }).click();
  await page.getByText('4 no se pudieron').waitFor();
  await page.getByRole('button', { name: 'Ver cuáles' }).click();
  await page.getByRole('dialog').getByText('Todavía espera una respuesta').first().waitFor();
  assert.equal(await page.getByRole('dialog').getByRole('link').count(), 4);
  await page.getByRole('button', { name: 'Cerrar' }).click();
  await page.getByRole('button', { name: 'Quitar el aviso' }).click();
  assert.deepEqual(trouble.said, []);
});
