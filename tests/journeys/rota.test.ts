// The coordinator fills the rota from its proposal, changes it with a reason, and hears of an absence as it is noted.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { rotaView } from '../../server/rota/view.ts';
import { expectAccessibleEverywhere, field, journey, listenForTrouble, type Office, openOffice } from '../world/office.ts';

const test = journey();
let office: Office;
let page: Page;
let agent: Page;
let trouble: { readonly said: string[] };

before(async () => {
  office = await openOffice();
  const wilkin = await office.colleague('Wilkin Santana', 'operator');
  await office.colleague('María Peguero', 'operator');
  await office.colleague('Luis Miguel Féliz', 'operator');
  page = await office.page({ as: await office.colleague('Rosanna Mejía', 'coordinator') });
  agent = await office.page({ as: wilkin });
  trouble = listenForTrouble(page);
});
after(() => office?.close());

const place = (from: Page, name: RegExp) => from.getByRole('button', { name });
const change = () => page.getByRole('dialog');
/** Who stands in a place, as it is written. */
const holder = async (name: RegExp) => (await place(page, name).locator('span').last().textContent()) ?? '';

test('an empty month is said as what lacks, with somebody proposed for every place', async () => {
  await page.goto('/turnos');
  await page.getByRole('heading', { name: 'Noviembre 2026' }).waitFor();
  // Five working days are left, today among them.
  await page.getByRole('heading', { name: '10 turnos por asignar' }).waitFor();
  await page.getByText('0 de 5 días completos').waitFor();
  await place(page, /^mié 25\/11, correo: .*Falta/).waitFor();
  await place(page, /^jue 26\/11, correo: propuesto/).waitFor();
  await page.getByText('Día de la Constitución').waitFor();
  await expectAccessibleEverywhere(page);
});

test('the proposal is changed in a place and confirmed in one click, and whoever looks on sees it', async () => {
  await agent.goto('/turnos');
  await agent.getByRole('heading', { name: '10 turnos por asignar' }).waitFor();
  assert.equal(await place(agent, /^jue 26\/11/).count(), 0, 'an agent reads the rota');
  const thursday = page.getByLabel('jue 26/11, correo', { exact: true });
  const other = (await thursday.locator('option:checked').textContent()) === 'María Peguero' ? 'Luis Miguel Féliz' : 'María Peguero';
  await thursday.selectOption(other);
  await page.getByRole('button', { name: 'Confirmar mar 24/11' }).click();
  await page.getByText('2 turnos confirmados.').waitFor();
  await page.getByRole('button', { name: 'Confirmar los 8 turnos' }).click();
  await page.getByText('8 turnos confirmados.').waitFor();
  await page.getByText('5 de 5 días completos').waitFor();
  assert.equal(await place(page, /^jue 26\/11, correo/).getAttribute('title'), other);
  await agent.getByText('5 de 5 días completos').waitFor();
  await expectAccessibleEverywhere(agent);
});

test('somebody else takes a place: not without a reason, and it stays in the changes', async () => {
  const before = await holder(/^vie 27\/11, correo/);
  await place(page, /^vie 27\/11, correo/).click();
  await change()
    .getByText(/^Ahora: /)
    .waitFor();
  const select = change().getByLabel('Nueva persona');
  const options = await select.locator('option:not(:disabled)').allTextContents();
  assert.ok(!options.some((one) => one.startsWith(before)), 'who has it is not offered');
  await select.selectOption({ index: 1 });
  await change().getByRole('button', { name: 'Cambiar' }).click();
  await change().getByText('Escriba el motivo del cambio.').waitFor();
  await expectAccessibleEverywhere(page);
  await field(page, 'Motivo').fill('Capacitación en Calidad');
  await change().getByRole('button', { name: 'Cambiar' }).click();
  await change().waitFor({ state: 'detached' });
  await page.getByText(/^Rosanna Mejía pasa vie 27\/11, correo, de .* a .*/).waitFor();
  await page.getByText('Motivo: Capacitación en Calidad.').waitFor();
  assert.notEqual(await holder(/^vie 27\/11, correo/), before);
});

test('two exchange their days in one go', async () => {
  await place(page, /^lun 30\/11, chat/).click();
  const select = change().getByLabel('Nueva persona');
  const swap = change().getByRole('radio', { name: /^Intercambiar con / });
  await select.locator('option:not(:disabled)').nth(1).waitFor({ state: 'attached' });
  for (const option of await select.locator('option:not(:disabled)').all()) {
    await select.selectOption((await option.getAttribute('value')) ?? '');
    // The page says a moment after the choice whether that person has a day to give.
    if (
      await swap.waitFor({ timeout: 2000 }).then(
        () => true,
        () => false,
      )
    )
      break;
  }
  await swap.check();
  await field(page, 'Motivo').fill('Se pusieron de acuerdo');
  await change().getByRole('button', { name: 'Cambiar' }).click();
  await page.getByText('Turnos intercambiados.').waitFor();
  await page.getByText('Motivo: Se pusieron de acuerdo.').nth(1).waitFor();
});

test('by keyboard a place opens, closes and keeps its focus', async () => {
  await place(page, /^lun 30\/11, chat/).focus();
  await page.keyboard.press('Enter');
  await change().getByRole('heading', { name: 'Lun 30/11, chat y llamadas' }).waitFor();
  await page.keyboard.press('Escape');
  await change().waitFor({ state: 'detached' });
  assert.match((await page.evaluate<string>('document.activeElement.textContent')) ?? '', /^lun 30\/11, chat/);
});

test('an agent notes an absence and sees what it leaves; the coordinator hears of it and assigns somebody', async () => {
  await page.goto('/turnos/2026-11-25');
  await page.getByRole('heading', { name: '23/11 a 27/11' }).waitFor();
  await agent.getByRole('button', { name: 'Ausencia' }).click();
  const dialog = agent.getByRole('dialog');
  await dialog.getByLabel('Desde').fill('2026-11-25');
  await dialog.getByLabel('Hasta, incluido').fill('2026-11-30');
  await dialog.getByLabel('Tipo').selectOption('sick');
  await dialog.getByText(/^Deja .* por asignar: /).waitFor();
  await expectAccessibleEverywhere(agent);
  await dialog.getByRole('button', { name: 'Anotar', exact: true }).click();
  await agent.getByText('Ausencia anotada.').waitFor();
  await page.getByText('Permiso médico').first().waitFor();
  await page
    .getByText(/^Wilkin Santana deja .* Motivo: permiso médico\.|Wilkin Santana deja/)
    .first()
    .waitFor();
  await expectAccessibleEverywhere(page);
});

test('what it left is given out place by place, the last one from who could take it, never to who is away', async () => {
  const { days } = await rotaView(office.k, '2026-11-24', '2026-11-30');
  const gaps = days.flatMap(({ date, gaps }) =>
    gaps.map((duty) => new RegExp(`${date.slice(8)}/11, ${duty === 'mail' ? 'correo' : 'chat y llamadas'}: `)),
  );
  const last = gaps.pop();
  assert.ok(last, 'the absence left something');
  await page.goto('/turnos');
  for (const gap of gaps) {
    await place(page, gap).click();
    const away = change().getByRole('option', { name: /^Wilkin Santana .*ausente ese día/ });
    assert.ok(await away.isDisabled());
    await change().getByRole('button', { name: 'Asignar' }).click();
    await change().waitFor({ state: 'detached' });
  }
  await page.getByRole('heading', { name: 'Falta un operador' }).waitFor();
  await page.getByText(/Wilkin Santana dejó este turno hoy 10:24 am\. Motivo: permiso médico\./).waitFor();
  assert.ok(await page.getByRole('radio', { name: /^Wilkin Santana/ }).isDisabled());
  await expectAccessibleEverywhere(page);
  await page.getByRole('button', { name: /^Asignar a (María|Luis)$/ }).click();
  await page.getByText('5 de 5 días completos').waitFor();
});

test('the absence is taken back where it was noted', async () => {
  await agent.getByRole('button', { name: 'Ausencia' }).click();
  await agent.getByRole('button', { name: /^Quitar la ausencia de Wilkin Santana/ }).click();
  await agent.getByText('Ausencia quitada. Los turnos que dejó siguen por asignar.').waitFor();
  await agent.getByRole('button', { name: 'Cerrar' }).click();
});

test('a designation is made and ended', async () => {
  await page.getByRole('button', { name: 'Nueva', exact: true }).click();
  await page.getByLabel('Persona').selectOption({ label: 'María Peguero' });
  await expectAccessibleEverywhere(page);
  await page.getByRole('button', { name: 'Designar', exact: true }).click();
  await page.getByText('desde 24/11/2026, por Rosanna Mejía').waitFor();
  await page.getByRole('button', { name: 'Terminar la designación de María Peguero' }).click();
  await page.getByText('Designación terminada.').waitFor();
  await page.getByText('Ninguna además del turno del día.').waitFor();
});

test('the month before and after are one step away; a month is seen as a week', async () => {
  await page.goto('/turnos');
  await page.getByRole('link', { name: 'Mes siguiente' }).click();
  await page.getByRole('heading', { name: 'Diciembre 2026' }).waitFor();
  await page.getByText('Navidad').waitFor();
  await page.getByText('Semana', { exact: true }).click();
  await page.getByRole('heading', { name: '30/11 a 04/12' }).waitFor();
  await page.getByText('Mes', { exact: true }).click();
  await page.getByRole('heading', { name: 'Diciembre 2026' }).waitFor();
  assert.deepEqual(trouble.said, []);
});

test('a page of another role says whose it is', async () => {
  const quality = await office.page({ as: await office.colleague('Ana Pérez', 'quality') });
  await quality.goto('/turnos');
  await quality.getByText('Esta página es de Coordinación.').waitFor();
});
