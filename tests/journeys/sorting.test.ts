// Sorting what came: an operator tags by typing without accents, the coordinator merges two tags and takes it back.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { expectAccessibleEverywhere, field, journey, type Office, openOffice } from '../world/office.ts';
import { eventually } from '../world/temporary.ts';

const test = journey();
let office: Office;
let coordinator: Page;
let operator: Page;

before(async () => {
  office = await openOffice();
  await office.deliver(1, '2026-11-23T09:00:00-04:00', {
    subject: 'Beca de excelencia',
    from: { name: 'Ana Díaz', email: 'ana@correo.example' },
  });
  await office.deliver(2, '2026-11-23T10:00:00-04:00', {
    subject: 'Oferta única',
    from: { name: 'Promo', email: 'promo@ofertas.example' },
  });
  coordinator = await office.page({ as: await office.colleague('Rosanna Guzmán', 'coordinator') });
  operator = await office.page({ as: await office.colleague('Wilkin Santana', 'operator') });
});
after(() => office?.close());

const head = (page: Page) => page.getByRole('region', { name: 'Conversación' }).locator('header');
async function open(page: Page, subject: string): Promise<void> {
  await page.getByRole('option').filter({ hasText: subject }).click();
  await page.getByRole('heading', { name: subject, level: 2 }).waitFor();
}

test('L tags: a new one is made by its name, and found again without accents', async () => {
  await operator.goto('/bandeja');
  await open(operator, 'Beca de excelencia');
  await operator.keyboard.press('l');
  const find = operator.getByRole('combobox', { name: 'Buscar o crear etiqueta' });
  for (const name of ['Crédito educativo', 'Becas']) {
    await find.fill(name);
    await operator.getByRole('option', { name: `Crear «${name}»` }).waitFor();
    await find.press('Enter');
    await operator.getByRole('option', { name, exact: true }).and(operator.locator('[aria-selected=true]')).waitFor();
  }
  await find.fill('CREDITO');
  await operator.getByRole('option', { name: 'Becas', exact: true }).waitFor({ state: 'detached' });
  await expectAccessibleEverywhere(operator);
  await find.press('Enter');
  await operator.keyboard.press('Escape');
  await head(operator).getByText('Becas', { exact: true }).waitFor();
  await eventually('the other is off again', async () => (await head(operator).getByText('Crédito educativo').count()) === 0);
  await operator.getByRole('option').filter({ hasText: 'Beca de excelencia' }).getByText('Becas', { exact: true }).waitFor();
});

test('a tag of the conversation leads to all that bear it', async () => {
  await head(operator).getByRole('link', { name: 'Becas' }).click();
  await operator.getByRole('button', { name: 'Quitar: Con Becas' }).waitFor();
  await operator.getByRole('option').filter({ hasText: 'Oferta única' }).waitFor({ state: 'detached' });
  await open(operator, 'Beca de excelencia');
});

test('P puts it off until the next opening, never beyond its deadline; undone, it is back', async () => {
  await operator.keyboard.press('o');
  await operator.getByText('Seguida por Wilkin Santana').waitFor();
  await operator.keyboard.press('m');
  await operator.keyboard.press('p');
  await operator.getByRole('radio', { name: /La próxima apertura/ }).waitFor();
  assert.ok(await operator.getByRole('radio', { name: /El lunes, al abrir.*su plazo vence antes/ }).isDisabled());
  await expectAccessibleEverywhere(operator);
  await operator.getByRole('button', { name: 'Posponer', exact: true }).click();
  await head(operator).getByText('Pospuesta hasta mañana 8:00 am').waitFor();
  await operator.getByRole('button', { name: 'Deshacer' }).click();
  await operator.getByText('Wilkin Santana la despertó').waitFor();
  await eventually('it is awake', async () => (await head(operator).getByText('Pospuesta hasta').count()) === 0);
});

test('the coordinator merges two tags; the row shows it at once, and separated it is as it was', async () => {
  await coordinator.goto('/configuracion/etiquetas');
  await coordinator.getByRole('button', { name: 'Fusionar Becas en otra' }).click();
  await coordinator.getByRole('combobox', { name: 'Queda en su lugar' }).fill('credito');
  await coordinator.getByRole('option', { name: 'Crédito educativo' }).click();
  await coordinator.getByRole('button', { name: 'Fusionar', exact: true }).last().click();
  await coordinator.getByRole('button', { name: 'Separar Becas' }).waitFor();
  await head(operator).getByText('Crédito educativo').waitFor();
  await expectAccessibleEverywhere(coordinator);
  await coordinator.getByRole('button', { name: 'Separar Becas' }).click();
  await head(operator).getByText('Becas', { exact: true }).waitFor();
  assert.equal(await head(operator).getByText('Crédito educativo').count(), 0);
});

test('! marks it as unwanted with why; what the same sender writes next lies there too and says so; released, it is owed again', async () => {
  await operator.goto('/bandeja');
  await open(operator, 'Oferta única');
  await operator.keyboard.press('!');
  await operator.getByRole('radio', { name: 'Publicidad' }).waitFor();
  await expectAccessibleEverywhere(operator);
  await operator.getByRole('button', { name: 'Marcar', exact: true }).click();
  await operator.getByText('Wilkin Santana la marcó como no deseada, hoy', { exact: false }).waitFor();
  await office.deliver(3, '2026-11-24T10:00:00-04:00', {
    subject: 'Última oportunidad',
    from: { name: 'Promo', email: 'promo@ofertas.example' },
  });
  await operator.goto('/bandeja/no-deseados');
  await open(operator, 'Última oportunidad');
  await operator.getByText('Vino aquí porque Wilkin Santana marcó antes a promo@ofertas.example').waitFor();
  await expectAccessibleEverywhere(operator);
  await operator.getByRole('button', { name: 'Liberar' }).click();
  await operator.getByText('Wilkin Santana la liberó de los no deseados').waitFor();
  await head(operator).getByRole('link', { name: '5.3' }).waitFor();
  await coordinator.goto('/configuracion/no-deseados');
  await coordinator.getByText('promo@ofertas.example').waitFor();
  await coordinator.getByRole('button', { name: 'Bloquear remitente' }).click();
  await field(coordinator, 'Dirección o dominio').fill('itla.example');
  await coordinator.getByRole('button', { name: 'Bloquear', exact: true }).click();
  await coordinator.getByText('es de la institución o de un área').waitFor();
  await expectAccessibleEverywhere(coordinator);
  await coordinator.goto('/configuracion/etiquetas');
  await operator.goto('/bandeja');
  await open(operator, 'Beca de excelencia');
});

test('a closed list offers no new tag to an operator', async () => {
  await coordinator.getByLabel('Lista cerrada').check();
  await eventually('it is kept', async () => (await office.k.settings.get('desk.tags_closed')) === true);
  await operator.reload();
  await operator.getByRole('heading', { name: 'Beca de excelencia', level: 2 }).waitFor();
  await operator.keyboard.press('l');
  await field(operator, 'Buscar etiqueta').fill('Nueva');
  await operator.getByText('La lista está cerrada').waitFor();
});
